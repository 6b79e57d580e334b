package io.crema.nn.train;

import io.crema.core.kernel.Kernels;
import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.nn.layer.Parameter;
import io.crema.nn.optimizer.OptimizerState;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The gradients of the parts of a batch: added up in the order of the parts, clipped, and handed to
 * the optimizer in blocks of values that the workers share. An optimizer that is not elementwise
 * gets whole parameters.
 *
 * <p>A part is added as soon as those before it are, so that few sets of gradients exist at a time:
 * about one more than there are threads.
 */
final class GradientSums {

  private final List<Parameter> parameters;
  private final List<ParameterRange> blocks;
  private final List<ParameterRange> updates;
  private final double[] squares;
  private final ParallelLoop squareLoop;
  private final ParallelLoop updateLoop;
  private final GradientClipping clipping;
  private final OptimizerState optimizer;
  private final Kernels kernels;

  private final Deque<float[][]> free = new ArrayDeque<>();

  /** The sums of each part that has begun; the first one grows into the total. */
  private final float[][][] parts;

  private final boolean[] done;
  private int next;
  private boolean adding;
  private float factor = 1f;

  GradientSums(
      List<Parameter> parameters,
      int maxParts,
      GradientClipping clipping,
      OptimizerState optimizer,
      Workers workers) {
    this.parameters = parameters;
    this.clipping = clipping;
    this.optimizer = optimizer;
    kernels = Kernels.lookup();
    parts = new float[maxParts][][];
    parts[0] = newSums();
    done = new boolean[maxParts];
    blocks = ParameterRange.of(parameters);
    updates = optimizer.elementwise() ? blocks : ParameterRange.whole(parameters);
    squares = new double[blocks.size()];
    squareLoop = workers.loop((block, slot) -> square(block));
    updateLoop = workers.loop((block, slot) -> update(updates.get(block)));
  }

  private float[][] newSums() {
    return parameters.stream()
        .map(parameter -> new float[parameter.value().size()])
        .toArray(float[][]::new);
  }

  /** Begins a batch. */
  synchronized void beginBatch() {
    Arrays.fill(done, false);
    next = 1;
    adding = false;
  }

  /** {@return the sums of one part of the batch, set to zero} */
  float[][] begin(int part) {
    float[][] sums = take(part);
    for (float[] values : sums) {
      Arrays.fill(values, 0f);
    }
    return sums;
  }

  private synchronized float[][] take(int part) {
    if (part > 0) {
      float[][] idle = free.poll();
      parts[part] = idle != null ? idle : newSums();
    }
    return parts[part];
  }

  /** Takes note that a part is finished, and adds all parts whose turn it is. */
  void end(int part) {
    int turn = turn(part);
    while (turn > 0) {
      add(parts[turn]);
      turn = turnAfter(turn);
    }
  }

  /** {@return the part that this thread has to add; 0 for none} */
  private synchronized int turn(int finished) {
    done[finished] = true;
    return adding ? 0 : nextTurn();
  }

  private synchronized int turnAfter(int added) {
    free.push(parts[added]);
    next++;
    return nextTurn();
  }

  private int nextTurn() {
    adding = next < done.length && done[0] && done[next];
    return adding ? next : 0;
  }

  private void add(float[][] sums) {
    for (int i = 0; i < sums.length; i++) {
      kernels.add(0, sums[i].length, sums[i], parts[0][i]);
    }
  }

  /** {@return the sums of all parts, once all have ended} */
  float[][] total() {
    return parts[0];
  }

  /** Updates the parameters that are trained from the sums. */
  void update() {
    factor = clipping.kind() == GradientClipping.Kind.NORM ? normFactor() : 1f;
    updateLoop.run(updates.size());
  }

  private float normFactor() {
    squareLoop.run(blocks.size());
    double sum = 0;
    for (double square : squares) {
      sum += square; // in order: a stream's sum may differ between JDKs
    }
    double norm = Math.sqrt(sum);
    return norm > clipping.limit() ? (float) (clipping.limit() / norm) : 1f;
  }

  private void square(int index) {
    ParameterRange block = blocks.get(index);
    boolean trained = parameters.get(block.parameter()).trained();
    squares[index] =
        trained ? kernels.sumOfSquares(block.first(), block.end(), total()[block.parameter()]) : 0;
  }

  private void update(ParameterRange block) {
    Parameter parameter = parameters.get(block.parameter());
    if (!parameter.trained()) {
      return;
    }
    float[] gradient = total()[block.parameter()];
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
