package io.crema.nn.model;

import io.crema.core.parallel.ChunkTask;
import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.nn.plan.BoundNetwork;
import io.crema.nn.plan.Execution;
import io.crema.nn.plan.Plan;
import io.crema.nn.plan.Purpose;
import io.crema.nn.plan.Team;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of one prediction at a time: a parallel loop over groups of samples, with an
 * execution for each slot, or for fewer samples than threads one group whose layers a team
 * computes.
 */
final class PredictionJob implements ChunkTask {

  private static final PredictionSource NOTHING = (first, count, to) -> {};

  private final BoundNetwork bound;
  private final Workers workers;
  private final @Nullable Execution[] executions;
  private final ParallelLoop loop;
  private final Plan apart;
  private final int maxSamples;
  private @Nullable Team team;
  private @Nullable Execution together;

  private PredictionSource source = NOTHING;
  private int count;
  private int groupSize;
  private List<Tensor> outputs = List.of();

  PredictionJob(BoundNetwork bound, Workers workers) {
    this.bound = bound;
    this.workers = workers;
    executions = new Execution[workers.threads()];
    loop = workers.loop(this);
    apart = Plan.of(bound, Purpose.PREDICTION);
    maxSamples = apart.samplesTogether();
  }

  void run(PredictionSource newSource, int newCount, List<Tensor> to) {
    source = newSource;
    count = newCount;
    outputs = to;
    int threads = workers.threads();
    try {
      if (count < threads && count <= maxSamples) {
        runTogether();
      } else {
        groupSize = Math.min(maxSamples, Math.max(1, (count + threads - 1) / threads));
        loop.run((count + groupSize - 1) / groupSize);
      }
    } finally {
      source = NOTHING;
      outputs = List.of();
    }
  }

  private void runTogether() {
    Execution execution = together;
    if (execution == null || execution.maxSamples() < count) {
      execution = new Execution(Plan.of(bound, Purpose.PREDICTION_TOGETHER), count);
      together = execution;
    }
    Team threads = team;
    if (threads == null) {
      threads = new Team(workers);
      team = threads;
    }
    source.load(0, count, execution);
    execution.forward(count, threads);
    store(execution, 0, count);
  }

  @Override
  public void run(int chunk, int slot) {
    int first = chunk * groupSize;
    int group = Math.min(groupSize, count - first);
    Execution execution = executions[slot];
    if (execution == null || execution.maxSamples() < group) {
      execution = new Execution(apart, groupSize);
      executions[slot] = execution;
    }
    source.load(first, group, execution);
    execution.forward(group);
    store(execution, first, group);
  }

  private void store(Execution execution, int first, int group) {
    for (int i = 0; i < outputs.size(); i++) {
      Tensor result = execution.output(i, group);
      int size = result.size() / group;
      System.arraycopy(result.array(), 0, outputs.get(i).array(), first * size, group * size);
    }
  }
}
