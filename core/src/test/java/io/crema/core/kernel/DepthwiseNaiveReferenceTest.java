package io.crema.core.kernel;

import static io.crema.core.kernel.Values.assertClose;
import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The depthwise kernels under test against {@link NaiveConvolution} in groups of one channel, and
 * against the scalar ones bit by bit.
 */
class DepthwiseNaiveReferenceTest {

  /** Rounding errors of a chain of n terms of size 1 stay below n times this. */
  private static final double ERROR_PER_TERM = 1.2e-7;

  private static final int IMAGES = 2;

  /** Arrays may be longer than what is used. */
  private static final int MARGIN = 3;

  private final Kernels kernels = Kernels.lookup();
  private final Kernels scalar = new ScalarKernels();
  private final Scratch scratch = new Scratch();

  static Stream<DepthwiseGeometry> geometries() {
    Stream<DepthwiseGeometry> shapes =
        Stream.of(
                Window.valid(5, 9, 3, 3, 1, 1),
                Window.same(6, 13, 3, 3, 1, 1),
                Window.same(14, 14, 3, 3, 2, 2), // padding on one side only
                Window.valid(9, 8, 3, 2, 2, 3), // the stride does not divide
                Window.same(7, 6, 5, 4, 1, 1), // uneven padding
                Window.same(11, 9, 5, 7, 2, 3),
                Window.valid(8, 9, 2, 2, 3, 4), // pixels under no window
                Window.valid(4, 5, 1, 1, 1, 1),
                Window.valid(5, 4, 1, 1, 2, 2),
                Window.valid(5, 3, 5, 3, 1, 1), // one window
                Window.same(1, 1, 3, 3, 1, 1),
                Window.same(2, 3, 5, 5, 1, 1), // a window larger than the image
                Window.same(5, 5, 5, 5, 3, 1),
                new Window(new Axis(6, 3, 2, 1, 2, 1), new Axis(6, 3, 2, 1, 0, 2)))
            .flatMap(w -> Stream.of(1, 5, 16).map(c -> new DepthwiseGeometry(w, c, 1)));
    Window narrow = Window.same(3, 7, 3, 3, 1, 1);
    return Stream.of(
            shapes,
            Values.sizes().mapToObj(channels -> new DepthwiseGeometry(narrow, channels, 1)),
            Values.sizes().mapToObj(channels -> new DepthwiseGeometry(narrow, channels, 2)),
            Stream.of(3, 16).map(times -> new DepthwiseGeometry(narrow, 5, times)),
            dilated())
        .flatMap(all -> all);
  }

  private static Stream<DepthwiseGeometry> dilated() {
    return Stream.of(
            new Window(Axis.valid(9, 3, 1, 2), Axis.same(11, 3, 1, 3)),
            new Window(Axis.same(10, 4, 2, 3), Axis.same(13, 5, 4, 2)),
            new Window(Axis.same(3, 3, 1, 4), Axis.same(2, 3, 1, 7)), // no neighbours
            new Window(Axis.same(3, 2, 1, 9), Axis.same(1, 2, 1, 9)), // only padding
            new Window(new Axis(4, 3, 2, 1, 5, 6), new Axis(5, 2, 3, 2, 7, 1)),
            new Window(Axis.valid(17, 3, 6, 4), Axis.valid(17, 3, 4, 6)))
        .flatMap(
            w ->
                Stream.of(
                    new DepthwiseGeometry(w, 3, 1),
                    new DepthwiseGeometry(w, 16, 1),
                    new DepthwiseGeometry(w, 3, 2)));
  }

  /** The same sizes as groups of one channel, whose weights are the same. */
  private static ConvGeometry grouped(DepthwiseGeometry g) {
    return new ConvGeometry(g.window(), g.channels(), g.outChannels(), g.channels());
  }

  private static int terms(DepthwiseGeometry g) {
    return g.window().kernelPixels() * g.multiplier() + 1;
  }

  private static float[] stale(int length) {
    float[] values = new float[length + MARGIN];
    Arrays.fill(values, Float.NaN);
    return values;
  }

  private static void assertMarginUntouched(float[] values) {
    assertThat(Arrays.copyOfRange(values, values.length - MARGIN, values.length))
        .containsOnly(Float.NaN);
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void depthwiseForward_randomValues_isTheNaiveSum(DepthwiseGeometry g) {
    float[] input = random(IMAGES * g.inSize() + MARGIN, 1);
    float[] weights = random(g.weights() + MARGIN, 2);
    float[] bias = random(g.outChannels() + MARGIN, 3);
    float[] output = forward(kernels, g, input, weights, bias);
    double[] expected = NaiveConvolution.forward(grouped(g), IMAGES, input, weights, bias);
    assertClose(output, expected, terms(g) * ERROR_PER_TERM);
    assertSameBits(output, forward(scalar, g, input, weights, bias));
  }

  private float[] forward(
      Kernels tested,
      DepthwiseGeometry g,
      float[] input,
      float[] weights,
      float @Nullable [] bias) {
    float[] output = stale(IMAGES * g.outSize());
    tested.depthwiseForward(g, IMAGES, input, weights, bias, false, output, scratch);
    assertMarginUntouched(output);
    return output;
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void depthwiseForward_rectified_isTheRectifierAfterIt(DepthwiseGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 15);
    float[] weights = random(g.weights(), 16);
    float[] bias = random(g.outChannels(), 17);
    float[] expected = forward(kernels, g, input, weights, bias);
    for (int i = 0; i < IMAGES * g.outSize(); i++) {
      expected[i] = Math.max(expected[i], 0f);
    }
    float[] output = stale(IMAGES * g.outSize());
    kernels.depthwiseForward(g, IMAGES, input, weights, bias, true, output, scratch);
    assertSameBits(output, expected);
    float[] byScalar = stale(IMAGES * g.outSize());
    scalar.depthwiseForward(g, IMAGES, input, weights, bias, true, byScalar, scratch);
    assertSameBits(output, byScalar);
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void depthwiseForward_noBias_isABiasOfZeros(DepthwiseGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 18);
    float[] weights = random(g.weights(), 19);
    float[] zeros = new float[g.outChannels()];
    assertSameBits(
        forward(kernels, g, input, weights, null), forward(kernels, g, input, weights, zeros));
    assertSameBits(
        forward(scalar, g, input, weights, null), forward(kernels, g, input, weights, zeros));
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void depthwiseBackwardData_randomValues_isTheNaiveSum(DepthwiseGeometry g) {
    float[] dOutput = random(IMAGES * g.outSize() + MARGIN, 4);
    float[] weights = random(g.weights() + MARGIN, 5);
    float[] dInput = backwardData(kernels, g, dOutput, weights);
    double[] expected = NaiveConvolution.backwardData(grouped(g), IMAGES, dOutput, weights);
    assertClose(dInput, expected, terms(g) * ERROR_PER_TERM);
    assertSameBits(dInput, backwardData(scalar, g, dOutput, weights));
  }

  private float[] backwardData(
      Kernels tested, DepthwiseGeometry g, float[] dOutput, float[] weights) {
    float[] dInput = stale(IMAGES * g.inSize());
    tested.depthwiseBackwardData(g, IMAGES, dOutput, weights, dInput, scratch);
    assertMarginUntouched(dInput);
    return dInput;
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void depthwiseBackwardWeights_twoCalls_addsTheNaiveSumTwice(DepthwiseGeometry g) {
    float[] input = random(IMAGES * g.inSize() + MARGIN, 6);
    float[] dOutput = random(IMAGES * g.outSize() + MARGIN, 7);
    float[] dWeights = random(g.weights() + MARGIN, 8);
    float[] byScalar = dWeights.clone();
    double[] expected = NaiveConvolution.backwardWeights(grouped(g), IMAGES, input, dOutput);
    for (int i = 0; i < expected.length; i++) {
      expected[i] = dWeights[i] + 2 * expected[i];
    }
    for (int call = 0; call < 2; call++) {
      kernels.depthwiseBackwardWeights(g, IMAGES, input, dOutput, dWeights, scratch);
      scalar.depthwiseBackwardWeights(g, IMAGES, input, dOutput, byScalar, scratch);
    }
    assertClose(dWeights, expected, (2 * IMAGES * g.window().outPixels() + 1) * ERROR_PER_TERM);
    assertSameBits(dWeights, byScalar);
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void depthwiseForward_oneImageOfTwo_givesTheSameBits(DepthwiseGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 9);
    float[] weights = random(g.weights(), 10);
    float[] bias = random(g.outChannels(), 11);
    float[] both = forward(kernels, g, input, weights, bias);
    float[] second = Arrays.copyOfRange(input, g.inSize(), 2 * g.inSize());
    float[] output = new float[g.outSize()];
    kernels.depthwiseForward(g, 1, second, weights, bias, false, output, scratch);
    assertSameBits(output, Arrays.copyOfRange(both, g.outSize(), 2 * g.outSize()));
  }

  /** The chains as they are documented, one value at a time. */
  @ParameterizedTest
  @MethodSource("geometries")
  void depthwiseForward_randomValues_isTheDocumentedChain(DepthwiseGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 12);
    float[] weights = random(g.weights(), 13);
    float[] bias = random(g.outChannels(), 14);
    float[] output = forward(kernels, g, input, weights, bias);
    Window w = g.window();
    for (int i = 0; i < IMAGES * g.outSize(); i++) {
      int c = i % g.outChannels();
      int x = i / g.outChannels() % w.outWidth();
      int y = i / g.outChannels() / w.outWidth() % w.outHeight();
      int n = i / g.outSize();
      float sum = bias[c];
      for (int ky = 0; ky < w.kernelHeight(); ky++) {
        for (int kx = 0; kx < w.kernelWidth(); kx++) {
          int iy = w.rows().place(y, ky);
          int ix = w.columns().place(x, kx);
          if (iy >= 0 && ix >= 0 && iy < w.inHeight() && ix < w.inWidth()) {
            int pixel = (n * w.inHeight() + iy) * w.inWidth() + ix;
            float in = input[pixel * g.channels() + c / g.multiplier()];
            sum = Math.fma(in, weights[(ky * w.kernelWidth() + kx) * g.outChannels() + c], sum);
          }
        }
      }
      assertThat(output[i]).isEqualTo(sum);
    }
  }

  @Test
  void flops_3x3OfOnePadding_countMultipliesAndAdds() {
    DepthwiseGeometry g = new DepthwiseGeometry(Window.same(28, 28, 3, 3, 1, 1), 16, 2);
    assertThat(g.flops()).isEqualTo(2L * 28 * 28 * 9 * 32);
    assertThat(g.weights()).isEqualTo(9 * 32);
  }

  @Test
  void constructor_noChannels_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DepthwiseGeometry(Window.valid(3, 3, 3, 3, 1, 1), 0, 2))
        .withMessage("channels and multiplier: expected at least 1, got 0 and 2");
  }
}
