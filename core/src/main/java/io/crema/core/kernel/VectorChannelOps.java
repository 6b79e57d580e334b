package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/**
 * {@link ChannelOps} on the Vector API, lanes over channels. Where a vector is longer than what is
 * left of a row's channels it reads on into the next row, and what it makes of that is not used.
 */
final class VectorChannelOps implements ChannelOps {

  @Override
  public int lanes() {
    return LANES;
  }

  /** Rows in which a vector at the last channels does not run on behind the array. */
  private static int wholeRows(int first, int rows, int channels, int length) {
    int last = (channels - 1) / LANES * LANES;
    int whole = (length - last - LANES) / channels + 1 - first;
    return length < last + LANES ? 0 : Math.max(0, Math.min(rows, whole));
  }

  @Override
  public void moments(int first, int rows, int channels, float[] values, float[] byChannel) {
    int padded = padded(channels);
    int whole = wholeRows(first, rows, channels, values.length);
    int c = 0;
    for (; c + 2 * LANES <= padded; c += 2 * LANES) {
      moments2(first * channels + c, whole, channels, values, byChannel, c, padded);
    }
    if (c < padded) {
      moments1(first * channels + c, whole, channels, values, byChannel, c, padded);
    }
    ScalarChannelOps.momentsFrom(
        0, first + whole, rows - whole, channels, values, byChannel, padded);
  }

  private static void moments2(
      int at, int rows, int channels, float[] x, float[] byChannel, int c, int padded) {
    FloatVector pivot0 = FloatVector.fromArray(SPECIES, byChannel, c);
    FloatVector pivot1 = FloatVector.fromArray(SPECIES, byChannel, c + LANES);
    FloatVector sum0 = FloatVector.fromArray(SPECIES, byChannel, padded + c);
    FloatVector sum1 = FloatVector.fromArray(SPECIES, byChannel, padded + c + LANES);
    FloatVector square0 = FloatVector.fromArray(SPECIES, byChannel, 2 * padded + c);
    FloatVector square1 = FloatVector.fromArray(SPECIES, byChannel, 2 * padded + c + LANES);
    int i = at;
    for (int row = 0; row < rows; row++) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, x, i).sub(pivot0);
      FloatVector d1 = FloatVector.fromArray(SPECIES, x, i + LANES).sub(pivot1);
      sum0 = sum0.add(d0);
      sum1 = sum1.add(d1);
      square0 = d0.fma(d0, square0);
      square1 = d1.fma(d1, square1);
      i += channels;
    }
    sum0.intoArray(byChannel, padded + c);
    sum1.intoArray(byChannel, padded + c + LANES);
    square0.intoArray(byChannel, 2 * padded + c);
    square1.intoArray(byChannel, 2 * padded + c + LANES);
  }

  private static void moments1(
      int at, int rows, int channels, float[] x, float[] byChannel, int c, int padded) {
    FloatVector pivot = FloatVector.fromArray(SPECIES, byChannel, c);
    FloatVector sum = FloatVector.fromArray(SPECIES, byChannel, padded + c);
    FloatVector square = FloatVector.fromArray(SPECIES, byChannel, 2 * padded + c);
    int i = at;
    for (int row = 0; row < rows; row++) {
      FloatVector d = FloatVector.fromArray(SPECIES, x, i).sub(pivot);
      sum = sum.add(d);
      square = d.fma(d, square);
      i += channels;
    }
    sum.intoArray(byChannel, padded + c);
    square.intoArray(byChannel, 2 * padded + c);
  }

  @Override
  public void products(
      int first, int rows, int channels, float[] input, float[] dOutput, float[] byChannel) {
    int padded = padded(channels);
    int length = Math.min(input.length, dOutput.length);
    int whole = wholeRows(first, rows, channels, length);
    int c = 0;
    for (; c + 2 * LANES <= padded; c += 2 * LANES) {
      products2(first * channels + c, whole, channels, input, dOutput, byChannel, c, padded);
    }
    if (c < padded) {
      products1(first * channels + c, whole, channels, input, dOutput, byChannel, c, padded);
    }
    ScalarChannelOps.productsFrom(
        0, first + whole, rows - whole, channels, input, dOutput, byChannel, padded);
  }

  private static void products2(
      int at, int rows, int channels, float[] x, float[] dy, float[] byChannel, int c, int padded) {
    FloatVector mean0 = FloatVector.fromArray(SPECIES, byChannel, c);
    FloatVector mean1 = FloatVector.fromArray(SPECIES, byChannel, c + LANES);
    FloatVector sum0 = FloatVector.fromArray(SPECIES, byChannel, padded + c);
    FloatVector sum1 = FloatVector.fromArray(SPECIES, byChannel, padded + c + LANES);
    FloatVector product0 = FloatVector.fromArray(SPECIES, byChannel, 2 * padded + c);
    FloatVector product1 = FloatVector.fromArray(SPECIES, byChannel, 2 * padded + c + LANES);
    int i = at;
    for (int row = 0; row < rows; row++) {
      FloatVector dy0 = FloatVector.fromArray(SPECIES, dy, i);
      FloatVector dy1 = FloatVector.fromArray(SPECIES, dy, i + LANES);
      sum0 = sum0.add(dy0);
      sum1 = sum1.add(dy1);
      product0 = dy0.fma(FloatVector.fromArray(SPECIES, x, i).sub(mean0), product0);
      product1 = dy1.fma(FloatVector.fromArray(SPECIES, x, i + LANES).sub(mean1), product1);
      i += channels;
    }
    sum0.intoArray(byChannel, padded + c);
    sum1.intoArray(byChannel, padded + c + LANES);
    product0.intoArray(byChannel, 2 * padded + c);
    product1.intoArray(byChannel, 2 * padded + c + LANES);
  }

  private static void products1(
      int at, int rows, int channels, float[] x, float[] dy, float[] byChannel, int c, int padded) {
    FloatVector mean = FloatVector.fromArray(SPECIES, byChannel, c);
    FloatVector sum = FloatVector.fromArray(SPECIES, byChannel, padded + c);
    FloatVector product = FloatVector.fromArray(SPECIES, byChannel, 2 * padded + c);
    int i = at;
    for (int row = 0; row < rows; row++) {
      FloatVector d = FloatVector.fromArray(SPECIES, dy, i);
      sum = sum.add(d);
      product = d.fma(FloatVector.fromArray(SPECIES, x, i).sub(mean), product);
      i += channels;
    }
    sum.intoArray(byChannel, padded + c);
    product.intoArray(byChannel, 2 * padded + c);
  }

  @Override
  public void normalize(
      int first,
      int end,
      int period,
      float[] input,
      float[] constants,
      float @Nullable [] addend,
      boolean rectify,
      float[] output) {
    boolean cut = rectify && addend == null;
    for (int at = first; at < end; at += period) {
      int stop = Math.min(end, at + period);
      int whole = at + (stop - at) / LANES * LANES;
      normalizeRange(at, whole, period, input, constants, cut, output);
      ScalarChannelOps.normalizeRange(at, whole, stop, period, input, constants, cut, output);
      if (addend != null) {
        VectorElementwise.sum(at, stop, output, addend, rectify, output);
      }
    }
  }

  private static void normalizeRange(
      int first,
      int end,
      int period,
      float[] input,
      float[] constants,
      boolean rectify,
      float[] output) {
    FloatVector zero = FloatVector.zero(SPECIES);
    float floor = rectify ? 0f : Float.NaN; // nothing is below or at NaN
    for (int i = first; i < end; i += LANES) {
      int k = i - first;
      FloatVector value =
          FloatVector.fromArray(SPECIES, input, i)
              .sub(FloatVector.fromArray(SPECIES, constants, k))
              .fma(
                  FloatVector.fromArray(SPECIES, constants, period + k),
                  FloatVector.fromArray(SPECIES, constants, 2 * period + k));
      value.blend(zero, value.compare(VectorOperators.LE, floor)).intoArray(output, i);
    }
  }

  @Override
  public void gradient(
      int first,
      int end,
      int period,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] dInput) {
    for (int at = first; at < end; at += period) {
      int stop = Math.min(end, at + period);
      int whole = at + (stop - at) / LANES * LANES;
      gradientRange(at, whole, period, input, dOutput, constants, dInput);
      ScalarChannelOps.gradientRange(at, whole, stop, period, input, dOutput, constants, dInput);
    }
  }

  private static void gradientRange(
      int first,
      int end,
      int period,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] dInput) {
    for (int i = first; i < end; i += LANES) {
      int k = i - first;
      FloatVector rest =
          FloatVector.fromArray(SPECIES, input, i)
              .sub(FloatVector.fromArray(SPECIES, constants, k))
              .fma(
                  FloatVector.fromArray(SPECIES, constants, 2 * period + k),
                  FloatVector.fromArray(SPECIES, constants, 3 * period + k));
      FloatVector.fromArray(SPECIES, dOutput, i)
          .fma(FloatVector.fromArray(SPECIES, constants, period + k), rest)
          .intoArray(dInput, i);
    }
  }
}
