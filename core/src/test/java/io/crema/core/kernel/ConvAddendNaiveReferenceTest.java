package io.crema.core.kernel;

import static io.crema.core.kernel.Values.ROUNDING;
import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Convolutions with an addend and without a bias: the kernels under test against {@link
 * NaiveConvolution}, against separate passes and against the scalar kernels bit by bit.
 */
class ConvAddendNaiveReferenceTest {

  private static final String GEOMETRIES = "io.crema.core.kernel.ConvNaiveReferenceTest#geometries";

  private static final int IMAGES = 3;

  private static final boolean[] RECTIFY = {false, true};

  private final Kernels kernels = Kernels.lookup();
  private final Kernels scalar = new ScalarKernels();
  private final Scratch scratch = new Scratch();

  /** A chain of n terms of size 1, twice as much where Winograd transforms them. */
  private static double tolerance(ConvGeometry g) {
    return 2.0 * (g.patch() + 2) * 2 * ROUNDING;
  }

  private static float[] pack(Kernels tested, ConvGeometry g, float[] weights) {
    float[] packed = new float[tested.packedForwardLength(g)];
    tested.packForward(g, weights, packed);
    return packed;
  }

  /** All units, or pieces of 1, 2, 3, ... units. */
  private float[] forward(
      Kernels tested,
      ConvGeometry g,
      boolean inPieces,
      float @Nullable [] bias,
      float @Nullable [] addend,
      boolean rectify) {
    float[] input = random(IMAGES * g.inSize(), 1);
    float[] packed = pack(tested, g, random(g.weights(), 2));
    float[] output = new float[IMAGES * g.outSize()];
    Arrays.fill(output, Float.NaN);
    int units = IMAGES * g.forwardUnits();
    int done = 0;
    for (int i = 1; done < units; i++) {
      int end = inPieces ? Math.min(units, done + i) : units;
      tested.convForward(g, done, end, input, packed, bias, addend, rectify, output, scratch);
      done = end;
    }
    return output;
  }

  @ParameterizedTest
  @MethodSource(GEOMETRIES)
  void convForward_addend_isAddedToTheNaiveSum(ConvGeometry g) {
    float[] bias = random(g.outChannels(), 3);
    float[] addend = random(IMAGES * g.outSize(), 4);
    float[] untouched = addend.clone();
    float[] input = random(IMAGES * g.inSize(), 1);
    double[] sums = NaiveConvolution.forward(g, IMAGES, input, random(g.weights(), 2), bias);
    for (boolean rectify : RECTIFY) {
      double[] expected = new double[sums.length];
      for (int i = 0; i < expected.length; i++) {
        double sum = sums[i] + addend[i];
        expected[i] = rectify ? Math.max(sum, 0) : sum;
      }
      float[] output = forward(kernels, g, false, bias, addend, rectify);
      Values.assertClose(output, expected, tolerance(g));
      assertSameBits(output, forward(scalar, g, false, bias, addend, rectify));
    }
    assertSameBits(addend, untouched);
  }

  @ParameterizedTest
  @MethodSource(GEOMETRIES)
  void convForward_addend_isThatOfSeparatePasses(ConvGeometry g) {
    float[] bias = random(g.outChannels(), 5);
    float[] addend = random(IMAGES * g.outSize(), 6);
    for (boolean rectify : RECTIFY) {
      float[] expected = forward(kernels, g, false, bias, null, false);
      for (int i = 0; i < expected.length; i++) {
        expected[i] += addend[i];
        expected[i] = rectify ? Math.max(expected[i], 0f) : expected[i];
      }
      assertSameBits(forward(kernels, g, false, bias, addend, rectify), expected);
      assertSameBits(forward(kernels, g, true, bias, addend, rectify), expected);
    }
  }

  @ParameterizedTest
  @MethodSource(GEOMETRIES)
  void convForward_noBias_isABiasOfZeros(ConvGeometry g) {
    float[] zeros = new float[g.outChannels()];
    float[] addend = random(IMAGES * g.outSize(), 7);
    assertSameBits(
        forward(kernels, g, true, null, null, false),
        forward(kernels, g, false, zeros, null, false));
    assertSameBits(
        forward(kernels, g, true, null, addend, true),
        forward(kernels, g, false, zeros, addend, true));
  }

  @ParameterizedTest
  @MethodSource(GEOMETRIES)
  void convForward_wholeImagesWithoutBias_isThatOfUnits(ConvGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 1);
    float[] packed = pack(kernels, g, random(g.weights(), 2));
    float[] output = new float[IMAGES * g.outSize()];
    kernels.convForward(g, IMAGES, input, packed, null, output, scratch);
    assertSameBits(output, forward(kernels, g, false, null, null, false));
  }

  @ParameterizedTest
  @MethodSource(GEOMETRIES)
  void convPoolForward_noBias_isABiasOfZeros(ConvGeometry g) {
    if (!kernels.poolsForward(g)) {
      return; // refused, see ConvNaiveReferenceTest
    }
    float[] input = random(IMAGES * g.inSize(), 8);
    float[] packed = pack(kernels, g, random(g.weights(), 9));
    float[] output = new float[IMAGES * g.outSize() / 4];
    float[] expected = output.clone();
    float[] zeros = new float[g.outChannels()];
    kernels.convPoolForward(g, IMAGES, input, packed, null, true, output, scratch);
    kernels.convPoolForward(g, IMAGES, input, packed, zeros, true, expected, scratch);
    assertSameBits(output, expected);
  }

  @Test
  void convForward_rectifiedNotANumberAndNegativeZero_areAsTheRectifierHasThem() {
    ConvGeometry g = ConvGeometry.matrix(3, 41);
    float[] packed = pack(kernels, g, new float[g.weights()]);
    float[] addend = new float[41];
    float[] output = new float[41];
    Arrays.fill(addend, Float.NaN);
    kernels.convForward(g, 0, 1, new float[3], packed, null, addend, true, output, scratch);
    assertThat(output).containsOnly(Float.NaN);
    Arrays.fill(addend, -0f);
    float[] bias = addend.clone();
    kernels.convForward(g, 0, 1, new float[3], packed, bias, addend, true, output, scratch);
    assertThat(output).containsOnly(0f);
  }
}
