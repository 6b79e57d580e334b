package io.crema.core.kernel;

import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.random.SplitMix64;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Winograd convolution of the kernels under test against {@link NaiveWinograd} bit by bit, so
 * that the scalar and the vector one have equal bits, and against {@link NaiveConvolution} for its
 * error.
 */
class WinogradTest {

  /**
   * Largest error of an output or input gradient, in parts of the largest of them: twice what was
   * measured over the table, 1.7e-6.
   */
  private static final double ERROR = 3.4e-6;

  /** The same of a weight gradient, a sum over up to 480 tiles; measured 2.5e-6. */
  private static final double WEIGHT_ERROR = 5e-6;

  private final boolean vector = Kernels.lookup().name().equals("vector");
  private final Scratch scratch = new Scratch();

  record Case(ConvGeometry g, int images) {

    static Case same(int height, int width, int in, int out, int images) {
      return new Case(new ConvGeometry(Window.same(height, width, 3, 3, 1, 1), in, out), images);
    }

    static Case valid(int height, int width, int in, int out, int images) {
      return new Case(new ConvGeometry(Window.valid(height, width, 3, 3, 1, 1), in, out), images);
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.same(26, 26, 64, 32, 2),
        Case.same(13, 13, 32, 16, 3),
        Case.same(6, 6, 16, 64, 3),
        Case.same(5, 7, 8, 9, 2),
        Case.valid(5, 7, 8, 9, 3),
        Case.same(4, 4, 8, 8, 1),
        Case.valid(3, 3, 12, 20, 2),
        Case.same(1, 1, 20, 12, 3),
        Case.same(57, 61, 8, 8, 2),
        Case.same(7, 5, 33, 65, 1),
        Case.valid(9, 10, 130, 8, 2),
        Case.same(8, 3, 8, 130, 2),
        Case.valid(6, 6, 65, 33, 1),
        Case.same(12, 12, 12, 33, 1));
  }

  // the implementation under test

  private void correlate(
      Winograd w,
      int first,
      int end,
      float[] input,
      float[] packed,
      float @Nullable [] bias,
      float[] output) {
    if (vector) {
      VectorWinograd.correlate(
          w, first, end, input, packed, bias, null, false, null, output, scratch);
    } else {
      ScalarWinograd.correlate(
          w, first, end, input, packed, bias, null, false, null, output, scratch);
    }
  }

  private float[] pack(ConvGeometry g, float[] weights, boolean backward) {
    int in = g.inChannels();
    int out = g.outChannels();
    Correlation c = backward ? g.backward()[0] : g.forward()[0];
    float[] packed;
    if (vector) {
      packed = new float[VectorWinograd.packedLength(c)];
      VectorWinograd.pack(in, out, backward, weights, packed);
    } else {
      packed = new float[ScalarWinograd.packedLength(c)];
      ScalarWinograd.pack(in, out, backward, weights, packed);
    }
    return packed;
  }

  private float[] forward(Case t, float[] input, float[] weights, float[] bias) {
    Winograd w = new Winograd(t.g.forward()[0]);
    float[] output = new float[t.images * t.g.outSize()];
    correlate(w, 0, t.images * w.tiles(), input, pack(t.g, weights, false), bias, output);
    return output;
  }

  private float[] backwardData(Case t, float[] dOutput, float[] weights) {
    Winograd w = new Winograd(t.g.backward()[0]);
    float[] dInput = new float[t.images * t.g.inSize()];
    correlate(w, 0, t.images * w.tiles(), dOutput, pack(t.g, weights, true), null, dInput);
    return dInput;
  }

  private void backwardWeights(Case t, float[] input, float[] dOutput, float[] dWeights) {
    Winograd w = new Winograd(t.g.forward()[0]);
    if (vector) {
      VectorWinograd.gradient(w, t.images, input, dOutput, dWeights, scratch);
    } else {
      ScalarWinograd.gradient(w, t.images, input, dOutput, dWeights, scratch);
    }
  }

  // bits

  @ParameterizedTest
  @MethodSource("cases")
  void forward_randomValues_hasTheNaiveBits(Case t) {
    float[] input = random(t.images * t.g.inSize(), 1);
    float[] weights = random(t.g.weights(), 2);
    float[] bias = random(t.g.outChannels(), 3);
    assertSameBits(
        forward(t, input, weights, bias),
        NaiveWinograd.forward(t.g, t.images, input, weights, bias));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void backwardData_randomValues_hasTheNaiveBits(Case t) {
    float[] dOutput = random(t.images * t.g.outSize(), 4);
    float[] weights = random(t.g.weights(), 5);
    assertSameBits(
        backwardData(t, dOutput, weights),
        NaiveWinograd.backwardData(t.g, t.images, dOutput, weights));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void backwardWeights_twoCalls_addsTheNaiveBits(Case t) {
    float[] input = random(t.images * t.g.inSize(), 6);
    float[] dOutput = random(t.images * t.g.outSize(), 7);
    float[] dWeights = random(t.g.weights(), 8);
    float[] expected = dWeights.clone();
    for (int call = 0; call < 2; call++) {
      backwardWeights(t, input, dOutput, dWeights);
      NaiveWinograd.backwardWeights(t.g, t.images, input, dOutput, expected);
    }
    assertSameBits(dWeights, expected);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void forward_inPieces_hasTheBitsOfTheWhole(Case t) {
    float[] input = random(t.images * t.g.inSize(), 9);
    float[] weights = random(t.g.weights(), 10);
    float[] bias = random(t.g.outChannels(), 11);
    float[] packed = pack(t.g, weights, false);
    float[] output = new float[t.images * t.g.outSize()];
    Arrays.fill(output, Float.NaN);
    Winograd w = new Winograd(t.g.forward()[0]);
    int end = t.images * w.tiles();
    while (end > 0) { // pieces of 1, 2, 4, ... tiles, the last tiles first
      int first = Math.max(0, end - Integer.highestOneBit(t.images * w.tiles() - end + 1));
      correlate(w, first, end, input, packed, bias, output);
      end = first;
    }
    assertSameBits(output, forward(t, input, weights, bias));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void forward_oneTile_leavesTheOthers(Case t) {
    Winograd w = new Winograd(t.g.forward()[0]);
    float[] input = random(t.images * t.g.inSize(), 12);
    float[] packed = pack(t.g, random(t.g.weights(), 13), false);
    float[] output = new float[t.images * t.g.outSize()];
    Arrays.fill(output, Float.NaN);
    correlate(w, w.tiles() - 1, w.tiles(), input, packed, null, output);
    int rows = t.g.window().outHeight() - w.row(w.tiles() - 1);
    int columns = t.g.window().outWidth() - w.column(w.tiles() - 1);
    int written = 0;
    for (float value : output) {
      written += Float.isNaN(value) ? 0 : 1;
    }
    assertThat(written).isEqualTo(rows * columns * t.g.outChannels());
  }

  @Test
  void noTiles_writeNothing() {
    Case t = Case.same(6, 6, 8, 8, 0);
    float[] weights = random(t.g.weights(), 14);
    assertThat(forward(t, new float[0], weights, new float[8])).isEmpty();
    float[] dWeights = weights.clone();
    backwardWeights(t, new float[0], new float[0], dWeights);
    assertSameBits(dWeights, weights);
  }

  // error

  @ParameterizedTest
  @MethodSource("cases")
  void forward_normalValues_isNearTheNaiveSum(Case t) {
    float[] input = normal(t.images * t.g.inSize(), 21);
    float[] weights = normal(t.g.weights(), 22);
    float[] bias = normal(t.g.outChannels(), 23);
    assertNear(
        forward(t, input, weights, bias),
        NaiveConvolution.forward(t.g, t.images, input, weights, bias),
        ERROR);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void backwardData_normalValues_isNearTheNaiveSum(Case t) {
    float[] dOutput = normal(t.images * t.g.outSize(), 24);
    float[] weights = normal(t.g.weights(), 25);
    assertNear(
        backwardData(t, dOutput, weights),
        NaiveConvolution.backwardData(t.g, t.images, dOutput, weights),
        ERROR);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void backwardWeights_normalValues_isNearTheNaiveSum(Case t) {
    float[] input = normal(t.images * t.g.inSize(), 26);
    float[] dOutput = normal(t.images * t.g.outSize(), 27);
    float[] dWeights = new float[t.g.weights()];
    backwardWeights(t, input, dOutput, dWeights);
    assertNear(
        dWeights, NaiveConvolution.backwardWeights(t.g, t.images, input, dOutput), WEIGHT_ERROR);
  }

  private static void assertNear(float[] actual, double[] expected, double error) {
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    Values.assertClose(actual, expected, error * largest);
  }

  /** Values from the standard normal distribution. */
  private static float[] normal(int length, long seed) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      double radius = ((SplitMix64.at(seed, 2L * i) >>> 11) + 1) * 0x1p-53;
      double angle = 2 * Math.PI * (SplitMix64.at(seed, 2L * i + 1) >>> 11) * 0x1p-53;
      values[i] = (float) (StrictMath.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(angle));
    }
    return values;
  }
}
