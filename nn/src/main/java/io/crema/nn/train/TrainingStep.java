package io.crema.nn.train;

import io.crema.core.data.Samples;
import io.crema.core.data.TensorSamples;
import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.BoundOperator;
import io.crema.nn.layer.Operator;
import io.crema.nn.layer.OutputKind;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.OptimizerState;
import io.crema.nn.plan.BoundNetwork;
import io.crema.nn.plan.Plan;
import io.crema.nn.plan.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Forward pass, losses, backward pass and update over one batch at a time, for training loops of
 * one's own; {@link Trainer} is the ready one.
 *
 * <pre>{@code
 * TrainingStep step = TrainingStep.of(model, config);
 * StepResult result = step.run(inputs, targets);            // forward, backward, update
 *
 * Gradients gradients = step.gradients(inputs, targets);    // the same in two
 * step.apply(gradients);
 * }</pre>
 *
 * <p>Belongs to one caller. A step allocates next to nothing.
 */
public final class TrainingStep {

  /**
   * Most parts that a batch is cut into: {@value}. It bounds the threads that are of use and the
   * memory of the gradients, one set for each part.
   */
  public static final int MAX_PARTS = 16;

  private final Model model;
  private final TrainingConfig config;
  private final Workers workers;
  private final Plan plan;
  private final BatchCut cut;
  private final OptimizerState optimizer;
  private final List<BoundOperator> operators;
  private final ParallelLoop followers;
  private final GradientSums sums;
  private final WeightRules rules;

  private @Nullable BatchRun run;
  private List<Shape> targetShapes = List.of();
  private @Nullable Samples known;
  private double learningRate;
  private long steps;
  private @Nullable Gradients latest;
  private float[][] totals = {};
  private int groups;

  private TrainingStep(Model model, TrainingConfig config, Workers workers) {
    Network network = model.network();
    requireLosses(network, config.losses());
    requireOwnParameters(model);
    this.model = model;
    this.config = config;
    this.workers = workers;
    plan = Plan.of(new BoundNetwork(network, model.operators()), Purpose.TRAINING);
    cut = BatchCut.of(network.groupSize(), !plan.barriers().isEmpty(), plan.samplesTogether());
    optimizer = config.optimizer().start(model.parameters());
    operators = model.operators();
    learningRate = config.optimizer().learningRate();
    followers = workers.loop((operator, slot) -> follow(operators.get(operator)));
    int parts = cut.parts(config.batchSize());
    sums = new GradientSums(model.parameters(), parts, config.clipping(), optimizer, workers);
    rules = new WeightRules(model, config.regularization(), workers);
  }

  /**
   * {@return a step on the shared workers}
   *
   * @param model the model to train
   * @param config losses, optimizer, clipping, penalties and the largest batch
   * @throws IllegalArgumentException if the losses do not fit the outputs of the network, or a
   *     penalty or limit names a node without weights
   */
  public static TrainingStep of(Model model, TrainingConfig config) {
    return of(model, config, Workers.shared());
  }

  /**
   * {@return a step}
   *
   * @param model the model to train
   * @param config losses, optimizer, clipping, penalties and the largest batch
   * @param workers the threads
   * @throws IllegalArgumentException if the losses do not fit the outputs of the network, or a
   *     penalty or limit names a node without weights
   */
  public static TrainingStep of(Model model, TrainingConfig config, Workers workers) {
    return new TrainingStep(model, config, workers);
  }

  private static void requireLosses(Network network, List<WeightedLoss> losses) {
    List<Node> outputs = network.outputs();
    if (losses.size() != outputs.size()) {
      throw new IllegalArgumentException(
          "losses: expected one for each output %s, got %d"
              .formatted(outputs.stream().map(Node::name).toList(), losses.size()));
    }
    for (int i = 0; i < losses.size(); i++) {
      Optional<Operator> last = outputs.get(i).operator();
      OutputKind kind = last.map(Operator::outputKind).orElse(OutputKind.VALUES);
      losses.get(i).loss().requireOutputKind(kind);
    }
  }

  private static void requireOwnParameters(Model model) {
    List<Parameter> parameters = model.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).index() != i) {
        throw new IllegalArgumentException(
            "training: expected a model with weights of its own, got one that shares those of"
                + " another, as withOutputs gives it");
      }
    }
  }

  /** {@return the optimizer and what it remembers} */
  public OptimizerState optimizer() {
    return optimizer;
  }

  /**
   * Sets the learning rate of the next steps; at first it is that of the optimizer.
   *
   * @param rate the learning rate
   * @return this
   */
  public TrainingStep learningRate(double rate) {
    learningRate = rate;
    return this;
  }

  /**
   * {@return the number of parts that a batch is cut into, which is that of the threads it keeps
   * busy} A part, which has gradients of its own, is at least one group of samples that go through
   * the layers together. It follows from batch and network alone.
   *
   * @param batch number of samples, at least 1
   * @param group largest number of samples in a group
   */
  public static int partsOf(int batch, int group) {
    return Math.min((batch + group - 1) / group, MAX_PARTS);
  }

  /**
   * Trains on one batch.
   *
   * @param inputs {@code [N, ...]}, N from 1 to the batch size. Not modified.
   * @param targets {@code [N, ...]}. Not modified.
   * @return the loss before the step
   * @throws IllegalArgumentException if the batch is empty or too large, or shapes do not fit
   */
  public StepResult run(Tensor inputs, Tensor targets) {
    return run(List.of(inputs), List.of(targets));
  }

  /**
   * Trains a network with several inputs or outputs on one batch.
   *
   * @param inputs {@code [N, ...]} each, N from 1 to the batch size. Not modified.
   * @param targets {@code [N, ...]} each. Not modified.
   * @return the loss before the step
   * @throws IllegalArgumentException if the batch is empty or too large, or shapes do not fit
   */
  public StepResult run(List<Tensor> inputs, List<Tensor> targets) {
    return run(batch(inputs, targets));
  }

  /**
   * Trains on some samples of a set, which are read as in training.
   *
   * @param samples the samples
   * @param order numbers of samples. Not modified.
   * @param first position in {@code order} of the first sample of the batch
   * @param count samples of the batch, from 1 to the batch size
   * @param epochSeed seed of the random numbers of this epoch
   * @return the loss before the step
   * @throws IllegalArgumentException if the batch is empty or too large, or shapes do not fit
   */
  public StepResult run(Samples samples, int[] order, int first, int count, long epochSeed) {
    return run(new Batch(samples, order, first, count, epochSeed));
  }

  StepResult run(Batch batch) {
    compute(batch);
    StepResult result = result(batch.count());
    if (result.isFinite()) {
      update(sums.total(), cut.groups(batch.count()));
    }
    return result;
  }

  /**
   * {@return the gradients of the mean loss of one batch and of the penalties} The weights stay as
   * they are. The loss of the result is without the penalties.
   *
   * @param inputs {@code [N, ...]}, N from 1 to the batch size. Not modified.
   * @param targets {@code [N, ...]}. Not modified.
   * @throws IllegalArgumentException if the batch is empty or too large, or shapes do not fit
   */
  public Gradients gradients(Tensor inputs, Tensor targets) {
    return gradients(List.of(inputs), List.of(targets));
  }

  /**
   * {@return the gradients of the mean loss of one batch and of the penalties, for a network with
   * several inputs or outputs} The weights stay as they are. The loss of the result is without the
   * penalties.
   *
   * @param inputs {@code [N, ...]} each, N from 1 to the batch size. Not modified.
   * @param targets {@code [N, ...]} each. Not modified.
   * @throws IllegalArgumentException if the batch is empty or too large, or shapes do not fit
   */
  public Gradients gradients(List<Tensor> inputs, List<Tensor> targets) {
    Batch batch = batch(inputs, targets);
    compute(batch);
    Gradients made = new Gradients(sums.total(), cut.groups(batch.count()), result(batch.count()));
    latest = made;
    return made;
  }

  /**
   * Updates the weights from gradients of this step, clipped if the settings say so, and limits
   * their norms. Does nothing if the loss is not finite, as {@link #run}.
   *
   * @param gradients what {@link #gradients} returned last, not applied yet
   * @throws IllegalArgumentException if they are others: the arrays hold newer ones by now
   */
  public void apply(Gradients gradients) {
    if (gradients != latest) {
      throw new IllegalArgumentException(
          "gradients: expected those that this TrainingStep computed last, not applied yet");
    }
    latest = null;
    if (gradients.result().isFinite()) {
      update(gradients.sums(), gradients.groups());
    }
  }

  private void update(float[][] gradients, int groupCount) {
    optimizer.beginStep(learningRate);
    sums.update();
    rules.limitNorms();
    follow(gradients, groupCount);
  }

  private Batch batch(List<Tensor> inputs, List<Tensor> targets) {
    Samples samples = TensorSamples.of(inputs, targets);
    int[] order = new int[samples.size()];
    Arrays.setAll(order, i -> i);
    long seed = SplitMix64.derive(config.seed(), steps);
    return new Batch(samples, order, 0, order.length, seed);
  }

  private void compute(Batch batch) {
    requireBatch(batch.count());
    requireShapes(batch.samples());
    latest = null; // the arrays of older gradients are overwritten
    runOf().run(batch);
    rules.addGradients(sums.total());
    steps++;
  }

  private StepResult result(int count) {
    List<Double> losses = new ArrayList<>(config.losses().size());
    List<Integer> hits = new ArrayList<>(config.losses().size());
    double loss = 0;
    for (int i = 0; i < config.losses().size(); i++) {
      OutputScores scores = runOf().scores(i);
      double mean = scores.meanLoss(count);
      loss += config.losses().get(i).weight() * mean;
      losses.add(mean);
      hits.add(scores.hits(count));
    }
    return new StepResult(loss, losses, count, hits);
  }

  private BatchRun runOf() {
    BatchRun made = run;
    if (made == null) {
      throw new IllegalStateException("TrainingStep: expected a batch first");
    }
    return made;
  }

  private void requireBatch(int size) {
    if (size < 1 || size > config.batchSize()) {
      throw new IllegalArgumentException(
          "batch: expected 1 to %d samples, got %d".formatted(config.batchSize(), size));
    }
  }

  /** Asks the samples for their shapes only once. */
  private void requireShapes(Samples batch) {
    if (batch == known) {
      return;
    }
    model.network().requireInputs("samples", batch);
    List<Shape> targets = batch.targetShapes();
    if (targets.size() != config.losses().size()) {
      throw new IllegalArgumentException(
          "samples: expected a target for each of %d outputs, got %s"
              .formatted(config.losses().size(), targets));
    }
    if (run == null || !targets.equals(targetShapes)) {
      for (int i = 0; i < targets.size(); i++) {
        Shape output = model.network().outputShapes().get(i);
        config.losses().get(i).loss().requireShapes(output, targets.get(i));
      }
      targetShapes = List.copyOf(targets);
      run =
          new BatchRun(
              plan,
              config.losses(),
              model.network().inputShapes(),
              targetShapes,
              sums,
              cut,
              config.batchSize(),
              workers);
    }
    known = batch;
  }

  /** Lets the operators follow what a step has changed. */
  private void follow(float[][] newTotals, int newGroups) {
    totals = newTotals;
    groups = newGroups;
    followers.run(operators.size());
  }

  private void follow(BoundOperator operator) {
    operator.updateStatistics(totals, groups);
    operator.weightsChanged();
  }
}
