package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The loops of {@link Elementwise} that C2 does not vectorize by itself: those with a choice and
 * those over rows of a flat array.
 */
final class VectorElementwise {

  private VectorElementwise() {}

  static void reluBackward(int n, float slope, float[] output, float[] dOutput, float[] dInput) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector d = FloatVector.fromArray(SPECIES, dOutput, i);
      VectorMask<Float> positive =
          FloatVector.fromArray(SPECIES, output, i).compare(VectorOperators.GT, 0f);
      d.mul(slope).blend(d, positive).intoArray(dInput, i);
    }
    for (; i < n; i++) {
      dInput[i] = output[i] > 0f ? dOutput[i] : slope * dOutput[i];
    }
  }

  /** Rectifier in place, see {@link Kernels#reluForward}. */
  static void rectify(int first, int end, float[] values) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int i = first;
    for (; i + LANES <= end; i += LANES) {
      // as Math.max(v, 0f), NaN and -0 included, in half the instructions of FloatVector.max
      FloatVector v = FloatVector.fromArray(SPECIES, values, i);
      v.blend(zero, v.compare(VectorOperators.LE, 0f)).intoArray(values, i);
    }
    for (; i < end; i++) {
      values[i] = Math.max(values[i], 0f);
    }
  }

  /** Sets a gradient to zero where what a rectifier gave is not positive. */
  static void mask(int first, int end, float[] rectified, float[] gradient) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int i = first;
    for (; i + LANES <= end; i += LANES) {
      VectorMask<Float> positive =
          FloatVector.fromArray(SPECIES, rectified, i).compare(VectorOperators.GT, 0f);
      zero.blend(FloatVector.fromArray(SPECIES, gradient, i), positive).intoArray(gradient, i);
    }
    for (; i < end; i++) {
      gradient[i] = rectified[i] > 0f ? gradient[i] : 0f;
    }
  }

  /** Copies a vector from each of some places {@code step} apart to others {@code toStep} apart. */
  static void spread(float[] x, int from, int step, int count, float[] t, int to, int toStep) {
    for (int i = 0; i < count; i++) {
      FloatVector.fromArray(SPECIES, x, from + i * step).intoArray(t, to + i * toStep);
    }
  }

  static void addRows(int rows, int columns, float[] values, float[] sums) {
    int c = 0;
    for (; c + 4 * LANES <= columns; c += 4 * LANES) {
      addRows4(rows, columns, values, sums, c);
    }
    for (; c + LANES <= columns; c += LANES) {
      addRows1(rows, columns, values, sums, c);
    }
    for (; c < columns; c++) {
      for (int row = 0; row < rows; row++) {
        sums[c] += values[row * columns + c];
      }
    }
  }

  /** Four vectors of columns, so that four sums hide the latency of the addition. */
  private static void addRows4(int rows, int columns, float[] values, float[] sums, int c) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, sums, c);
    FloatVector a1 = FloatVector.fromArray(SPECIES, sums, c + LANES);
    FloatVector a2 = FloatVector.fromArray(SPECIES, sums, c + 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(SPECIES, sums, c + 3 * LANES);
    int at = c;
    for (int row = 0; row < rows; row++) {
      a0 = a0.add(FloatVector.fromArray(SPECIES, values, at));
      a1 = a1.add(FloatVector.fromArray(SPECIES, values, at + LANES));
      a2 = a2.add(FloatVector.fromArray(SPECIES, values, at + 2 * LANES));
      a3 = a3.add(FloatVector.fromArray(SPECIES, values, at + 3 * LANES));
      at += columns;
    }
    a0.intoArray(sums, c);
    a1.intoArray(sums, c + LANES);
    a2.intoArray(sums, c + 2 * LANES);
    a3.intoArray(sums, c + 3 * LANES);
  }

  private static void addRows1(int rows, int columns, float[] values, float[] sums, int c) {
    FloatVector a = FloatVector.fromArray(SPECIES, sums, c);
    int at = c;
    for (int row = 0; row < rows; row++) {
      a = a.add(FloatVector.fromArray(SPECIES, values, at));
      at += columns;
    }
    a.intoArray(sums, c);
  }
}
