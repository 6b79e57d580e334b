package io.crema.core.kernel;

import static io.crema.core.kernel.Values.ROUNDING;
import static io.crema.core.kernel.Values.assertClose;
import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static io.crema.core.kernel.Values.randomSigns;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pooling kernels under test against {@link NaivePooling} and the scalar ones. */
class PoolingNaiveReferenceTest {

  private static final int IMAGES = 3;

  /** Whether padding counts in a mean. */
  private static final boolean[] BOTH = {false, true};

  /** Pictures are full of this value where it must be seen that a kernel writes a place. */
  private static final float STALE = 77f;

  private final Kernels kernels = Kernels.lookup();
  private final Kernels scalar = new ScalarKernels();
  private final Scratch scratch = new Scratch();

  record Case(Window window, int channels) {
    int inSize() {
      return IMAGES * window.inPixels() * channels;
    }

    int outSize() {
      return IMAGES * window.outPixels() * channels;
    }

    /**
     * Sums of n terms up to 1 round n times, each time by {@code ROUNDING} of at most n; a mean
     * rounds once more.
     */
    double tolerance() {
      int terms = window.kernelPixels() + 1;
      return ROUNDING * terms * terms;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
            Window.valid(4, 4, 2, 2, 2, 2),
            Window.valid(7, 5, 2, 2, 2, 2), // the stride does not divide
            Window.valid(9, 8, 3, 3, 2, 2), // windows overlap by one
            Window.valid(6, 7, 3, 2, 1, 1), // windows overlap by all but one
            Window.valid(7, 7, 2, 2, 3, 3), // pixels under no window
            Window.valid(3, 4, 1, 1, 1, 1),
            Window.valid(5, 3, 5, 3, 1, 1), // one window
            Window.same(7, 5, 2, 2, 2, 2), // padding below and on the right alone
            Window.same(8, 5, 3, 4, 2, 1), // 1 and 2 columns of padding
            Window.same(1, 1, 3, 3, 1, 1),
            new Window(new Axis(6, 3, 2, 1, 2, 1), new Axis(6, 3, 2, 1, 0, 2)))
        .flatMap(w -> Values.sizes().mapToObj(channels -> new Case(w, channels)));
  }

  private static float[] stale(int length) {
    float[] values = new float[length];
    Arrays.fill(values, STALE);
    return values;
  }

  private static float[] maxForward(Kernels tested, Case c, float[] input) {
    float[] output = stale(c.outSize());
    tested.maxPoolForward(c.window, c.channels, IMAGES, input, output);
    return output;
  }

  private float[] maxBackward(Kernels tested, Case c, float[] input, float[] dOutput) {
    float[] output = maxForward(tested, c, input);
    float[] dInput = stale(c.inSize());
    tested.maxPoolBackward(
        c.window, c.channels, IMAGES, input, output, dOutput, false, dInput, scratch);
    return dInput;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void maxPoolForward_randomValues_isTheLargest(Case c) {
    float[] input = random(c.inSize(), 1);
    float[] output = maxForward(kernels, c, input);
    assertClose(output, NaivePooling.maxForward(c.window, c.channels, IMAGES, input), 0);
    assertSameBits(output, maxForward(scalar, c, input));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void maxPoolForward_negativeValues_paddingNeverWins(Case c) {
    float[] input = new float[c.inSize()];
    Arrays.fill(input, -5f);
    assertThat(maxForward(kernels, c, input)).containsOnly(-5f);
    Arrays.fill(input, Float.NEGATIVE_INFINITY);
    assertThat(maxForward(kernels, c, input)).containsOnly(Float.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void maxPoolBackward_randomValues_goesToTheLargest(Case c) {
    float[] input = random(c.inSize(), 2);
    float[] dOutput = random(c.outSize(), 3);
    float[] dInput = maxBackward(kernels, c, input, dOutput);
    assertClose(
        dInput,
        NaivePooling.maxBackward(c.window, c.channels, IMAGES, input, dOutput),
        c.tolerance());
    assertSameBits(dInput, maxBackward(scalar, c, input, dOutput));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void maxPoolBackward_manyEqualValues_goesToTheFirstRowByRow(Case c) {
    float[] input = randomSigns(c.inSize(), 4);
    float[] dOutput = randomSigns(c.outSize(), 5);
    float[] dInput = maxBackward(kernels, c, input, dOutput);
    assertClose(dInput, NaivePooling.maxBackward(c.window, c.channels, IMAGES, input, dOutput), 0);
    assertSameBits(dInput, maxBackward(scalar, c, input, dOutput));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void averagePoolForward_randomValues_isTheMean(Case c) {
    float[] input = random(c.inSize(), 6);
    for (boolean countsPadding : BOTH) {
      float[] output = averageForward(kernels, c, countsPadding, input);
      assertClose(
          output,
          NaivePooling.averageForward(c.window, countsPadding, c.channels, IMAGES, input),
          c.tolerance());
      assertSameBits(output, averageForward(scalar, c, countsPadding, input));
    }
  }

  private static float[] averageForward(
      Kernels tested, Case c, boolean countsPadding, float[] input) {
    float[] output = stale(c.outSize());
    tested.averagePoolForward(c.window, countsPadding, c.channels, IMAGES, input, output);
    return output;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void averagePoolForward_onesEverywhere_paddingDoesNotCount(Case c) {
    float[] input = new float[c.inSize()];
    Arrays.fill(input, 1f);
    assertThat(averageForward(kernels, c, false, input)).containsOnly(1f);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void averagePoolBackward_randomValues_sharesEqually(Case c) {
    float[] dOutput = random(c.outSize(), 7);
    for (boolean countsPadding : BOTH) {
      float[] dInput = averageBackward(kernels, c, countsPadding, dOutput);
      assertClose(
          dInput,
          NaivePooling.averageBackward(c.window, countsPadding, c.channels, IMAGES, dOutput),
          c.tolerance());
      assertSameBits(dInput, averageBackward(scalar, c, countsPadding, dOutput));
    }
  }

  private static float[] averageBackward(
      Kernels tested, Case c, boolean countsPadding, float[] dOutput) {
    float[] dInput = stale(c.inSize());
    tested.averagePoolBackward(c.window, countsPadding, c.channels, IMAGES, dOutput, dInput);
    return dInput;
  }

  @ParameterizedTest
  @MethodSource("io.crema.core.kernel.Values#sizes")
  void maxPoolForward_zerosAndNaN_isThatOfMathMax(int channels) {
    float[][] pairs = {
      {-0f, 0f}, {0f, -0f}, {-0f, -0f}, {Float.NaN, 1f}, {1f, Float.NaN}, {Float.NaN, -0f}
    };
    for (float[] pair : pairs) {
      float[] input = new float[2 * channels];
      Arrays.fill(input, 0, channels, pair[0]);
      Arrays.fill(input, channels, 2 * channels, pair[1]);
      float[] output = new float[channels];
      float[] expected = new float[channels];
      Arrays.fill(expected, Math.max(pair[0], pair[1]));
      kernels.maxPoolForward(Window.valid(1, 2, 1, 2, 1, 1), channels, 1, input, output);
      assertSameBits(output, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("io.crema.core.kernel.Values#sizes")
  void maxPoolBackward_zerosOfBothSigns_goesToTheFirst(int channels) {
    Window window = Window.valid(1, 2, 1, 2, 1, 1);
    float[] input = new float[2 * channels];
    Arrays.fill(input, 0, channels, -0f);
    float[] output = new float[channels];
    float[] dOutput = random(channels, 8);
    float[] dInput = new float[2 * channels];
    kernels.maxPoolForward(window, channels, 1, input, output);
    kernels.maxPoolBackward(window, channels, 1, input, output, dOutput, false, dInput, scratch);
    assertThat(Arrays.copyOf(dInput, channels)).containsExactly(dOutput);
    assertThat(Arrays.copyOfRange(dInput, channels, 2 * channels)).containsOnly(0f);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void maxPoolBackward_ofRectifiedInput_isTheRectifiersGradientBehindIt(Case c) {
    float[] input = randomSigns(c.inSize(), 6);
    kernels.activate(ElementFunction.RELU, input.length, input, input);
    float[] dOutput = random(c.outSize(), 7);
    float[] output = new float[c.outSize()];
    kernels.maxPoolForward(c.window, c.channels, IMAGES, input, output);
    float[] dInput = new float[c.inSize()];
    kernels.maxPoolBackward(
        c.window, c.channels, IMAGES, input, output, dOutput, true, dInput, scratch);
    float[] expected = maxBackward(kernels, c, input, dOutput);
    kernels.activateBackward(ElementFunction.RELU, expected.length, input, expected, expected);
    for (int i = 0; i < expected.length; i++) {
      expected[i] += 0f; // 0 * negative is -0
      dInput[i] += 0f;
    }
    assertSameBits(dInput, expected);
  }
}
