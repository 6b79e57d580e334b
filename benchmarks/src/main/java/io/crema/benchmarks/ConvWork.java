package io.crema.benchmarks;

import io.crema.core.kernel.Scratch;
import io.crema.core.parallel.Workers;
import io.crema.nn.plan.Grouping;
import io.crema.nn.train.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The three computations of a convolution over a batch, spread over threads by {@link BatchLoop}.
 *
 * <p>As in training each thread has one set of buffers for {@link Grouping#MAX_SAMPLES} images,
 * which it fills again and again, and each part of the batch has weight gradients of its own. Their
 * sum over the parts is not taken here; {@link TrainStep} has it.
 */
final class ConvWork implements AutoCloseable {

  /**
   * Largest error, as a share of the largest value of a result. Sums of a few thousand products in
   * float stay below a tenth of it, also where an algorithm transforms its operands; a wrong or
   * missing product does not.
   */
  private static final double TOLERANCE = 1e-4;

  private final ConvOps ops;
  private final int batch;
  private final float[][] dWeights;
  private final List<Slot> slots = new ArrayList<>();
  private final Workers workers;
  private final BatchLoop forward;
  private final BatchLoop backwardData;
  private final BatchLoop backwardWeights;

  /** The buffers of one thread. */
  private static final class Slot {
    final float[] input;
    final float[] output;
    final float[] dOutput;
    final float[] dInput;
    final Scratch scratch = new Scratch();

    Slot(ConvOps ops) {
      input = Fixtures.random(Grouping.MAX_SAMPLES * ops.inSize(), 1);
      output = new float[Grouping.MAX_SAMPLES * ops.outSize()];
      dOutput = Fixtures.random(Grouping.MAX_SAMPLES * ops.outSize(), 2);
      dInput = new float[Grouping.MAX_SAMPLES * ops.inSize()];
    }
  }

  ConvWork(ConvOps ops, int threads, int batch) {
    this.ops = ops;
    this.batch = batch;
    dWeights = new float[TrainingStep.MAX_PARTS][ops.weights()];
    for (int slot = 0; slot < threads; slot++) {
      slots.add(new Slot(ops));
    }
    workers = new Workers(threads);
    forward = new BatchLoop(workers, batch, (p, slot, f, n) -> forward(slots.get(slot), n));
    backwardData =
        new BatchLoop(workers, batch, (p, slot, f, n) -> backwardData(slots.get(slot), n));
    backwardWeights =
        new BatchLoop(
            workers, batch, (part, slot, f, n) -> backwardWeights(part, slots.get(slot), f, n));
  }

  /** Floating-point operations of any one of the three computations over the batch. */
  long flops() {
    return batch * ops.flops();
  }

  /** Outputs from inputs. */
  void forward() {
    forward.run();
  }

  private void forward(Slot s, int images) {
    ops.forward(images, s.input, s.output, s.scratch);
  }

  /** Input gradients from output gradients. */
  void backwardData() {
    backwardData.run();
  }

  private void backwardData(Slot s, int images) {
    ops.backwardData(images, s.dOutput, s.dInput, s.scratch);
  }

  /** Weight gradients of each part from inputs and output gradients. */
  void backwardWeights() {
    backwardWeights.run();
  }

  private void backwardWeights(int part, Slot s, int first, int images) {
    if (first == 0) {
      Arrays.fill(dWeights[part], 0f);
    }
    ops.backwardWeights(images, s.input, s.dOutput, dWeights[part], s.scratch);
  }

  /**
   * Proves all three computations against sums in double, on as many images as one call of a kernel
   * has in this batch.
   *
   * @throws IllegalStateException if one is off by more than rounding errors
   */
  void prove() {
    Slot s = new Slot(ops);
    int images = BatchLoop.largestGroup(batch);
    forward(s, images);
    requireClose("forward", ops.naiveForward(images, s.input), s.output);
    backwardData(s, images);
    requireClose("backwardData", ops.naiveBackwardData(images, s.dOutput), s.dInput);
    backwardWeights(0, s, 0, images);
    requireClose(
        "backwardWeights", ops.naiveBackwardWeights(images, s.input, s.dOutput), dWeights[0]);
  }

  private void requireClose(String what, double[] expected, float[] actual) {
    Fixtures.requireClose("%s of %s".formatted(what, ops), expected, actual, TOLERANCE);
  }

  @Override
  public void close() {
    workers.close();
  }
}
