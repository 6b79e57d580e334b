package io.crema.nn.train;

import io.crema.core.data.Samples;
import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.loss.Loss;
import io.crema.nn.model.Model;
import io.crema.nn.model.Predictor;
import io.crema.nn.model.Workspace;
import io.crema.nn.optimizer.Optimizer;
import io.crema.nn.optimizer.OptimizerState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forward pass, loss, backward pass and update over one batch at a time, for training loops of
 * one's own; {@link Trainer} is the ready one.
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
  private final Loss loss;
  private final OptimizerState optimizer;
  private final GradientSums sums;
  private final Shape targetShape;
  private final @Nullable Slot[] slots;
  private final ParallelLoop parts;
  private final ParallelLoop layers;
  private final int maxSamples;
  private final double[] losses;
  private final boolean[] hits;

  private @Nullable Samples samples;
  private @Nullable Samples known;
  private int[] order = {};
  private int first;
  private int count;
  private long epochSeed;

  /** What one thread works in: buffers, and targets for 1, 2, ... samples over one array. */
  private record Slot(Workspace workspace, List<Tensor> targets) {}

  /**
   * Plans the buffers.
   *
   * @param model the model to train
   * @param loss what becomes small
   * @param optimizer how weights follow gradients
   * @param clipping the limit on gradients
   * @param targetShape shape of one target, without the batch axis
   * @param maxBatch largest batch, at least 1
   * @param workers who does the work
   * @throws IllegalArgumentException if outputs and targets do not fit together
   */
  public TrainingStep(
      Model model,
      Loss loss,
      Optimizer optimizer,
      GradientClipping clipping,
      Shape targetShape,
      int maxBatch,
      Workers workers) {
    if (maxBatch < 1) {
      throw new IllegalArgumentException("batch: expected at least 1, got " + maxBatch);
    }
    loss.requireShapes(model.network().outputShape(), targetShape);
    this.model = model;
    this.loss = loss;
    this.optimizer = optimizer.start(model.parameters());
    this.targetShape = targetShape;
    slots = new Slot[workers.threads()];
    parts = workers.loop(this::part);
    layers = workers.loop((layer, slot) -> model.weightsChanged(layer));
    maxSamples = Workspace.maxSamples(model);
    losses = new double[maxBatch];
    hits = new boolean[maxBatch];
    sums =
        new GradientSums(
            model.parameters(), partsOf(maxBatch, maxSamples), clipping, this.optimizer, workers);
  }

  /** {@return the optimizer and what it remembers} */
  public OptimizerState optimizer() {
    return optimizer;
  }

  /**
   * {@return the number of parts that a batch is cut into, which is that of the threads it keeps
   * busy} A part, which has gradients of its own, is at least one group of samples that go through
   * the layers together. It follows from batch and network alone.
   *
   * @param batch number of samples, at least 1
   * @param group samples of a group, see {@link Workspace#maxSamples(Model)}
   */
  public static int partsOf(int batch, int group) {
    return Math.min((batch + group - 1) / group, MAX_PARTS);
  }

  /**
   * Trains on one batch.
   *
   * @param newSamples where the batch is from
   * @param newOrder numbers of samples. Not modified.
   * @param newFirst where the batch begins in {@code newOrder}
   * @param newCount samples of the batch, from 1 to the largest batch
   * @param seed of this epoch's random numbers
   * @param learningRate of this step
   * @return the mean loss of the batch before the step; if it is not finite, no step was made
   * @throws IllegalArgumentException if the batch is empty or too large, or its shapes are others
   */
  public double run(
      Samples newSamples,
      int[] newOrder,
      int newFirst,
      int newCount,
      long seed,
      double learningRate) {
    requireBatch(newCount);
    requireShapes(newSamples);
    samples = newSamples;
    order = newOrder;
    first = newFirst;
    count = newCount;
    epochSeed = seed;
    parts.run(partsOf(count, maxSamples));
    samples = null;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += losses[i];
    }
    double mean = sum / count;
    if (Double.isFinite(mean)) {
      optimizer.beginStep(learningRate);
      sums.apply(partsOf(count, maxSamples));
      layers.run(model.layers().size());
    }
    return mean;
  }

  private void requireBatch(int size) {
    if (size < 1 || size > losses.length) {
      throw new IllegalArgumentException(
          "batch: expected 1 to %d samples, got %d".formatted(losses.length, size));
    }
  }

  /** Asks the samples for their shapes, which may be made anew, only once. */
  private void requireShapes(Samples batch) {
    if (batch == known) {
      return;
    }
    Shape inputShape = model.network().inputShape();
    if (!batch.inputShape().equals(inputShape) || !batch.targetShape().equals(targetShape)) {
      throw new IllegalArgumentException(
          "samples: expected inputs %s and targets %s, got %s and %s"
              .formatted(inputShape, targetShape, batch.inputShape(), batch.targetShape()));
    }
    known = batch;
  }

  /**
   * {@return how many samples of the last batch had their largest output where the target is
   * largest}
   */
  public int hits() {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += hits[i] ? 1 : 0;
    }
    return sum;
  }

  /** One part of the batch, some samples at a time. */
  private void part(int part, int slot) {
    Slot own = slot(slot);
    int partCount = partsOf(count, maxSamples);
    int end = (int) ((long) count * (part + 1) / partCount);
    own.workspace.pass().train(sums.begin(part), epochSeed);
    int at = (int) ((long) count * part / partCount);
    while (at < end) {
      int group = Math.min(own.workspace.maxSamples(), end - at);
      group(own, at, group);
      at += group;
    }
  }

  private Slot slot(int index) {
    Slot slot = slots[index];
    if (slot == null) {
      Workspace workspace = new Workspace(model);
      float[] array = new float[workspace.maxSamples() * targetShape.size()];
      List<Tensor> targets = new ArrayList<>();
      for (int n = 1; n <= workspace.maxSamples(); n++) {
        targets.add(Tensor.over(targetShape.withBatch(n), array));
      }
      slot = new Slot(workspace, targets);
      slots[index] = slot;
    }
    return slot;
  }

  private void group(Slot slot, int at, int group) {
    Workspace workspace = slot.workspace;
    Tensor targets = slot.targets.get(group - 1);
    load(workspace.input(group), targets, at, group);
    workspace.pass().samples(order, first + at);
    Tensor outputs = workspace.forward(group);
    loss.compute(
        outputs,
        targets,
        1f / count,
        losses,
        at,
        workspace.outputGradient(group),
        workspace.pass().kernels());
    int width = targetShape.size();
    for (int i = 0; i < group; i++) {
      hits[at + i] =
          Predictor.largest(outputs.array(), i * width, width)
              == Predictor.largest(targets.array(), i * width, width);
    }
    workspace.backward(group);
  }

  private void load(Tensor inputs, Tensor targets, int at, int group) {
    Samples from = samples;
    if (from == null) {
      throw new IllegalStateException("TrainingStep: expected to be running");
    }
    int inputSize = inputs.size() / group;
    int targetSize = targets.size() / group;
    for (int i = 0; i < group; i++) {
      int sample = order[first + at + i];
      from.readInput(sample, inputs.array(), i * inputSize);
      from.readTarget(sample, targets.array(), i * targetSize);
    }
  }
}
