package io.crema.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.kernel.ElementFunction.Curve;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The sigmoid and the hyperbolic tangent of the kernels under test against {@link StrictMath} in
 * double, rounded: equal bits.
 *
 * <p>By default for one of {@value #STRIDE} floats and for those around the limits of the formulas.
 * With {@code -Dcrema.test.every=true} for every float, which takes about 2 minutes on two cores.
 */
class RoundedFunctionsStrictMathTest {

  private static final boolean EVERY = Boolean.getBoolean("crema.test.every");

  /** A prime, so that all exponents and many fractions have their turn. */
  private static final int STRIDE = 4099;

  private static final int BLOCK = 1 << 16;

  /** Floats to check on either side of an edge. */
  private static final int NEIGHBORS = 1 << 10;

  /** Inputs at which a formula or the exponent of the result changes, and the extremes. */
  private static final float[] EDGES = {
    0f,
    Float.MIN_NORMAL,
    0x1p-28f,
    0x1p-24f,
    0x1p-23f,
    0x1p-16f,
    0x1p-13f,
    0.1732868f, // ln(2) / 4
    0.3465736f, // ln(2) / 2
    0.54930615f, // tanh is 1 / 2
    1f,
    9.010913f, // tanh becomes 1
    10f,
    16.635532f, // the sigmoid becomes 1
    40f,
    87.33654f, // the sigmoid becomes subnormal
    103.97208f, // the sigmoid becomes 0
    105f,
    709.7827f, // exp becomes infinite
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NaN
  };

  private final Kernels kernels = Kernels.lookup();

  private static float expected(Curve curve, float x) {
    return curve == Curve.TANH
        ? (float) StrictMath.tanh(x)
        : (float) (1 / (1 + StrictMath.exp(-x)));
  }

  private void check(Curve curve, float[] x) {
    float[] y = new float[x.length];
    kernels.activate(curve, x.length, x, y);
    for (int i = 0; i < x.length; i++) {
      float expected = expected(curve, x[i]);
      if (Float.floatToIntBits(y[i]) != Float.floatToIntBits(expected)) {
        assertThat(y[i]).as("%s of %s", curve, Float.toHexString(x[i])).isEqualTo(expected);
      }
    }
  }

  /** Checks {@value #BLOCK} floats with bits that ascend in steps. */
  private void checkBlock(Curve curve, int block, int stride) {
    float[] x = new float[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      x[i] = Float.intBitsToFloat((block * BLOCK + i) * stride);
    }
    check(curve, x);
  }

  @ParameterizedTest
  @EnumSource(
      value = Curve.class,
      names = {"SIGMOID", "TANH"})
  void activate_floatsOfAllExponents_isStrictMathRounded(Curve curve) {
    int stride = EVERY ? 1 : STRIDE;
    int blocks = (int) ((1L << 32) / BLOCK / stride) + 1;
    IntStream.range(0, blocks).parallel().forEach(block -> checkBlock(curve, block, stride));
  }

  @ParameterizedTest
  @EnumSource(
      value = Curve.class,
      names = {"SIGMOID", "TANH"})
  void activate_aroundEdges_isStrictMathRounded(Curve curve) {
    for (float edge : EDGES) {
      float[] x = new float[4 * NEIGHBORS];
      for (int i = 0; i < x.length; i++) {
        float near = Float.intBitsToFloat(Float.floatToIntBits(edge) - NEIGHBORS + i / 2);
        x[i] = i % 2 == 0 ? near : -near;
      }
      check(curve, x);
    }
  }

  /** Multiples of 2^-24, where the sigmoid is next to the middle of two floats. */
  @ParameterizedTest
  @EnumSource(
      value = Curve.class,
      names = {"SIGMOID", "TANH"})
  void activate_smallMultiplesOfRounding_isStrictMathRounded(Curve curve) {
    float[] x = new float[1 << 16];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i - x.length / 2) * 0x1p-24f;
    }
    check(curve, x);
  }
}
