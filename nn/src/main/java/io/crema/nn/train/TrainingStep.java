package io.crema.nn.train;

import io.crema.core.data.Samples;
import io.crema.core.data.TrainingReader;
import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.loss.Loss;
import io.crema.nn.model.Model;
import io.crema.nn.model.Network;
import io.crema.nn.model.Predictor;
import io.crema.nn.model.Workspace;
import io.crema.nn.optimizer.Optimizer;
import io.crema.nn.optimizer.OptimizerState;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final @Nullable TrainingReader[] readers;
  private final ParallelLoop parts;
  private final ParallelLoop layers;
  private final BatchCut cut;
  private final double[] losses;
  private final boolean[] hits;

  private @Nullable Samples samples;
  private @Nullable Samples known;
  private int[] order = {};
  private int first;
  private int count;
  private int groups;
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
    readers = new TrainingReader[slots.length];
    parts = workers.loop(this::part);
    layers = workers.loop((layer, slot) -> follow(layer));
    cut = BatchCut.of(model);
    losses = new double[maxBatch];
    hits = new boolean[maxBatch];
    sums =
        new GradientSums(
            model.parameters(), cut.parts(maxBatch), clipping, this.optimizer, workers);
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
   * @param group most samples of a group: {@link Network#groupSize()}, or {@link
   *     Workspace#maxSamples(Model)} where that is 0
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
   * @param seed of this epoch's random numbers, which the samples are read with
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
    parts.run(cut.parts(count));
    samples = null;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += losses[i];
    }
    double mean = sum / count;
    if (Double.isFinite(mean)) {
      optimizer.beginStep(learningRate);
      sums.apply(cut.parts(count));
      groups = cut.groups(count);
      layers.run(model.layers().size());
    }
    return mean;
  }

  /** What a layer does when a step has changed its parameters. */
  private void follow(int layer) {
    model.layers().get(layer).groupsObserved(sums.total(), groups);
    model.weightsChanged(layer);
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
    Arrays.fill(readers, null);
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
    int end = cut.first(count, part + 1);
    own.workspace.pass().train(sums.begin(part), epochSeed);
    int at = cut.first(count, part);
    while (at < end) {
      int groupEnd = cut.groupEnd(count, at, end);
      load(reader(slot), own, at, groupEnd - at);
      group(own, at, groupEnd - at);
      at = groupEnd;
    }
  }

  private Slot slot(int index) {
    Slot slot = slots[index];
    if (slot == null) {
      Workspace workspace = new Workspace(model, Math.min(cut.group(), losses.length));
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
    workspace.pass().samples(order, first + at);
    Tensor outputs = workspace.forward(group);
    loss.compute(outputs, targets, 1f / count, losses, at, workspace.outputGradient(group));
    int width = targetShape.size();
    for (int i = 0; i < group; i++) {
      hits[at + i] =
          Predictor.largest(outputs.array(), i * width, width)
              == Predictor.largest(targets.array(), i * width, width);
    }
    workspace.backward(group);
  }

  private TrainingReader reader(int slot) {
    TrainingReader reader = readers[slot];
    if (reader == null) {
      Samples from = samples;
      if (from == null) {
        throw new IllegalStateException("TrainingStep: expected to be running");
      }
      reader = from.trainingReader();
      readers[slot] = reader;
    }
    return reader;
  }

  private void load(TrainingReader reader, Slot slot, int at, int group) {
    Tensor inputs = slot.workspace.input(group);
    Tensor targets = slot.targets.get(group - 1);
    int inputSize = inputs.size() / group;
    int targetSize = targets.size() / group;
    for (int i = 0; i < group; i++) {
      int sample = order[first + at + i];
      reader.read(
          sample, epochSeed, inputs.array(), i * inputSize, targets.array(), i * targetSize);
    }
  }
}
