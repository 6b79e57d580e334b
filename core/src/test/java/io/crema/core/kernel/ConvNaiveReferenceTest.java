package io.crema.core.kernel;

import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kernels under test against {@link NaiveConvolution}, and against the scalar ones bit by bit.
 */
class ConvNaiveReferenceTest {

  /** Rounding errors of a chain of n terms of size 1 stay below n times this. */
  private static final double ERROR_PER_TERM = 1.2e-7;

  private static final int IMAGES = 3;

  private final Kernels kernels = Kernels.lookup();
  private final Kernels scalar = new ScalarKernels();
  private final Scratch scratch = new Scratch();

  static Stream<ConvGeometry> geometries() {
    int lanes = Kernels.lookup().lanes();
    Stream<ConvGeometry> shapes =
        Stream.of(
            new ConvGeometry(Window.valid(28, 28, 3, 3, 1, 1), 1, 64),
            new ConvGeometry(Window.same(26, 26, 3, 3, 1, 1), 64, 32),
            new ConvGeometry(Window.same(13, 13, 3, 3, 1, 1), 32, 16),
            new ConvGeometry(Window.same(6, 6, 3, 3, 1, 1), 16, 64),
            new ConvGeometry(Window.same(28, 28, 5, 5, 1, 1), 1, 6),
            new ConvGeometry(Window.valid(11, 9, 3, 4, 1, 1), 2, 5),
            new ConvGeometry(Window.valid(14, 14, 5, 5, 1, 1), 6, 16),
            new ConvGeometry(Window.valid(1, 1, 1, 1, 1, 1), 3, 5),
            new ConvGeometry(Window.valid(9, 7, 1, 1, 1, 1), 24, 40),
            new ConvGeometry(Window.valid(9, 7, 1, 1, 2, 2), 24, 9),
            new ConvGeometry(Window.same(11, 8, 3, 3, 2, 2), 5, 7),
            new ConvGeometry(Window.same(10, 10, 3, 3, 2, 2), 8, 8),
            new ConvGeometry(Window.valid(12, 11, 4, 2, 3, 2), 3, 17),
            new ConvGeometry(Window.same(7, 9, 2, 4, 1, 1), 3, 19),
            new ConvGeometry(Window.same(5, 5, 5, 5, 3, 1), 2, 3),
            new ConvGeometry(
                new Window(new Axis(6, 3, 2, 1, 2, 1), new Axis(6, 3, 2, 1, 0, 2)), 4, 6),
            new ConvGeometry(Window.valid(3, 207, 3, 3, 1, 1), 9, 33),
            new ConvGeometry(Window.same(9, 8, 5, 5, 2, 2), 6, 20),
            new ConvGeometry(Window.same(6, 7, 1, 1, 3, 2), 30, 18), // phases under no window
            new ConvGeometry(Window.valid(12, 5, 7, 3, 4, 1), 1, 40),
            new ConvGeometry(Window.valid(2, 2, 2, 2, 1, 1), 207, 2),
            ConvGeometry.matrix(1, 1),
            ConvGeometry.matrix(576, 128),
            ConvGeometry.matrix(84, 10),
            ConvGeometry.matrix(7, 207));
    Stream<ConvGeometry> channels =
        Stream.of(1, 3, 7, lanes - 1, lanes, lanes + 1, 2 * lanes + 1, 3 * lanes)
            .filter(n -> n > 0)
            .distinct()
            .flatMap(
                n ->
                    Stream.of(
                        new ConvGeometry(Window.same(8, 8, 3, 3, 1, 1), n, 5),
                        new ConvGeometry(Window.same(8, 8, 3, 3, 1, 1), 5, n)));
    return Stream.of(shapes, channels, dilated(), padded(), grouped()).flatMap(all -> all);
  }

  private static Window window(Axis rows, Axis columns) {
    return new Window(rows, columns);
  }

  private static Stream<ConvGeometry> dilated() {
    Axis one = Axis.valid(6, 1, 1, 1);
    Axis two = Axis.valid(11, 3, 1, 2);
    return Stream.of(
        new ConvGeometry(window(two, Axis.same(9, 3, 1, 2)), 3, 5),
        new ConvGeometry(window(two, two), 1, 18), // lanes over channels or pixels
        new ConvGeometry(window(two, two), 32, 7),
        new ConvGeometry(window(two, Axis.valid(12, 3, 1, 3)), 40, 33),
        new ConvGeometry(window(one, Axis.same(20, 4, 1, 5)), 26, 8),
        new ConvGeometry(window(Axis.same(20, 2, 1, 3), one), 26, 8),
        new ConvGeometry(
            window(Axis.same(3, 3, 1, 4), Axis.same(2, 3, 1, 7)), 5, 6), // no neighbours
        new ConvGeometry(
            window(Axis.same(3, 2, 1, 9), Axis.same(1, 2, 1, 9)), 2, 3), // only padding
        new ConvGeometry(window(Axis.valid(13, 3, 2, 2), Axis.same(11, 4, 2, 3)), 7, 19),
        new ConvGeometry(window(Axis.same(17, 3, 4, 6), Axis.same(10, 5, 6, 4)), 24, 4));
  }

  private static Stream<ConvGeometry> padded() {
    return Stream.of(
        new ConvGeometry(window(new Axis(4, 3, 1, 1, 5, 0), new Axis(5, 2, 1, 1, 0, 4)), 3, 17),
        new ConvGeometry(window(new Axis(4, 3, 2, 1, 3, 6), new Axis(5, 2, 3, 1, 7, 1)), 24, 5),
        new ConvGeometry(window(new Axis(1, 1, 1, 1, 2, 1), new Axis(1, 1, 2, 1, 1, 2)), 4, 4),
        new ConvGeometry(window(new Axis(8, 3, 1, 1, 4, 3), new Axis(9, 3, 1, 1, 0, 5)), 24, 32),
        new ConvGeometry(window(new Axis(2, 3, 1, 3, 9, 9), new Axis(3, 3, 2, 2, 6, 5)), 2, 9));
  }

  private static Stream<ConvGeometry> grouped() {
    Window narrow = Window.same(7, 6, 3, 3, 1, 1);
    return Stream.of(
        new ConvGeometry(narrow, 8, 8, 2),
        new ConvGeometry(narrow, 6, 6, 6),
        new ConvGeometry(narrow, 5, 15, 5),
        new ConvGeometry(narrow, 48, 48, 3),
        new ConvGeometry(narrow, 64, 64, 2),
        new ConvGeometry(narrow, 90, 66, 3),
        new ConvGeometry(Window.valid(5, 4, 1, 1, 1, 1), 32, 48, 4),
        new ConvGeometry(Window.valid(9, 8, 1, 1, 2, 2), 34, 20, 2),
        new ConvGeometry(Window.same(9, 10, 3, 3, 2, 2), 12, 36, 4),
        new ConvGeometry(Window.same(9, 10, 5, 3, 3, 2), 56, 40, 2),
        new ConvGeometry(window(Axis.same(9, 3, 1, 2), Axis.same(9, 3, 2, 3)), 60, 44, 2));
  }

  private static void assertClose(float[] actual, double[] expected, int terms) {
    Values.assertClose(actual, expected, (terms + 1) * ERROR_PER_TERM);
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void convForward_randomValues_isTheNaiveSum(ConvGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 1);
    float[] weights = random(g.weights(), 2);
    float[] bias = random(g.outChannels(), 3);
    float[] output = forward(kernels, g, input, weights, bias);
    assertClose(output, NaiveConvolution.forward(g, IMAGES, input, weights, bias), g.patch());
    assertSameBits(output, forward(scalar, g, input, weights, bias));
  }

  private float[] forward(
      Kernels tested, ConvGeometry g, float[] input, float[] weights, float[] bias) {
    float[] packed = new float[tested.packedForwardLength(g)];
    float[] output = new float[IMAGES * g.outSize()];
    tested.packForward(g, weights, packed);
    tested.convForward(g, IMAGES, input, packed, bias, output, scratch);
    return output;
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void convBackwardData_randomValues_isTheNaiveSum(ConvGeometry g) {
    float[] dOutput = random(IMAGES * g.outSize(), 4);
    float[] weights = random(g.weights(), 5);
    float[] dInput = backwardData(kernels, g, dOutput, weights);
    int terms = g.window().kernelPixels() * g.outChannels() / g.groups();
    assertClose(dInput, NaiveConvolution.backwardData(g, IMAGES, dOutput, weights), terms);
    assertSameBits(dInput, backwardData(scalar, g, dOutput, weights));
  }

  private float[] backwardData(Kernels tested, ConvGeometry g, float[] dOutput, float[] weights) {
    float[] packed = new float[tested.packedBackwardLength(g)];
    float[] dInput = new float[IMAGES * g.inSize()];
    tested.packBackward(g, weights, packed);
    tested.convBackwardData(g, IMAGES, dOutput, packed, dInput, scratch);
    return dInput;
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void convBackwardWeights_twoCalls_addsTheNaiveSumTwice(ConvGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 6);
    float[] dOutput = random(IMAGES * g.outSize(), 7);
    float[] dWeights = new float[g.weights()];
    float[] byScalar = new float[g.weights()];
    double[] expected = NaiveConvolution.backwardWeights(g, IMAGES, input, dOutput);
    for (int i = 0; i < expected.length; i++) {
      expected[i] *= 2;
    }
    for (int call = 0; call < 2; call++) {
      kernels.convBackwardWeights(g, IMAGES, input, dOutput, dWeights, scratch);
      scalar.convBackwardWeights(g, IMAGES, input, dOutput, byScalar, scratch);
    }
    assertClose(dWeights, expected, 2 * IMAGES * g.window().outPixels());
    assertSameBits(dWeights, byScalar);
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void convForward_fewerImagesAtATime_givesTheSameBits(ConvGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 8);
    float[] weights = random(g.weights(), 9);
    float[] bias = random(g.outChannels(), 10);
    float[] packed = new float[kernels.packedForwardLength(g)];
    kernels.packForward(g, weights, packed);
    float[] whole = forward(kernels, g, input, weights, bias);
    for (int image : List.of(0, 2)) {
      float[] one = new float[g.outSize()];
      float[] in = Arrays.copyOfRange(input, image * g.inSize(), (image + 1) * g.inSize());
      kernels.convForward(g, 1, in, packed, bias, one, scratch);
      assertSameBits(
          one, Arrays.copyOfRange(whole, image * g.outSize(), (image + 1) * g.outSize()));
    }
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void convForward_inPieces_givesTheSameBits(ConvGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 11);
    float[] weights = random(g.weights(), 12);
    float[] bias = random(g.outChannels(), 13);
    float[] packed = new float[kernels.packedForwardLength(g)];
    kernels.packForward(g, weights, packed);
    float[] pieces = new float[IMAGES * g.outSize()];
    Arrays.fill(pieces, Float.NaN);
    int units = IMAGES * g.forwardUnits();
    int done = 0;
    for (int i = 1; done < units; i++) {
      int end = Math.min(units, done + i);
      kernels.convForward(g, done, end, input, packed, bias, null, false, pieces, scratch);
      done = end;
    }
    assertSameBits(pieces, forward(kernels, g, input, weights, bias));
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void convForward_rectified_isTheRectifierBehindIt(ConvGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 14);
    float[] weights = random(g.weights(), 15);
    float[] bias = random(g.outChannels(), 16);
    float[] packed = new float[kernels.packedForwardLength(g)];
    kernels.packForward(g, weights, packed);
    float[] output = new float[IMAGES * g.outSize()];
    int units = IMAGES * g.forwardUnits();
    kernels.convForward(g, 0, units, input, packed, bias, null, true, output, scratch);
    float[] expected = forward(kernels, g, input, weights, bias);
    kernels.activate(ElementFunction.RELU, expected.length, expected, expected);
    assertSameBits(output, expected);
  }

  /** Where {@link Kernels#convPoolForward} is there for none, nothing of it would be tested. */
  @Test
  void poolsForward_oneChannelToSix_isThereForVectorsAlone() {
    ConvGeometry g = new ConvGeometry(Window.same(28, 28, 5, 5, 1, 1), 1, 6);
    assertThat(kernels.poolsForward(g)).isEqualTo(kernels.name().equals("vector"));
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void convPoolForward_whereItIsThere_isPoolingBehindTheConvolution(ConvGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 20);
    float[] weights = random(g.weights(), 21);
    float[] bias = random(g.outChannels(), 22);
    float[] packed = new float[kernels.packedForwardLength(g)];
    kernels.packForward(g, weights, packed);
    int high = g.window().outHeight() / 2;
    int wide = g.window().outWidth() / 2;
    float[] pooled = new float[IMAGES * high * wide * g.outChannels()];
    if (!kernels.poolsForward(g)) {
      assertThatThrownBy(
              () -> kernels.convPoolForward(g, IMAGES, input, packed, bias, true, pooled, scratch))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining(g.toString());
      return;
    }
    Window window = Window.valid(g.window().outHeight(), g.window().outWidth(), 2, 2, 2, 2);
    for (boolean rectify : new boolean[] {false, true}) {
      kernels.convPoolForward(g, IMAGES, input, packed, bias, rectify, pooled, scratch);
      float[] output = forward(kernels, g, input, weights, bias);
      if (rectify) {
        kernels.activate(ElementFunction.RELU, output.length, output, output);
      }
      float[] expected = new float[pooled.length];
      kernels.maxPoolForward(window, g.outChannels(), IMAGES, output, expected);
      assertSameBits(pooled, expected);
    }
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void convBackwardData_ofRectifiedInput_isTheRectifiersGradientBehindIt(ConvGeometry g) {
    float[] input = random(IMAGES * g.inSize(), 17);
    kernels.activate(ElementFunction.RELU, input.length, input, input);
    float[] dOutput = random(IMAGES * g.outSize(), 18);
    float[] weights = random(g.weights(), 19);
    float[] packed = new float[kernels.packedBackwardLength(g)];
    kernels.packBackward(g, weights, packed);
    float[] dInput = new float[IMAGES * g.inSize()];
    kernels.convBackwardData(g, IMAGES, dOutput, packed, null, false, input, dInput, scratch);
    float[] expected = backwardData(kernels, g, dOutput, weights);
    kernels.activateBackward(ElementFunction.RELU, expected.length, input, expected, expected);
    for (int i = 0; i < expected.length; i++) {
      expected[i] += 0f; // 0 * negative is -0
      dInput[i] += 0f;
    }
    assertSameBits(dInput, expected);
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void convBackwardData_biasAndRectified_areAddedAndRectifiedBehindIt(ConvGeometry g) {
    float[] dOutput = random(IMAGES * g.outSize(), 23);
    float[] weights = random(g.weights(), 24);
    float[] bias = random(g.inChannels(), 25);
    double[] expected = NaiveConvolution.backwardData(g, IMAGES, dOutput, weights);
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Math.max(expected[i] + bias[i % g.inChannels()], 0);
    }
    float[] output = transposed(kernels, g, dOutput, weights, bias);
    assertClose(output, expected, g.window().kernelPixels() * g.outChannels() / g.groups() + 1);
    assertSameBits(output, transposed(scalar, g, dOutput, weights, bias));
  }

  private float[] transposed(
      Kernels tested, ConvGeometry g, float[] input, float[] weights, float[] bias) {
    float[] packed = new float[tested.packedBackwardLength(g)];
    float[] output = new float[IMAGES * g.inSize()];
    tested.packBackward(g, weights, packed);
    tested.convBackwardData(g, IMAGES, input, packed, bias, true, null, output, scratch);
    return output;
  }
}
