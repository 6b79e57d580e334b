package io.crema.nn.model;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.Samples;
import io.crema.core.kernel.Kernels;
import io.crema.core.parallel.ChunkTask;
import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.metric.Evaluation;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Predicts with a model on certain workers. Any number of threads may use one predictor at once.
 *
 * <p>Buffers are kept from call to call, a set for each call that runs at the same time.
 */
public final class Predictor {

  private static final float[] NOTHING = {};

  private final Model model;
  private final Workers workers;
  private final Deque<Job> idle = new ArrayDeque<>();

  Predictor(Model model, Workers workers) {
    this.model = model;
    this.workers = workers;
  }

  /**
   * {@return the outputs of the last layer, {@code [N, ...]}}
   *
   * @param inputs {@code [N, ...]}. Not modified.
   * @throws IllegalArgumentException if the shape is not that of the network's input
   */
  public Tensor forward(Tensor inputs) {
    requireShape(inputs);
    int samples = inputs.shape().dim(0);
    Tensor outputs = Tensor.zeros(model.network().outputShape().withBatch(samples));
    run(inputs, null, samples, outputs.array());
    return outputs;
  }

  private void requireShape(Tensor inputs) {
    Shape expected = model.network().inputShape();
    if (inputs.shape().rank() != expected.rank() + 1
        || !inputs.shape().withoutBatch().equals(expected)) {
      throw new IllegalArgumentException(
          "inputs: expected [N, %s, got %s"
              .formatted(expected.toString().substring(1), inputs.shape()));
    }
  }

  /**
   * {@return the probability of each class, {@code [N, classes]}}
   *
   * @param inputs {@code [N, ...]}. Not modified.
   * @throws IllegalArgumentException if the shape is not that of the network's input
   */
  public Tensor predictProbabilities(Tensor inputs) {
    return probabilities(forward(inputs));
  }

  /**
   * {@return the probability of each class of all samples, {@code [size, classes]}}
   *
   * @param samples inputs of the network's shape
   * @throws IllegalArgumentException if the shapes differ
   */
  public Tensor predictProbabilities(Samples samples) {
    return probabilities(forward(samples));
  }

  private Tensor probabilities(Tensor outputs) {
    if (outputs.shape().rank() != 2) {
      throw new IllegalArgumentException(
          "network: expected a classifier's output [N, classes], got " + outputs.shape());
    }
    if (!model.network().endsInSoftmax()) {
      Kernels kernels = model.kernels();
      int rows = outputs.shape().dim(0);
      int classes = outputs.shape().dim(1);
      kernels.softmaxForward(rows, classes, outputs.array(), outputs.array());
    }
    return outputs;
  }

  /**
   * {@return the most probable class of each input; of equal ones the first}
   *
   * @param inputs {@code [N, ...]}. Not modified.
   * @throws IllegalArgumentException if the shape is not that of the network's input, or an output
   *     is not finite
   */
  public int[] predict(Tensor inputs) {
    Tensor outputs = requireFinite(forward(inputs));
    int[] classes = new int[outputs.shape().dim(0)];
    int width = outputs.size() / classes.length;
    for (int row = 0; row < classes.length; row++) {
      classes[row] = largest(outputs.array(), row * width, width);
    }
    return classes;
  }

  /** {@return the outputs, which must be finite: class 0 would be the largest of a row of NaN} */
  static Tensor requireFinite(Tensor outputs) {
    int width = outputs.shape().withoutBatch().size();
    for (int i = 0; i < outputs.size(); i++) {
      float value = outputs.array()[i];
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "output in row %d: expected finite numbers, got %s for class %d; check the inputs and"
                    .formatted(i / width, value, i % width)
                + " the weights for values that are not finite");
      }
    }
    return outputs;
  }

  /**
   * {@return the position of the first largest value of a row, all of which are numbers}
   *
   * @param values not modified
   * @param from where the row begins
   * @param width length of the row
   */
  public static int largest(float[] values, int from, int width) {
    int best = 0;
    for (int i = 1; i < width; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }

  /**
   * {@return the outputs of the last layer for all samples, {@code [size, ...]}}
   *
   * @param samples inputs of the network's shape
   * @throws IllegalArgumentException if the shapes differ
   */
  public Tensor forward(Samples samples) {
    model.network().requireInputs("samples", samples);
    Tensor outputs = Tensor.zeros(model.network().outputShape().withBatch(samples.size()));
    run(null, samples, samples.size(), outputs.array());
    return outputs;
  }

  /**
   * {@return how well the model classifies samples}
   *
   * @param samples as many classes as the network has outputs
   * @throws IllegalArgumentException if shapes or classes differ
   */
  public Evaluation evaluate(LabelledSamples samples) {
    Shape output = model.network().outputShape();
    if (!output.equals(Shape.of(samples.classes()))) {
      throw new IllegalArgumentException(
          "samples: expected %s classes, got %d".formatted(output, samples.classes()));
    }
    return Evaluation.of(samples.labels(), predictProbabilities(samples));
  }

  private void run(@Nullable Tensor inputs, @Nullable Samples samples, int count, float[] outputs) {
    Job job = take();
    try {
      job.run(inputs, samples, count, outputs);
    } finally {
      synchronized (idle) {
        idle.push(job);
      }
    }
  }

  private Job take() {
    synchronized (idle) {
      Job job = idle.poll();
      return job != null ? job : new Job();
    }
  }

  /**
   * One call: a parallel loop over groups of samples, with a workspace for each slot, or for fewer
   * samples than threads one group whose layers a team computes.
   */
  private final class Job implements ChunkTask {

    private final @Nullable Workspace[] workspaces = new Workspace[workers.threads()];
    private final ParallelLoop loop = workers.loop(this);
    private final int maxSamples = Workspace.maxSamples(model);
    private @Nullable LayerTeam team;
    private @Nullable Tensor inputs;
    private @Nullable Samples samples;
    private int count;
    private int groupSize;
    private boolean together;
    private float[] outputs = NOTHING;

    void run(@Nullable Tensor newInputs, @Nullable Samples newSamples, int newCount, float[] to) {
      inputs = newInputs;
      samples = newSamples;
      count = newCount;
      outputs = to;
      int threads = workers.threads();
      groupSize = Math.min(maxSamples, Math.max(1, (count + threads - 1) / threads));
      together = count < threads && count <= maxSamples;
      if (together && team == null) {
        team = new LayerTeam(model.kernels(), workers);
      }
      try {
        if (together) {
          groupSize = count;
          run(0, 0);
        } else {
          loop.run((count + groupSize - 1) / groupSize);
        }
      } finally {
        inputs = null;
        samples = null;
        outputs = NOTHING;
      }
    }

    @Override
    public void run(int chunk, int slot) {
      Workspace workspace = workspaces[slot];
      if (workspace == null) {
        workspace = new Workspace(model);
        workspaces[slot] = workspace;
      }
      int first = chunk * groupSize;
      int group = Math.min(groupSize, count - first);
      load(workspace.input(group), first, group);
      Tensor result = workspace.forward(group, together ? team : null);
      int size = result.size() / group;
      System.arraycopy(result.array(), 0, outputs, first * size, group * size);
    }

    private void load(Tensor input, int first, int group) {
      int size = input.size() / group;
      if (inputs != null) {
        System.arraycopy(inputs.array(), first * size, input.array(), 0, group * size);
      } else if (samples != null) {
        for (int i = 0; i < group; i++) {
          samples.readInput(first + i, input.array(), i * size);
        }
      }
    }
  }
}
