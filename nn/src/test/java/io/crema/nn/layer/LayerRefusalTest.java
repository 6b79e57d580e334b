package io.crema.nn.layer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.tensor.Shape;
import io.crema.nn.init.Initializer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal of a layer, with what it says. */
class LayerRefusalTest {

  /** Makes a layer that is refused. */
  private interface Maker {
    Layer make();
  }

  private static Arguments refused(Maker maker, String message) {
    return Arguments.of(maker, message);
  }

  private static Conv2D conv(int filters, int height, int width, int strideH, int strideW) {
    return new Conv2D(
        filters,
        Kernel2D.of(height, width).stride(strideH, strideW),
        1,
        Initializer.HE_NORMAL,
        true);
  }

  private static DepthwiseConv2D depthwise(int height, int width, int strideH, int strideW) {
    return new DepthwiseConv2D(
        Kernel2D.of(height, width).stride(strideH, strideW), 1, Initializer.HE_NORMAL, true);
  }

  private static MaxPool2D maxPool(int height, int width, int strideHeight, int strideWidth) {
    return new MaxPool2D(height, width, strideHeight, strideWidth, Padding.SAME);
  }

  private static AveragePool2D averagePool(int height, int width, int strideH, int strideW) {
    return new AveragePool2D(height, width, strideH, strideW, Padding.SAME);
  }

  private static Stream<Arguments> constructors() {
    return Stream.of(
        refused(() -> conv(0, 3, 3, 1, 1), "Conv2D: expected filters of at least 1, got 0"),
        refused(() -> conv(8, 0, 3, 1, 1), "kernel: expected height of at least 1, got 0"),
        refused(() -> conv(8, 3, -2, 1, 1), "kernel: expected width of at least 1, got -2"),
        refused(() -> conv(8, 3, 3, 0, 1), "kernel: expected strideHeight of at least 1, got 0"),
        refused(() -> conv(8, 3, 3, 1, 0), "kernel: expected strideWidth of at least 1, got 0"),
        refused(
            () -> new Conv2D(8, 3).stride(0), "kernel: expected strideHeight of at least 1, got 0"),
        refused(() -> depthwise(0, 3, 1, 1), "kernel: expected height of at least 1, got 0"),
        refused(() -> depthwise(3, 0, 1, 1), "kernel: expected width of at least 1, got 0"),
        refused(() -> depthwise(3, 3, 0, 1), "kernel: expected strideHeight of at least 1, got 0"),
        refused(() -> depthwise(3, 3, 1, -1), "kernel: expected strideWidth of at least 1, got -1"),
        refused(() -> maxPool(0, 2, 2, 2), "MaxPool2D: expected height of at least 1, got 0"),
        refused(() -> maxPool(2, 0, 2, 2), "MaxPool2D: expected width of at least 1, got 0"),
        refused(() -> maxPool(2, 2, 0, 2), "MaxPool2D: expected strideHeight of at least 1, got 0"),
        refused(() -> maxPool(2, 2, 2, 0), "MaxPool2D: expected strideWidth of at least 1, got 0"),
        refused(
            () -> averagePool(0, 2, 2, 2), "AveragePool2D: expected height of at least 1, got 0"),
        refused(
            () -> averagePool(2, 0, 2, 2), "AveragePool2D: expected width of at least 1, got 0"),
        refused(
            () -> averagePool(2, 2, 0, 2),
            "AveragePool2D: expected strideHeight of at least 1, got 0"),
        refused(
            () -> averagePool(2, 2, 2, 0),
            "AveragePool2D: expected strideWidth of at least 1, got 0"),
        refused(
            () -> new ZeroPadding2D(-1, 0, 0, 0),
            "ZeroPadding2D: expected top of at least 0, got -1"),
        refused(
            () -> new ZeroPadding2D(0, -1, 0, 0),
            "ZeroPadding2D: expected bottom of at least 0, got -1"),
        refused(
            () -> new ZeroPadding2D(0, 0, -1, 0),
            "ZeroPadding2D: expected left of at least 0, got -1"),
        refused(
            () -> new ZeroPadding2D(0, 0, 0, -1),
            "ZeroPadding2D: expected right of at least 0, got -1"),
        refused(() -> new Dense(0), "Dense: expected units of at least 1, got 0"),
        refused(() -> new Dropout(1), "Dropout: expected rate from 0.0 to below 1.0, got 1.0"),
        refused(
            () -> new Dropout(-0.25), "Dropout: expected rate from 0.0 to below 1.0, got -0.25"),
        refused(
            () -> new Dropout(Double.NaN), "Dropout: expected rate from 0.0 to below 1.0, got NaN"),
        refused(
            () -> new BatchNorm(1, 0.1, 2),
            "BatchNorm: expected momentum from 0.0 to below 1.0, got 1.0"),
        refused(
            () -> new BatchNorm(0.9, 0, 2),
            "BatchNorm: expected epsilon from 4.9E-324 to below 1.0, got 0.0"),
        refused(
            () -> new BatchNorm().groupSize(1),
            "BatchNorm: expected groupSize of at least 2, got 1"),
        refused(
            () -> new BatchNorm().groupSize(1025),
            "BatchNorm: expected groupSize of at most 1024, got 1025; for all samples of a batch use"
                + " wholeBatch()"),
        refused(
            () -> new Conv2D(8, 3).dilation(0),
            "kernel: expected dilationHeight of at least 1, got 0"),
        refused(() -> new Conv2D(8, 3).groups(0), "Conv2D: expected groups of at least 1, got 0"),
        refused(
            () -> new Conv2D(8, 3).groups(3),
            "Conv2D: expected filters of a multiple of 3 groups, got 8"),
        refused(
            () -> new Conv2D(8, 3).padding(Padding.of(0, 0, -2, 0)),
            "padding: expected left of at least 0, got -2"),
        refused(
            () -> new DepthwiseConv2D(3).multiplier(0),
            "DepthwiseConv2D: expected multiplier of at least 1, got 0"),
        refused(
            () -> new Conv2DTranspose(8, 3).stride(2).outputPadding(2),
            "Conv2DTranspose: expected outputPaddingHeight of 0 to 1 (below the stride, and 0 for"
                + " SAME), got 2"),
        refused(
            () -> new Conv2DTranspose(8, 3).stride(2).outputPadding(1).same(),
            "Conv2DTranspose: expected outputPaddingHeight of 0 to 0 (below the stride, and 0 for"
                + " SAME), got 1"),
        refused(() -> new LeakyReLU(1), "LeakyReLU: expected slope from 0.0 to below 1.0, got 1.0"),
        refused(
            () -> new LeakyReLU(-0.5), "LeakyReLU: expected slope from 0.0 to below 1.0, got -0.5"),
        refused(() -> new ELU(-1), "ELU: expected a finite alpha of at least 0.0, got -1.0"),
        refused(() -> new ELU(1e39), "ELU: expected a finite alpha of at least 0.0, got 1.0E39"),
        refused(
            () -> new HardSigmoid(0, 0.5),
            "HardSigmoid: expected a finite slope of at least 1.1754943508222875E-38, got 0.0"),
        refused(
            () -> new HardSigmoid(0.2, Double.NaN),
            "HardSigmoid: expected a finite offset of at least -3.4028234663852886E38, got NaN"),
        refused(
            () -> new PReLU(Double.POSITIVE_INFINITY),
            "PReLU: expected a finite initialSlope of at least -3.4028234663852886E38, got"
                + " Infinity"),
        refused(
            () -> new ReLU().negativeSlope(-0.5),
            "ReLU: expected a finite negativeSlope of at least 0.0, got -0.5"),
        refused(
            () -> new ReLU().threshold(-1),
            "ReLU: expected a finite threshold of at least 0.0, got -1.0"),
        refused(
            () -> new ReLU().threshold(6).maximum(6),
            "ReLU: expected a maximum above the threshold 6.0, got 6.0"),
        refused(
            () -> new ReLU().maximum(Double.NaN),
            "ReLU: expected a maximum above the threshold 0.0, got NaN"));
  }

  @ParameterizedTest
  @MethodSource("constructors")
  void constructor_valueOutOfRange_isRefused(Maker maker, String message) {
    assertThatIllegalArgumentException().isThrownBy(maker::make).withMessage(message);
  }

  private static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(
            new Conv2D(8, 3).groups(4),
            Shape.of(5, 5, 6),
            "Conv2D(8, 3x3, 4 groups): expected input with C a multiple of 4 groups, got [5, 5, 6]"),
        Arguments.of(
            new Conv2D(8, 3).dilation(3),
            Shape.of(9, 6, 6),
            "Conv2D(8, 3x3, dilation 3): expected input [H, W, C] that the window fits in, got [9,"
                + " 6, 6] (width: expected at least 7 pixels with padding, got 6)"),
        Arguments.of(
            new Conv2DTranspose(8, 3).padding(Padding.of(2)),
            Shape.of(2, 3, 1),
            "Conv2DTranspose(8, 3x3, padding 2): expected input [H, W, C] that gives 1 to 2147483639"
                + " rows and columns, got [2, 3, 1] for 0 and 1"),
        Arguments.of(
            new Conv2DTranspose(1 << 16, Kernel2D.of(1).stride(1 << 14)).same(),
            Shape.of(2, 2, 1),
            "Conv2DTranspose(65536, 1x1, stride 16384, same): expected an output of at most"
                + " 2147483639 values, got input [2, 2, 1]"),
        Arguments.of(
            new DepthwiseConv2D(1).multiplier(1 << 30),
            Shape.of(1, 1, 2),
            "DepthwiseConv2D(1x1, multiplier 1073741824): expected an output of at most 2147483639"
                + " values, got input [1, 1, 2]"),
        Arguments.of(
            new Conv2D(64, 3),
            Shape.of(784),
            "Conv2D(64, 3x3): expected input [H, W, C], got [784]"),
        Arguments.of(
            new Conv2D(64, 3).same(),
            Shape.of(28, 28),
            "Conv2D(64, 3x3, same): expected input [H, W, C], got [28, 28]"),
        Arguments.of(
            conv(8, 5, 3, 1, 1),
            Shape.of(4, 6, 1),
            "Conv2D(8, 5x3): expected input [H, W, C] that the window fits in, got [4, 6, 1]"
                + " (height: expected at least 5 pixels with padding, got 4)"),
        Arguments.of(
            conv(8, 3, 7, 1, 1),
            Shape.of(4, 6, 1),
            "Conv2D(8, 3x7): expected input [H, W, C] that the window fits in, got [4, 6, 1]"
                + " (width: expected at least 7 pixels with padding, got 6)"),
        Arguments.of(
            new DepthwiseConv2D(3),
            Shape.of(784),
            "DepthwiseConv2D(3x3): expected input [H, W, C], got [784]"),
        Arguments.of(
            new DepthwiseConv2D(3),
            Shape.of(2, 6, 1),
            "DepthwiseConv2D(3x3): expected input [H, W, C] that the window fits in, got [2, 6, 1]"
                + " (height: expected at least 3 pixels with padding, got 2)"),
        Arguments.of(
            new MaxPool2D(2), Shape.of(784), "MaxPool2D(2x2): expected input [H, W, C], got [784]"),
        Arguments.of(
            new MaxPool2D(2),
            Shape.of(1, 5, 3),
            "MaxPool2D(2x2): expected input [H, W, C] that the window fits in, got [1, 5, 3]"
                + " (height: expected at least 2 pixels with padding, got 1)"),
        Arguments.of(
            new AveragePool2D(2),
            Shape.of(1, 28, 28, 1),
            "AveragePool2D(2x2): expected input [H, W, C], got [1, 28, 28, 1]"),
        Arguments.of(
            new AveragePool2D(3),
            Shape.of(5, 2, 3),
            "AveragePool2D(3x3): expected input [H, W, C] that the window fits in, got [5, 2, 3]"
                + " (width: expected at least 3 pixels with padding, got 2)"),
        Arguments.of(
            new BatchNorm(),
            Shape.of(28, 28),
            "BatchNorm: expected input [H, W, C] or [features], got [28, 28]"),
        Arguments.of(
            new GlobalAveragePool2D(),
            Shape.of(10),
            "GlobalAveragePool2D: expected input [H, W, C], got [10]"),
        Arguments.of(
            new ZeroPadding2D(1),
            Shape.of(10),
            "ZeroPadding2D(1, 1, 1, 1): expected input [H, W, C], got [10]"),
        Arguments.of(
            new ZeroPadding2D(Integer.MAX_VALUE, 1, 0, 0),
            Shape.of(2, 2, 1),
            "ZeroPadding2D(2147483647, 1, 0, 0): expected an output of at most 2147483639 values,"
                + " got input [2, 2, 1]"),
        Arguments.of(
            new ZeroPadding2D(40_000),
            Shape.of(2, 2, 1),
            "ZeroPadding2D(40000, 40000, 40000, 40000): expected an output of at most 2147483639"
                + " values, got input [2, 2, 1]"),
        Arguments.of(
            new Dense(10),
            Shape.of(7, 7, 64),
            "Dense(10): expected input [features] (add Flatten before it), got [7, 7, 64]"),
        Arguments.of(
            new Softmax(),
            Shape.of(7, 7, 64),
            "Softmax: expected input [features] (add Flatten before it), got [7, 7, 64]"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void outputShape_inputOfAnotherKind_isRefused(Layer layer, Shape input, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.outputShape(input))
        .withMessage(message);
  }
}
