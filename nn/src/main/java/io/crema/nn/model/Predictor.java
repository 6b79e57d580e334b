package io.crema.nn.model;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.Samples;
import io.crema.core.kernel.Kernels;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Operator;
import io.crema.nn.layer.OutputKind;
import io.crema.nn.metric.Accuracy;
import io.crema.nn.metric.Evaluation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Predicts with a model on certain workers. Any number of threads may use one predictor at once.
 *
 * <p>Buffers are kept from call to call, a set for each call that runs at the same time.
 */
public final class Predictor {

  private final Model model;
  private final Workers workers;
  private final Deque<PredictionJob> idle = new ArrayDeque<>();

  Predictor(Model model, Workers workers) {
    this.model = model;
    this.workers = workers;
  }

  /**
   * {@return the outputs of the network, {@code [N, ...]}}
   *
   * @param inputs {@code [N, ...]}. Not modified.
   * @throws IllegalArgumentException if the shape is not that of the network's input, or a value is
   *     not finite
   * @throws IllegalStateException if the network has several inputs or outputs
   */
  public Tensor forward(Tensor inputs) {
    Node input = model.network().input();
    model.network().output();
    requireShape(input, inputs);
    return run(PredictionSource.of(List.of(inWords(input)), List.of(inputs)), inputs.shape().dim(0))
        .get(0);
  }

  /**
   * {@return all outputs of the network, in the order of {@link Network#outputs()}}
   *
   * @param inputs {@code [N, ...]} each, in the order of {@link Network#inputs()}. Not modified.
   * @throws IllegalArgumentException if the shapes are not those of the network's inputs, or a
   *     value is not finite
   */
  public List<Tensor> forward(List<Tensor> inputs) {
    List<Node> nodes = model.network().inputs();
    if (inputs.size() != nodes.size()) {
      throw new IllegalArgumentException(
          "inputs: expected %d, %s, got %d"
              .formatted(nodes.size(), nodes.stream().map(Node::name).toList(), inputs.size()));
    }
    for (int i = 0; i < inputs.size(); i++) {
      requireShape(nodes.get(i), inputs.get(i));
      if (inputs.get(i).shape().dim(0) != inputs.get(0).shape().dim(0)) {
        throw new IllegalArgumentException(
            "inputs: expected one number of samples, got %s"
                .formatted(inputs.stream().map(Tensor::shape).toList()));
      }
    }
    return run(
        PredictionSource.of(nodes.stream().map(this::inWords).toList(), List.copyOf(inputs)),
        inputs.get(0).shape().dim(0));
  }

  private String inWords(Node input) {
    return model.network().inputs().size() == 1 ? "inputs" : "input " + input.name();
  }

  private void requireShape(Node input, Tensor values) {
    Shape expected = input.shape();
    if (values.shape().rank() != expected.rank() + 1
        || !values.shape().withoutBatch().equals(expected)) {
      throw new IllegalArgumentException(
          "%s: expected [N, %s, got %s"
              .formatted(inWords(input), expected.toString().substring(1), values.shape()));
    }
  }

  /**
   * {@return the outputs of the network for all samples, {@code [size, ...]}}
   *
   * @param samples samples with inputs of the network's shape
   * @throws IllegalArgumentException if the shapes differ, or a value is not finite
   * @throws IllegalStateException if the network has several outputs
   */
  public Tensor forward(Samples samples) {
    model.network().output();
    return forwardAll(samples).get(0);
  }

  /**
   * {@return all outputs of the network for all samples, {@code [size, ...]} each}
   *
   * @param samples samples with inputs of the network's shapes
   * @throws IllegalArgumentException if the shapes differ, or a value is not finite
   */
  public List<Tensor> forwardAll(Samples samples) {
    model.network().requireInputs("samples", samples);
    return run(PredictionSource.of(samples), samples.size());
  }

  /**
   * {@return the probability of each class, {@code [N, classes]}} The softmax of the outputs, or
   * the outputs themselves if the network ends in Softmax or Sigmoid.
   *
   * @param inputs {@code [N, ...]}. Not modified.
   * @throws IllegalArgumentException if the shape is not that of the network's input, or a value is
   *     not finite
   * @throws IllegalStateException if the network is no classifier
   */
  public Tensor predictProbabilities(Tensor inputs) {
    requireClassifier();
    return probabilities(forward(inputs));
  }

  /**
   * {@return the probability of each class of all samples, {@code [size, classes]}}
   *
   * @param samples samples with inputs of the network's shape
   * @throws IllegalArgumentException if the shapes differ, or a value is not finite
   * @throws IllegalStateException if the network is no classifier
   */
  public Tensor predictProbabilities(Samples samples) {
    requireClassifier();
    return probabilities(forward(samples));
  }

  private OutputKind outputKind() {
    return model.network().output().operator().map(Operator::outputKind).orElse(OutputKind.VALUES);
  }

  private void requireClassifier() {
    Shape output = model.network().outputShape();
    if (output.rank() != 1) {
      throw new IllegalStateException(
          "network: expected a classifier's output [N, classes], got [N, %s; forward gives it as it"
                  .formatted(output.toString().substring(1))
              + " is");
    }
    if (output.dim(0) < 2 && outputKind() != OutputKind.PROBABILITIES) {
      throw new IllegalStateException(
          "network: expected at least 2 classes, or one value after a Sigmoid, got one value; forward"
              + " gives it as it is");
    }
  }

  private Tensor probabilities(Tensor outputs) {
    if (outputKind() == OutputKind.VALUES) {
      int rows = outputs.shape().dim(0);
      int classes = outputs.shape().dim(1);
      Kernels.lookup().softmaxForward(rows, classes, outputs.array(), outputs.array());
    }
    return outputs;
  }

  /**
   * {@return the most probable class of each input; of equal ones the first} A network that ends in
   * a Sigmoid with one value gives class 1 if that is above 0.5, else class 0.
   *
   * @param inputs {@code [N, ...]}. Not modified.
   * @throws IllegalArgumentException if the shape is not that of the network's input, or a value is
   *     not finite
   * @throws IllegalStateException if the network is no classifier, or an output is not a number
   */
  public int[] predict(Tensor inputs) {
    requireClassifier();
    Tensor outputs = forward(inputs);
    int[] classes = new int[outputs.shape().dim(0)];
    int width = outputs.size() / classes.length;
    for (int row = 0; row < classes.length; row++) {
      requireNumbers(outputs, row, width);
      classes[row] =
          width == 1
              ? (outputs.array()[row] > 0.5f ? 1 : 0)
              : Accuracy.largest(outputs.array(), row * width, width);
    }
    return classes;
  }

  /** Refuses a row with NaN, of which class 0 would seem the largest. */
  static void requireNumbers(Tensor outputs, int row, int width) {
    for (int i = row * width; i < (row + 1) * width; i++) {
      if (Float.isNaN(outputs.array()[i])) {
        throw new IllegalStateException(
            "outputs: expected numbers, got NaN for sample %d; the weights are damaged or the"
                    .formatted(row)
                + " training has diverged");
      }
    }
  }

  /**
   * {@return how well the model classifies samples}
   *
   * @param samples samples with as many classes as the network has outputs
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

  private List<Tensor> run(PredictionSource source, int count) {
    List<Tensor> outputs = new ArrayList<>();
    for (Node output : model.network().outputs()) {
      outputs.add(Tensor.zeros(output.shape().withBatch(count)));
    }
    PredictionJob job = take();
    try {
      job.run(source, count, outputs);
    } finally {
      synchronized (idle) {
        idle.push(job);
      }
    }
    return List.copyOf(outputs);
  }

  private PredictionJob take() {
    synchronized (idle) {
      PredictionJob job = idle.poll();
      return job != null ? job : new PredictionJob(model.bound(), workers);
    }
  }
}
