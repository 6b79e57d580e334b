package io.crema.nn.train;

import io.crema.core.data.Samples;
import io.crema.core.parallel.Workers;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.loss.Loss;
import io.crema.nn.metric.Metric;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Optimizer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Trains models: the fluent way to make a {@link TrainingConfig} and run it.
 *
 * <pre>{@code
 * History history = new Trainer().epochs(3).batchSize(128).seed(7).fit(model, samples);
 * }</pre>
 *
 * <p>One seed gives the same weights, bit for bit, at any number of threads.
 */
public final class Trainer {

  final List<TrainingListener> listeners = new ArrayList<>();
  final List<OutputMetric> metrics = new ArrayList<>();
  final Map<String, String> facts = new TreeMap<>();
  TrainingConfig config;
  Workers workers = Workers.shared();
  @Nullable Samples validation;
  @Nullable Checkpoints checkpoints;
  @Nullable Path resumed;
  int rollBacks;

  /** Creates a trainer with the settings of {@link TrainingConfig#DEFAULT}. */
  public Trainer() {
    this(TrainingConfig.DEFAULT);
  }

  /**
   * Creates a trainer.
   *
   * @param config its settings
   */
  public Trainer(TrainingConfig config) {
    this.config = config;
  }

  /** {@return the settings} */
  public TrainingConfig config() {
    return config;
  }

  /**
   * Sets the number of passes over the samples.
   *
   * @param count at least 1
   * @return this
   */
  public Trainer epochs(int count) {
    config = config.epochs(count);
    return this;
  }

  /**
   * Sets the number of samples per step; the last step of an epoch may have fewer.
   *
   * @param size at least 1
   * @return this
   */
  public Trainer batchSize(int size) {
    config = config.batchSize(size);
    return this;
  }

  /**
   * Sets the seed of the order of samples, of augmentation and of dropout.
   *
   * @param value any value
   * @return this
   */
  public Trainer seed(long value) {
    config = config.seed(value);
    return this;
  }

  /**
   * Sets the loss function of a network with one output.
   *
   * @param value the loss function
   * @return this
   */
  public Trainer loss(Loss value) {
    config = config.loss(value);
    return this;
  }

  /**
   * Sets the loss functions of a network with several outputs.
   *
   * @param values one for each output, in the order of the network's outputs
   * @return this
   */
  public Trainer losses(WeightedLoss... values) {
    config = config.losses(List.of(values));
    return this;
  }

  /**
   * Sets the optimizer.
   *
   * @param value the optimizer
   * @return this
   */
  public Trainer optimizer(Optimizer value) {
    config = config.optimizer(value);
    return this;
  }

  /**
   * Sets the learning-rate schedule.
   *
   * @param value factor of the optimizer's learning rate in each step
   * @return this
   */
  public Trainer schedule(LearningRateSchedule value) {
    config = config.schedule(value);
    return this;
  }

  /**
   * Sets a limit on gradients.
   *
   * @param value the limit
   * @return this
   */
  public Trainer clipping(GradientClipping value) {
    config = config.clipping(value);
    return this;
  }

  /**
   * Adds a penalty on the weights of all nodes that have none of their own, see {@link
   * TrainingConfig#penalty(Penalty)}.
   *
   * @param value the penalty, such as {@code Penalty.l2(1e-4)}
   * @return this
   */
  public Trainer penalty(Penalty value) {
    config = config.penalty(value);
    return this;
  }

  /**
   * Adds a penalty on the weights of one node, in the place of that on all.
   *
   * @param node name of a node with weights; {@link #fit} refuses an unknown one
   * @param value the penalty; {@link Penalty#NONE} for none on this node
   * @return this
   */
  public Trainer penalty(String node, Penalty value) {
    config = config.penalty(node, value);
    return this;
  }

  /**
   * Limits the weights of each output unit of all nodes that have no limit of their own, see {@link
   * TrainingConfig#maxNorm(double)}.
   *
   * @param limit largest Euclidean norm, above 0, such as 3
   * @return this
   */
  public Trainer maxNorm(double limit) {
    config = config.maxNorm(limit);
    return this;
  }

  /**
   * Limits the weights of each output unit of one node, in the place of the limit for all.
   *
   * @param node name of a node with weights; {@link #fit} refuses an unknown one
   * @param limit largest Euclidean norm, above 0; infinity for none for this node
   * @return this
   */
  public Trainer maxNorm(String node, double limit) {
    config = config.maxNorm(node, limit);
    return this;
  }

  /**
   * Averages the weights over the steps, see {@link WeightAverage}. Validation and the listeners at
   * the end of an epoch see the average, and the model has it at the end.
   *
   * @param decay share of the average that a step keeps, from 0 to below 1, such as 0.999
   * @return this
   * @throws IllegalArgumentException if it is not from 0 to below 1
   */
  public Trainer averageWeights(double decay) {
    config = config.averageWeights(decay);
    return this;
  }

  /**
   * Sets the worker threads that training runs on.
   *
   * @param value the threads
   * @return this
   */
  public Trainer workers(Workers value) {
    workers = value;
    return this;
  }

  /**
   * Adds a metric that is computed on the validation samples after each epoch, for networks with
   * one output. Accuracy is computed anyway for samples with class labels.
   *
   * @param metric the metric
   * @return this
   */
  public Trainer metric(Metric metric) {
    return metric(new OutputMetric("", metric));
  }

  /**
   * Adds a metric that is computed on the validation samples after each epoch.
   *
   * @param output name of the output that it is computed on; results call it {@code OUTPUT_METRIC}
   * @param metric the metric
   * @return this
   */
  public Trainer metric(String output, Metric metric) {
    return metric(new OutputMetric(output, metric));
  }

  private Trainer metric(OutputMetric added) {
    if (metrics.stream().anyMatch(other -> other.name().equals(added.name()))) {
      throw new IllegalArgumentException(
          "metric: expected a name that no other metric has, got " + added.name());
    }
    metrics.add(added);
    return this;
  }

  /**
   * Sets the validation samples, on which loss and metrics are computed after each epoch.
   *
   * @param samples of the same shapes as those trained on
   * @return this
   */
  public Trainer validation(Samples samples) {
    validation = samples;
    return this;
  }

  /**
   * Adds a listener.
   *
   * @param listener called after those added before
   * @return this
   */
  public Trainer listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Sets where and how often the state of the training run is saved.
   *
   * @param value file and intervals
   * @return this
   */
  public Trainer checkpoint(Checkpoints value) {
    checkpoints = value;
    return this;
  }

  /**
   * Continues from a checkpoint: {@link #fit} ends with the same weights, bit for bit, as without
   * the break.
   *
   * @param file the checkpoint; if it is damaged, the one before it is taken, with a warning
   * @return this
   */
  public Trainer resume(Path file) {
    resumed = file;
    return this;
  }

  /**
   * Adds a fact that is saved in checkpoints and must be equal to resume from one, such as a hash
   * of the samples. The settings of this trainer and the network are saved anyway.
   *
   * @param name name of the fact
   * @param value its value
   * @return this
   */
  public Trainer fact(String name, String value) {
    facts.put(name, value);
    return this;
  }

  /**
   * Recovers from a non-finite loss: restores the last checkpoint and halves the learning rate, at
   * most {@code times} times. Checkpoints in quick succession may each be too late, as diverging
   * weights stay finite for a while.
   *
   * @param times how often at most, at least 0; needs {@link #checkpoint}
   * @return this
   */
  public Trainer rollBack(int times) {
    rollBacks = times;
    return this;
  }

  /**
   * Trains a model.
   *
   * @param model its weights are changed
   * @param samples what it learns from
   * @return the results of the epochs
   * @throws IllegalArgumentException if model, loss and samples do not fit together, or a
   *     checkpoint is of another training
   * @throws DivergenceException if the loss is no longer finite
   * @throws UncheckedIOException if a checkpoint cannot be read or written
   */
  public History fit(Model model, Samples samples) {
    requireFit(model, samples);
    boolean validates = validation != null && validation.size() > 0;
    Training training =
        new Training(model, config.epochs(), samples.size(), config.batchSize(), validates);
    Epochs run = new Epochs(this, training, samples);
    listeners.forEach(listener -> listener.trainingStarted(training));
    try {
      run.all();
    } finally {
      listeners.forEach(listener -> listener.trainingEnded(training));
    }
    return run.history();
  }

  private void requireFit(Model model, Samples samples) {
    model.network().requireInputs("samples", samples);
    TrainingConfig.requireAtLeastOne("samples", samples.size());
    if (validation != null) {
      requireValidation(model.network(), validation);
    }
    for (OutputMetric metric : metrics) {
      requireOutput(model.network(), metric);
    }
    if (rollBacks > 0 && checkpoints == null) {
      throw new IllegalArgumentException("rollBack: expected checkpoints, got none");
    }
  }

  private void requireValidation(Network network, Samples held) {
    network.requireInputs("validation samples", held);
    int outputs = Math.min(network.outputs().size(), config.losses().size());
    if (held.targetShapes().size() != network.outputs().size()) {
      throw new IllegalArgumentException(
          "validation samples: expected a target for each of %d outputs, got %s"
              .formatted(network.outputs().size(), held.targetShapes()));
    }
    for (int i = 0; i < outputs; i++) {
      Loss loss = config.losses().get(i).loss();
      loss.requireShapes(network.outputShapes().get(i), held.targetShapes().get(i));
    }
  }

  private void requireOutput(Network network, OutputMetric metric) {
    List<String> names = network.outputs().stream().map(Node::name).toList();
    if (validation == null) {
      throw new IllegalArgumentException(
          "metric %s: expected validation samples, got none; call validation(samples)"
              .formatted(metric.name()));
    }
    boolean known = metric.output().isEmpty() ? names.size() == 1 : names.contains(metric.output());
    if (!known) {
      throw new IllegalArgumentException(
          "metric %s: expected one of the outputs %s, got %s"
              .formatted(
                  metric.metric().name(),
                  names,
                  metric.output().isEmpty() ? "none" : metric.output()));
    }
  }
}
