package io.crema.core.kernel;

import static io.crema.core.kernel.Values.ROUNDING;
import static io.crema.core.kernel.Values.assertClose;
import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Upsampling: the kernels under test against doubles and the scalar kernels. */
class UpsamplingNaiveReferenceTest {

  private static final int IMAGES = 2;

  /** Arrays may be longer than what is used. */
  private static final int MARGIN = 3;

  /** Two interpolations of values up to 1, with a difference, a weight and a sum each. */
  private static final double FORWARD_TOLERANCE = 12 * ROUNDING;

  private final Kernels kernels = Kernels.lookup();
  private final Kernels scalar = new ScalarKernels();
  private final Scratch scratch = new Scratch();

  static Stream<UpsamplingGeometry> geometries() {
    Stream<UpsamplingGeometry> shapes =
        Stream.of(
            new UpsamplingGeometry(1, 1, 1, 1, 1),
            new UpsamplingGeometry(3, 4, 2, 1, 1),
            new UpsamplingGeometry(1, 1, 3, 3, 2),
            new UpsamplingGeometry(1, 7, 2, 2, 2),
            new UpsamplingGeometry(7, 1, 1, 2, 2),
            new UpsamplingGeometry(2, 2, 1, 5, 4),
            new UpsamplingGeometry(5, 3, 4, 1, 3),
            new UpsamplingGeometry(5, 3, 4, 3, 1),
            new UpsamplingGeometry(4, 6, 33, 7, 3));
    return Stream.concat(
        shapes, Values.sizes().mapToObj(channels -> new UpsamplingGeometry(3, 4, channels, 2, 3)));
  }

  private interface Upsampling {
    void run(Kernels tested, float[] from, float[] to);
  }

  /** Runs it and the scalar kernels, of which nothing may be written after the result. */
  private float[] run(Upsampling upsampling, float[] from, int length) {
    float[] untouched = from.clone();
    float[] to = stale(length);
    upsampling.run(kernels, from, to);
    assertSameBits(from, untouched);
    float[] byScalar = stale(length);
    upsampling.run(scalar, from, byScalar);
    assertSameBits(to, byScalar);
    assertThat(Arrays.copyOfRange(to, length, length + MARGIN)).containsOnly(Float.NaN);
    return to;
  }

  private static float[] stale(int length) {
    float[] values = new float[length + MARGIN];
    Arrays.fill(values, Float.NaN);
    return values;
  }

  /** What a weight of an input pixel in an output pixel is used for. */
  private interface Weight {
    void at(int in, int out, double weight);
  }

  /** Both pixels on each axis that the clamped position lies between. */
  private static void eachWeight(UpsamplingGeometry g, Weight use) {
    for (int i = 0; i < IMAGES * g.outSize(); i++) {
      int c = i % g.channels();
      int x = i / g.channels() % g.outWidth();
      int y = i / g.channels() / g.outWidth() % g.outHeight();
      int n = i / g.outSize();
      double row = position(y, g.factorHeight(), g.height());
      double column = position(x, g.factorWidth(), g.width());
      for (int iy = (int) row; iy <= Math.ceil(row); iy++) {
        for (int ix = (int) column; ix <= Math.ceil(column); ix++) {
          int in = ((n * g.height() + iy) * g.width() + ix) * g.channels() + c;
          use.at(in, i, (1 - Math.abs(row - iy)) * (1 - Math.abs(column - ix)));
        }
      }
    }
  }

  private static double position(int o, int factor, int size) {
    return Math.max(0, Math.min((o + 0.5) / factor - 0.5, size - 1));
  }

  // nearest

  @ParameterizedTest
  @MethodSource("geometries")
  void upsampleNearest_randomValues_repeatsPixels(UpsamplingGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 1);
    float[] output =
        run(
            (tested, from, to) -> tested.upsampleNearest(g, IMAGES, from, to),
            input,
            IMAGES * g.outSize());
    for (int i = 0; i < IMAGES * g.outSize(); i++) {
      assertThat(output[i]).isEqualTo(input[source(g, i)]);
    }
  }

  /** The input value that an output value repeats. */
  private static int source(UpsamplingGeometry g, int i) {
    int x = i / g.channels() % g.outWidth() / g.factorWidth();
    int y = i / g.channels() / g.outWidth() / g.factorHeight();
    return (y * g.width() + x) * g.channels() + i % g.channels();
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void upsampleNearestBackward_randomValues_isTheSumInAscendingOrder(UpsamplingGeometry g) {
    float[] dOutput = random(IMAGES * g.outSize(), 2);
    float[] dInput =
        run(
            (tested, from, to) -> tested.upsampleNearestBackward(g, IMAGES, from, to),
            dOutput,
            IMAGES * g.inSize());
    float[] chains = new float[IMAGES * g.inSize()];
    double[] expected = new double[chains.length];
    for (int i = 0; i < IMAGES * g.outSize(); i++) {
      chains[source(g, i)] += dOutput[i];
      expected[source(g, i)] += dOutput[i];
    }
    int terms = g.factorHeight() * g.factorWidth();
    assertClose(dInput, expected, ROUNDING * terms * terms);
    assertSameBits(Arrays.copyOf(dInput, chains.length), chains);
  }

  // bilinear

  @ParameterizedTest
  @MethodSource("geometries")
  void upsampleBilinear_randomValues_isTheNaiveSum(UpsamplingGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 3);
    double[] expected = new double[IMAGES * g.outSize()];
    eachWeight(g, (in, out, weight) -> expected[out] += weight * input[in]);
    float[] output = bilinear(g, input);
    assertClose(output, expected, FORWARD_TOLERANCE);
  }

  private float[] bilinear(UpsamplingGeometry g, float[] input) {
    return run(
        (tested, from, to) -> tested.upsampleBilinear(g, IMAGES, from, to, scratch),
        input,
        IMAGES * g.outSize());
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void upsampleBilinearBackward_randomValues_isTheNaiveSum(UpsamplingGeometry g) {
    float[] dOutput = random(IMAGES * g.outSize(), 4);
    double[] expected = new double[IMAGES * g.inSize()];
    eachWeight(g, (in, out, weight) -> expected[in] += weight * dOutput[out]);
    float[] dInput =
        run(
            (tested, from, to) -> tested.upsampleBilinearBackward(g, IMAGES, from, to, scratch),
            dOutput,
            IMAGES * g.inSize());
    int terms = 4 * g.factorHeight() * g.factorWidth(); // up to so many outputs have a weight
    assertClose(dInput, expected, ROUNDING * terms * terms);
  }

  /** The chain as it is documented, one value at a time. */
  @ParameterizedTest
  @MethodSource("geometries")
  void upsampleBilinear_randomValues_isTheDocumentedChain(UpsamplingGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 5);
    float[] output = bilinear(g, input);
    for (int i = 0; i < IMAGES * g.outSize(); i++) {
      int c = i % g.channels();
      double row = (i / g.channels() / g.outWidth() % g.outHeight() + 0.5) / g.factorHeight() - 0.5;
      double column = (i / g.channels() % g.outWidth() + 0.5) / g.factorWidth() - 0.5;
      int y = (int) Math.floor(row + 1e-9);
      int x = (int) Math.floor(column + 1e-9);
      int image = i / g.outSize() * g.inSize() + c;
      float u = (float) Math.max(0, column - x);
      float above = mixed(g, input, image, Math.max(y, 0), x, u);
      float below = mixed(g, input, image, Math.min(y + 1, g.height() - 1), x, u);
      assertThat(output[i]).isEqualTo(Math.fma((float) Math.max(0, row - y), below - above, above));
    }
  }

  private static float mixed(
      UpsamplingGeometry g, float[] input, int image, int y, int x, float u) {
    int line = image + y * g.width() * g.channels();
    float left = input[line + Math.max(x, 0) * g.channels()];
    float right = input[line + Math.min(x + 1, g.width() - 1) * g.channels()];
    return Math.fma(u, right - left, left);
  }

  @Test
  void upsampleBilinear_rowOfTwoPixels_isThatOfKeras() {
    UpsamplingGeometry g = new UpsamplingGeometry(1, 2, 1, 1, 2);
    float[] output = new float[4];
    kernels.upsampleBilinear(g, 1, new float[] {1, 2}, output, scratch);
    assertThat(output).containsExactly(1, 1.25f, 1.75f, 2);
    float[] dInput = new float[2];
    kernels.upsampleBilinearBackward(g, 1, new float[] {1, 10, 100, 1000}, dInput, scratch);
    assertThat(dInput).containsExactly(1 + 7.5f + 25, 2.5f + 75 + 1000);
  }

  @Test
  void geometry_sizes_areThoseOfTheFactors() {
    UpsamplingGeometry g = new UpsamplingGeometry(3, 4, 5, 2, 3);
    assertThat(g.inSize()).isEqualTo(60);
    assertThat(g.outHeight()).isEqualTo(6);
    assertThat(g.outWidth()).isEqualTo(12);
    assertThat(g.outSize()).isEqualTo(360);
  }

  @Test
  void geometry_sizeBelowOne_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UpsamplingGeometry(3, 4, 5, 2, 0))
        .withMessage("factorWidth: expected at least 1, got 0");
  }
}
