package io.crema.nn.train;

import io.crema.core.kernel.Kernels;
import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.nn.layer.Parameter;
import io.crema.nn.optimizer.OptimizerState;
import java.util.Arrays;
import java.util.List;

/**
 * The gradients of the parts of a batch, added up in order, clipped, and handed to the optimizer:
 * each in blocks of values that the workers share. An optimizer that is not elementwise gets whole
 * parameters.
 */
final class GradientSums {

  private final List<Parameter> parameters;
  private final float[][][] parts;
  private final List<Block> blocks;
  private final List<Block> updates;
  private final double[] squares;
  private final ParallelLoop adding;
  private final ParallelLoop updating;
  private final GradientClipping clipping;
  private final OptimizerState optimizer;
  private final boolean updatesAtOnce;
  private final Kernels kernels;

  private int used;
  private float factor;

  GradientSums(
      List<Parameter> parameters,
      int maxParts,
      GradientClipping clipping,
      OptimizerState optimizer,
      Workers workers) {
    this.parameters = parameters;
    this.clipping = clipping;
    this.optimizer = optimizer;
    this.kernels = Kernels.lookup();
    parts = new float[maxParts][parameters.size()][];
    for (Parameter parameter : parameters) {
      int size = parameter.value().size();
      for (float[][] part : parts) {
        part[parameter.index()] = new float[size];
      }
    }
    blocks = Block.of(parameters);
    updates = optimizer.elementwise() ? blocks : Block.whole(parameters);
    updatesAtOnce = optimizer.elementwise() && clipping.kind() != GradientClipping.Kind.NORM;
    squares = new double[blocks.size()];
    adding = workers.loop((block, slot) -> reduce(block));
    updating = workers.loop((block, slot) -> update(updates.get(block)));
  }

  /** The sums of one part of the batch, set to zero. */
  float[][] begin(int part) {
    for (float[] sums : parts[part]) {
      Arrays.fill(sums, 0f);
    }
    return parts[part];
  }

  /** What {@link #apply} has added up, gradients perhaps clipped. */
  float[][] total() {
    return parts[0];
  }

  /** Adds up the first parts and changes the parameters that are trained. */
  void apply(int partCount) {
    used = partCount;
    factor = 1f;
    adding.run(blocks.size());
    if (clipping.kind() == GradientClipping.Kind.NORM) {
      double sum = 0;
      for (double square : squares) {
        sum += square; // in order: a stream's sum may differ between JDKs
      }
      double norm = Math.sqrt(sum);
      factor = norm > clipping.limit() ? (float) (clipping.limit() / norm) : 1f;
    }
    if (!updatesAtOnce) {
      updating.run(updates.size());
    }
  }

  /** Adds up a block, and updates it at once if that does not depend on other blocks. */
  private void reduce(int index) {
    add(index);
    if (updatesAtOnce) {
      update(blocks.get(index));
    }
  }

  private void add(int index) {
    Block block = blocks.get(index);
    float[] sum = parts[0][block.parameter()];
    for (int part = 1; part < used; part++) {
      kernels.add(block.first(), block.end(), parts[part][block.parameter()], sum);
    }
    if (clipping.kind() == GradientClipping.Kind.NORM && trained(block)) {
      squares[index] = kernels.sumOfSquares(block.first(), block.end(), sum);
    }
  }

  private boolean trained(Block block) {
    return parameters.get(block.parameter()).trained();
  }

  private void update(Block block) {
    Parameter parameter = parameters.get(block.parameter());
    if (!parameter.trained()) {
      return;
    }
    float[] gradient = parts[0][block.parameter()];
    if (factor != 1f) {
      for (int i = block.first(); i < block.end(); i++) {
        gradient[i] *= factor;
      }
    }
    if (clipping.kind() == GradientClipping.Kind.VALUE) {
      float limit = (float) clipping.limit();
      for (int i = block.first(); i < block.end(); i++) {
        gradient[i] = Math.max(-limit, Math.min(limit, gradient[i]));
      }
    }
    optimizer.update(parameter, block.first(), block.end(), gradient);
  }
}
