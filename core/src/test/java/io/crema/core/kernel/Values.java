package io.crema.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.crema.core.random.SplitMix64;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What the kernel tests compute with and how they compare. */
final class Values {

  /** Largest relative error of one rounding to float: half a unit in the last of 24 bits. */
  static final double ROUNDING = 0x1p-24;

  private Values() {}

  /** Lengths around the vector length of the kernels under test, and awkward ones. */
  static IntStream sizes() {
    int lanes = Kernels.lookup().lanes();
    return IntStream.of(1, 3, 7, lanes - 1, lanes, lanes + 1, 207).filter(n -> n > 0).distinct();
  }

  /** Values from -1 to 1. */
  static float[] random(int length, long seed) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (SplitMix64.at(seed, i) >> 40) * 0x1p-23f;
    }
    return values;
  }

  /** Whole numbers from -1 to 1: any sum of some thousands of their products is exact in float. */
  static float[] randomSigns(int length, long seed) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = Math.floorMod(SplitMix64.at(seed, i), 3) - 1;
    }
    return values;
  }

  static float[] scaled(float factor, float[] values) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = factor * values[i];
    }
    return scaled;
  }

  static float[] toFloats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** Compares as many values as are expected; behind them the array may go on. */
  static void assertClose(float[] actual, double[] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      if (!(Math.abs(actual[i] - expected[i]) <= tolerance)) {
        fail(
            "value %d of %d: expected %s within %s, got %s",
            i, expected.length, expected[i], tolerance, actual[i]);
      }
    }
  }

  /** Every bit, the sign of zero included; all NaNs count as one. */
  static void assertSameBits(float[] actual, float[] expected) {
    int i = Arrays.mismatch(actual, expected);
    if (i >= 0 && i < Math.min(actual.length, expected.length)) {
      fail("value %d: expected the bits of %s, got %s", i, expected[i], actual[i]);
    }
    assertThat(actual).hasSameSizeAs(expected);
  }
}
