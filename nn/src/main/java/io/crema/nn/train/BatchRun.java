package io.crema.nn.train;

import io.crema.core.data.Samples;
import io.crema.core.data.TrainingReader;
import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.nn.compute.PassControl;
import io.crema.nn.plan.Execution;
import io.crema.nn.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a batch forward and backward: its parts on the workers, each with gradient sums of its own.
 *
 * <p>Where layers work over whole batches, all groups of samples stay in buffers of their own, and
 * the parts wait for each other before such a layer, forward and backward.
 */
final class BatchRun {

  private final Plan plan;
  private final List<WeightedLoss> losses;
  private final List<Shape> inputShapes;
  private final List<Shape> targetShapes;
  private final GradientSums sums;
  private final BatchCut cut;
  private final List<Integer> barriers;
  private final OutputScores[] scores;
  private final ParallelLoop parts;
  private final ParallelLoop phases;
  private final @Nullable TrainingReader[] readers;

  /** One for each thread; with barriers, one for each group. */
  private @Nullable Lane[] lanes;

  private @Nullable Samples known;
  private @Nullable Batch batch;
  private int phase;
  private boolean backward;

  BatchRun(
      Plan plan,
      List<WeightedLoss> losses,
      List<Shape> inputShapes,
      List<Shape> targetShapes,
      GradientSums sums,
      BatchCut cut,
      int maxBatch,
      Workers workers) {
    this.plan = plan;
    this.losses = losses;
    this.inputShapes = inputShapes;
    this.targetShapes = targetShapes;
    this.sums = sums;
    this.cut = cut;
    barriers = plan.barriers();
    scores = new OutputScores[losses.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = new OutputScores(maxBatch);
    }
    parts = workers.loop(this::part);
    phases = workers.loop(this::phase);
    readers = new TrainingReader[workers.threads()];
    lanes = new Lane[workers.threads()];
  }

  OutputScores scores(int output) {
    return scores[output];
  }

  /** Computes the losses and the gradient sums of all parts. */
  void run(Batch newBatch) {
    if (newBatch.samples() != known) {
      known = newBatch.samples();
      Arrays.fill(readers, null);
    }
    batch = newBatch;
    sums.beginBatch();
    try {
      if (barriers.isEmpty()) {
        parts.run(cut.parts(newBatch.count()));
      } else {
        runInPhases(newBatch);
      }
    } finally {
      batch = null;
    }
  }

  private Batch batch() {
    Batch running = batch;
    if (running == null) {
      throw new IllegalStateException("TrainingStep: expected to be running");
    }
    return running;
  }

  private TrainingReader reader(int slot) {
    TrainingReader reader = readers[slot];
    if (reader == null) {
      reader = batch().samples().trainingReader();
      readers[slot] = reader;
    }
    return reader;
  }

  private Lane lane(int index) {
    Lane lane = lanes[index];
    if (lane == null) {
      int most = Math.min(cut.group(), scores[0].losses().length);
      lane = new Lane(plan, inputShapes, targetShapes, most);
      lanes[index] = lane;
    }
    return lane;
  }

  /** One part of the batch, a group of samples at a time. */
  private void part(int part, int slot) {
    Batch own = batch();
    Lane lane = lane(slot);
    lane.execution().control().train(sums.begin(part), own.epochSeed());
    int end = cut.first(own.count(), part + 1);
    int at = cut.first(own.count(), part);
    while (at < end) {
      int groupEnd = cut.groupEnd(own.count(), at, end);
      lane.load(reader(slot), own, at, groupEnd - at);
      lane.execution().forward(lane.count());
      lane.losses(losses, own.count(), scores);
      lane.execution().backward(lane.count());
      at = groupEnd;
    }
    sums.end(part);
  }

  private void runInPhases(Batch own) {
    int groups = cut.groups(own.count());
    if (lanes.length < groups) {
      lanes = Arrays.copyOf(lanes, groups);
    }
    backward = false;
    for (phase = 0; phase <= barriers.size(); phase++) {
      if (phase > 0) {
        int barrier = barriers.get(phase - 1);
        lane(0).execution().batchWide(barrier).combineForward(controls(groups));
      }
      phases.run(cut.parts(own.count()));
    }
    backward = true;
    for (phase = barriers.size() - 1; phase >= 0; phase--) {
      int barrier = barriers.get(phase);
      lane(0).execution().batchWide(barrier).combineBackward(controls(groups));
      phases.run(cut.parts(own.count()));
    }
  }

  private List<PassControl> controls(int groups) {
    List<PassControl> controls = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      controls.add(lane(i).execution().control());
    }
    return controls;
  }

  /** One part of the batch in one phase: from one barrier to the next. */
  private void phase(int part, int slot) {
    Batch own = batch();
    int group = 0;
    for (int before = 0; before < part; before++) {
      group += groupsOf(own.count(), before);
    }
    boolean begin = !backward && phase == 0;
    float[][] ownSums = begin ? sums.begin(part) : new float[0][];
    int end = cut.first(own.count(), part + 1);
    int at = cut.first(own.count(), part);
    while (at < end) {
      int groupEnd = cut.groupEnd(own.count(), at, end);
      Lane lane = lane(group++);
      if (begin) {
        lane.execution().control().train(ownSums, own.epochSeed());
        lane.load(reader(slot), own, at, groupEnd - at);
      }
      if (backward) {
        backward(lane, phase);
      } else {
        forward(lane, own);
      }
      at = groupEnd;
    }
    if (backward && phase == 0) {
      sums.end(part);
    }
  }

  private int groupsOf(int count, int part) {
    int groups = 0;
    int end = cut.first(count, part + 1);
    for (int at = cut.first(count, part); at < end; at = cut.groupEnd(count, at, end)) {
      groups++;
    }
    return groups;
  }

  private void forward(Lane lane, Batch own) {
    Execution execution = lane.execution();
    int begin = phase == 0 ? 0 : barriers.get(phase - 1);
    if (phase < barriers.size()) {
      execution.forward(begin, barriers.get(phase), lane.count());
      execution.gatherForward(barriers.get(phase), lane.count());
      return;
    }
    execution.forward(begin, plan.stepCount(), lane.count());
    lane.losses(losses, own.count(), scores);
    int last = barriers.get(phase - 1);
    execution.backward(plan.stepCount(), last + 1, lane.count());
    execution.gatherBackward(last, lane.count());
  }

  private void backward(Lane lane, int ended) {
    Execution execution = lane.execution();
    int first = ended == 0 ? 0 : barriers.get(ended - 1) + 1;
    execution.backward(barriers.get(ended) + 1, first, lane.count());
    if (ended > 0) {
      execution.gatherBackward(barriers.get(ended - 1), lane.count());
    }
  }
}
