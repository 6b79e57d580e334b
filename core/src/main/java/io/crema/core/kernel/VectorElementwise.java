package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.SPECIES;

import io.crema.core.kernel.Scratch.Use;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/**
 * The loops of {@link Elementwise} that C2 does not vectorize by itself: those with a choice and
 * those over rows of a flat array.
 */
final class VectorElementwise {

  private VectorElementwise() {}

  /** {@link Elementwise#finish} on the Vector API. */
  static void finish(
      int first,
      int end,
      float @Nullable [] addend,
      boolean rectify,
      float @Nullable [] rectified,
      float[] values) {
    if (addend != null) {
      sum(first, end, values, addend, rectify, values);
    } else if (rectify) {
      rectify(first, end, values);
    }
    if (rectified != null) {
      mask(first, end, rectified, values);
    }
  }

  static void sum(int first, int end, float[] a, float[] b, boolean rectify, float[] output) {
    FloatVector zero = FloatVector.zero(SPECIES);
    float floor = rectify ? 0f : Float.NaN; // nothing is below or at NaN
    int i = first;
    for (; i + LANES <= end; i += LANES) {
      FloatVector v =
          FloatVector.fromArray(SPECIES, a, i).add(FloatVector.fromArray(SPECIES, b, i));
      v.blend(zero, v.compare(VectorOperators.LE, floor)).intoArray(output, i);
    }
    Elementwise.sum(i, end, a, b, rectify, output);
  }

  static void maximumBackward(
      int n,
      float[] input,
      float[] output,
      float[][] earlier,
      int earlierCount,
      float[] dOutput,
      float[] dInput) {
    keepWhereEqual(n, input, output, dOutput, dInput);
    for (int j = 0; j < earlierCount; j++) {
      clearWhereEqual(n, earlier[j], output, dInput);
    }
  }

  /** Copies a gradient where an input is the output, and sets it to zero elsewhere. */
  private static void keepWhereEqual(
      int n, float[] input, float[] output, float[] dOutput, float[] dInput) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      VectorMask<Float> equal =
          FloatVector.fromArray(SPECIES, input, i)
              .compare(VectorOperators.EQ, FloatVector.fromArray(SPECIES, output, i));
      zero.blend(FloatVector.fromArray(SPECIES, dOutput, i), equal).intoArray(dInput, i);
    }
    for (; i < n; i++) {
      dInput[i] = input[i] == output[i] ? dOutput[i] : 0f;
    }
  }

  /** Sets a gradient to zero where an input is the output. */
  private static void clearWhereEqual(int n, float[] input, float[] output, float[] gradient) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      VectorMask<Float> equal =
          FloatVector.fromArray(SPECIES, input, i)
              .compare(VectorOperators.EQ, FloatVector.fromArray(SPECIES, output, i));
      FloatVector.fromArray(SPECIES, gradient, i).blend(zero, equal).intoArray(gradient, i);
    }
    for (; i < n; i++) {
      gradient[i] = input[i] == output[i] ? 0f : gradient[i];
    }
  }

  /** See {@link Elementwise#isFinite}. */
  static boolean isFinite(int first, int end, float[] values) {
    FloatVector sums = FloatVector.zero(SPECIES);
    int i = first;
    for (; i + LANES <= end; i += LANES) {
      sums = FloatVector.fromArray(SPECIES, values, i).mul(0f).add(sums);
    }
    boolean whole = sums.compare(VectorOperators.EQ, 0f).allTrue();
    return whole && Elementwise.isFinite(i, end, values);
  }

  /** Rectifier in place, see {@link ElementFunction#RELU}. */
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

  /**
   * The largest value under each window of 2x2, a window at every second value of two lines, and
   * rectified if that is wanted. What lies between the windows is of no use.
   *
   * @param x two lines {@code step} apart, with as many values behind each as to the next vector
   * @param windows overwritten
   */
  static void max2x2(float[] x, int from, int step, int count, boolean rectify, float[] windows) {
    FloatVector zero = FloatVector.zero(SPECIES);
    float floor = rectify ? 0f : Float.NaN; // nothing is below or at NaN
    for (int i = 0; i < count; i += LANES) {
      int at = from + i;
      FloatVector above =
          FloatVector.fromArray(SPECIES, x, at).max(FloatVector.fromArray(SPECIES, x, at + 1));
      FloatVector below =
          FloatVector.fromArray(SPECIES, x, at + step)
              .max(FloatVector.fromArray(SPECIES, x, at + step + 1));
      FloatVector largest = above.max(below);
      largest.blend(zero, largest.compare(VectorOperators.LE, floor)).intoArray(windows, i);
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

  static void addRows(int rows, int columns, float[] values, float[] sums, Scratch scratch) {
    int c = 0;
    for (; c + 4 * LANES <= columns; c += 4 * LANES) {
      addRows4(rows, columns, values, sums, c);
    }
    for (; c + LANES <= columns; c += LANES) {
      addRows1(rows, columns, values, sums, c, c);
    }
    if (c < columns) {
      addLastColumns(rows, columns, values, sums, c, scratch.array(Use.BLOCK, LANES));
    }
  }

  /** Fewer columns than lanes: the vector of a row runs on into the next one. */
  private static void addLastColumns(
      int rows, int columns, float[] values, float[] sums, int c, float[] lanes) {
    int whole = Math.min(rows, Math.max(0, Math.floorDiv(values.length - c - LANES, columns) + 1));
    System.arraycopy(sums, c, lanes, 0, columns - c);
    addRows1(whole, columns, values, lanes, c, 0);
    System.arraycopy(lanes, 0, sums, c, columns - c);
    for (int row = whole; row < rows; row++) {
      for (int i = c; i < columns; i++) {
        sums[i] += values[row * columns + i];
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

  private static void addRows1(int rows, int columns, float[] values, float[] sums, int c, int to) {
    FloatVector a = FloatVector.fromArray(SPECIES, sums, to);
    int at = c;
    for (int row = 0; row < rows; row++) {
      a = a.add(FloatVector.fromArray(SPECIES, values, at));
      at += columns;
    }
    a.intoArray(sums, to);
  }
}
