package io.crema.nn.layer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.tensor.Shape;
import io.crema.nn.init.Initializer;
import java.util.List;
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
        refused(
            () -> new ZeroPadding1D(-1, 0), "ZeroPadding1D: expected before of at least 0, got -1"),
        refused(
            () -> new ZeroPadding1D(0, -1), "ZeroPadding1D: expected after of at least 0, got -1"),
        refused(
            () -> new Cropping2D(-1, 0, 0, 0), "Cropping2D: expected top of at least 0, got -1"),
        refused(
            () -> new Cropping2D(0, -1, 0, 0), "Cropping2D: expected bottom of at least 0, got -1"),
        refused(
            () -> new Cropping2D(0, 0, -1, 0), "Cropping2D: expected left of at least 0, got -1"),
        refused(
            () -> new Cropping2D(0, 0, 0, -1), "Cropping2D: expected right of at least 0, got -1"),
        refused(() -> new Conv1D(0, 3), "Conv1D: expected filters of at least 1, got 0"),
        refused(() -> new Conv1D(4, 0), "kernel: expected size of at least 1, got 0"),
        refused(() -> new Conv1D(4, 3).stride(0), "kernel: expected stride of at least 1, got 0"),
        refused(
            () -> new Conv1D(4, 3).dilation(-1), "kernel: expected dilation of at least 1, got -1"),
        refused(
            () -> new Conv1D(4, 3).groups(3),
            "Conv1D: expected filters of a multiple of 3 groups, got 4"),
        refused(() -> new Conv1D(4, 3).groups(0), "Conv1D: expected groups of at least 1, got 0"),
        refused(
            () -> new DepthwiseConv1D(3).multiplier(0),
            "DepthwiseConv1D: expected multiplier of at least 1, got 0"),
        refused(
            () -> new Conv1D(4, 3).padding(Padding1D.of(-1, 0)),
            "padding: expected before of at least 0, got -1"),
        refused(
            () -> new Conv1D(4, 3).padding(Padding1D.of(0, -2)),
            "padding: expected after of at least 0, got -2"),
        refused(
            () -> new MaxPool1D(2).padding(Padding1D.of(0, 2)),
            "MaxPool1D: expected padding below the 2 of the window, got 2"),
        refused(
            () -> new AveragePool1D(2).padding(Padding1D.of(3, 0)),
            "AveragePool1D: expected padding below the 2 of the window, got 3"),
        refused(
            () -> new MaxPool2D(2, 3).padding(Padding.of(2)),
            "MaxPool2D: expected padding below the 2 of the window, got 2"),
        refused(
            () -> new AveragePool2D(4, 3).padding(Padding.of(0, 3, 0, 5)),
            "AveragePool2D: expected padding below the 3 of the window, got 5"),
        refused(() -> new MaxPool1D(0), "MaxPool1D: expected size of at least 1, got 0"),
        refused(
            () -> new MaxPool1D(2).stride(0), "MaxPool1D: expected stride of at least 1, got 0"),
        refused(() -> new AveragePool1D(-3), "AveragePool1D: expected size of at least 1, got -3"),
        refused(
            () -> new AveragePool1D(2).stride(0),
            "AveragePool1D: expected stride of at least 1, got 0"),
        refused(() -> new UpSampling1D(0), "UpSampling1D: expected factor of at least 1, got 0"),
        refused(() -> new SpaceToDepth(0), "SpaceToDepth: expected block of at least 1, got 0"),
        refused(() -> new DepthToSpace(-2), "DepthToSpace: expected block of at least 1, got -2"),
        refused(() -> new Reshape(), "Reshape: expected at least one axis, got none"),
        refused(
            () -> new Reshape(3, 0),
            "Reshape: expected axes of at least 1, and at most one of -1, got [3, 0]"),
        refused(
            () -> new Reshape(-1, 2, -1),
            "Reshape: expected axes of at least 1, and at most one of -1, got [-1, 2, -1]"),
        refused(
            () -> new Reshape(65536, 65536, 65536, 65536),
            "Reshape: expected at most 2147483639 values, got [65536, 65536, 65536, 65536]"),
        refused(
            () -> new Permute(), "Permute: expected each axis from 1 to their number once, got []"),
        refused(
            () -> new Permute(2, 0, 1),
            "Permute: expected each axis from 1 to their number once, got [2, 0, 1]"),
        refused(
            () -> new Permute(1, 1),
            "Permute: expected each axis from 1 to their number once, got [1, 1]"),
        refused(
            () -> new Rescaling(List.of(), List.of()),
            "Rescaling: expected a scale and an offset for each channel, got [] and []"),
        refused(
            () -> new Rescaling(List.of(1.0, 2.0), List.of(0.0)),
            "Rescaling: expected a scale and an offset for each channel, got [1.0, 2.0] and [0.0]"),
        refused(
            () -> new Rescaling(1e39, 0),
            "Rescaling: expected scale that is finite as a float, got 1.0E39"),
        refused(
            () -> new Rescaling(1, Double.NaN),
            "Rescaling: expected offset that is finite as a float, got NaN"),
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
            () -> new SpatialDropout(1),
            "SpatialDropout: expected rate from 0.0 to below 1.0, got 1.0"),
        refused(
            () -> new DropPath(-0.5), "DropPath: expected rate from 0.0 to below 1.0, got -0.5"),
        refused(
            () -> new GaussianNoise(-0.5),
            "GaussianNoise: expected deviation from 0.0 to below Infinity, got -0.5"),
        refused(
            () -> new GaussianNoise(Double.POSITIVE_INFINITY),
            "GaussianNoise: expected deviation from 0.0 to below Infinity, got Infinity"),
        refused(() -> new LayerNorm().axes(0), "LayerNorm: expected axes of at least 1, got 0"),
        refused(
            () -> new LayerNorm().epsilon(0),
            "LayerNorm: expected epsilon from 4.9E-324 to below 1.0, got 0.0"),
        refused(() -> new GroupNorm(0), "GroupNorm: expected groups of at least 1, got 0"),
        refused(
            () -> new GroupNorm(2).epsilon(1),
            "GroupNorm: expected epsilon from 4.9E-324 to below 1.0, got 1.0"),
        refused(
            () -> new InstanceNorm(Double.NaN),
            "InstanceNorm: expected epsilon from 4.9E-324 to below 1.0, got NaN"),
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
        Arguments.of(new BatchNorm(), Shape.of(), "BatchNorm: expected input [..., C], got []"),
        Arguments.of(
            new LayerNorm().axes(3),
            Shape.of(28, 28),
            "LayerNorm(3 axes): expected input of at least 3 axes, got [28, 28]; for all axes use"
                + " allAxes()"),
        Arguments.of(
            new GroupNorm(8),
            Shape.of(5, 5, 12),
            "GroupNorm(8): expected a number of channels that 8 divides, got 12 in input"
                + " [5, 5, 12]"),
        Arguments.of(
            new InstanceNorm(),
            Shape.of(12),
            "InstanceNorm: expected input [H, W, C] or [L, C], got [12]; to normalize features use"
                + " LayerNorm"),
        Arguments.of(
            new SpatialDropout(0.5),
            Shape.of(12),
            "SpatialDropout(0.5): expected input [H, W, C] or [L, C], got [12]; to drop single"
                + " features use Dropout"),
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
            new GlobalMaxPool2D(),
            Shape.of(10, 3),
            "GlobalMaxPool2D: expected input [H, W, C], got [10, 3]"),
        Arguments.of(
            new GlobalAveragePool1D(),
            Shape.of(5, 5, 3),
            "GlobalAveragePool1D: expected input [L, C], got [5, 5, 3]"),
        Arguments.of(
            new GlobalMaxPool1D(), Shape.of(5), "GlobalMaxPool1D: expected input [L, C], got [5]"),
        Arguments.of(
            new MaxPool1D(3).stride(1).padding(Padding1D.of(2)),
            Shape.of(1, Shape.MAX_SIZE),
            "MaxPool1D(3, stride 1, padding 2): expected an output of at most 2147483639 values, got"
                + " input [1, 2147483639]"),
        Arguments.of(
            new AveragePool2D(3).stride(1).padding(Padding.of(2, 2, 1, 1)),
            Shape.of(1, 3, 700_000_000),
            "AveragePool2D(3x3, stride 1, padding 2 2 1 1): expected an output of at most 2147483639"
                + " values, got input [1, 3, 700000000]"),
        Arguments.of(
            new Conv1D(4, 3).causal().dilation(2),
            Shape.of(28, 28, 1),
            "Conv1D(4, 3, dilation 2, causal): expected input [L, C], got [28, 28, 1]"),
        Arguments.of(
            new Conv1D(4, 3).dilation(4).padding(Padding1D.of(1, 2)),
            Shape.of(5, 2),
            "Conv1D(4, 3, dilation 4, padding 1 2): expected input [L, C] that the window fits in,"
                + " got [5, 2] (length: expected at least 9 pixels with padding, got 8)"),
        Arguments.of(
            new Conv1D(4, 3).groups(2),
            Shape.of(5, 3),
            "Conv1D(4, 3, 2 groups): expected input with C a multiple of 2 groups, got [5, 3]"),
        Arguments.of(
            new Conv1D(Integer.MAX_VALUE, 1),
            Shape.of(5, 3),
            "Conv1D(2147483647, 1): expected an output of at most 2147483639 values, got input"
                + " [5, 3]"),
        Arguments.of(
            new DepthwiseConv1D(3).padding(Padding1D.of(0)),
            Shape.of(2, 2),
            "DepthwiseConv1D(3): expected input [L, C] that the window fits in, got [2, 2] (length:"
                + " expected at least 3 pixels with padding, got 2)"),
        Arguments.of(
            new DepthwiseConv1D(3).multiplier(Integer.MAX_VALUE),
            Shape.of(3, 3),
            "DepthwiseConv1D(3, multiplier 2147483647): expected an output of at most 2147483639"
                + " values, got input [3, 3]"),
        Arguments.of(
            new MaxPool1D(3).same(),
            Shape.of(5, 5, 3),
            "MaxPool1D(3, same): expected input [L, C], got [5, 5, 3]"),
        Arguments.of(
            new AveragePool1D(3).stride(1).countingPadding(),
            Shape.of(2, 8),
            "AveragePool1D(3, stride 1, counting padding): expected input [L, C] that the window fits"
                + " in, got [2, 8] (length: expected at least 3 pixels with padding, got 2)"),
        Arguments.of(
            new ZeroPadding1D(1),
            Shape.of(5),
            "ZeroPadding1D(1, 1): expected input [L, C], got [5]"),
        Arguments.of(
            new ZeroPadding1D(Integer.MAX_VALUE),
            Shape.of(1, 1),
            "ZeroPadding1D(2147483647, 2147483647): expected an output of at most 2147483639"
                + " values, got input [1, 1]"),
        Arguments.of(
            new UpSampling1D(3), Shape.of(5), "UpSampling1D(3): expected input [L, C], got [5]"),
        Arguments.of(
            new UpSampling1D(Integer.MAX_VALUE),
            Shape.of(2, 3),
            "UpSampling1D(2147483647): expected an output of at most 2147483639 values, got input"
                + " [2, 3]"),
        Arguments.of(
            new Cropping2D(1),
            Shape.of(5),
            "Cropping2D(1, 1, 1, 1): expected input [H, W, C], got [5]"),
        Arguments.of(
            new Cropping2D(1, 2, 0, 3),
            Shape.of(3, 9, 2),
            "Cropping2D(1, 2, 0, 3): expected input [H, W, C] of at least 4x4 pixels, got [3, 9, 2]"),
        Arguments.of(
            new Cropping2D(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE),
            Shape.of(3, 9, 2),
            "Cropping2D(0, 0, 2147483647, 2147483647): expected input [H, W, C] of at least"
                + " 1x4294967295 pixels, got [3, 9, 2]"),
        Arguments.of(
            new Reshape(28, 28, 1),
            Shape.of(10, 10, 1),
            "Reshape(28, 28, 1): expected input of 784 values, got [10, 10, 1] of 100"),
        Arguments.of(
            new Reshape(3, -1),
            Shape.of(2, 5),
            "Reshape(3, -1): expected input of a multiple of 3 values, got [2, 5] of 10"),
        Arguments.of(
            new Permute(2, 1),
            Shape.of(2, 5, 3),
            "Permute(2, 1): expected input of 2 axes, got [2, 5, 3]"),
        Arguments.of(
            new SpaceToDepth(2), Shape.of(4), "SpaceToDepth(2): expected input [H, W, C], got [4]"),
        Arguments.of(
            new SpaceToDepth(2),
            Shape.of(4, 5, 3),
            "SpaceToDepth(2): expected input [H, W, C] with H and W that are multiples of 2, got"
                + " [4, 5, 3]; add ZeroPadding2D or Cropping2D before it"),
        Arguments.of(
            new DepthToSpace(2).channelsFirst(),
            Shape.of(4),
            "DepthToSpace(2, channels first): expected input [H, W, C], got [4]"),
        Arguments.of(
            new DepthToSpace(65536),
            Shape.of(4, 4, 6),
            "DepthToSpace(65536): expected input [H, W, C] with C that is a multiple of 4294967296,"
                + " got [4, 4, 6]"),
        Arguments.of(
            new Rescaling(List.of(1.0, 2.0), List.of(0.0, 0.5)),
            Shape.of(4, 4, 3),
            "Rescaling([1.0, 2.0], [0.0, 0.5]): expected input of 2 channels, got [4, 4, 3]"),
        Arguments.of(new Dense(10), Shape.of(), "Dense(10): expected input [..., C], got []"),
        Arguments.of(
            new Dense(Integer.MAX_VALUE),
            Shape.of(2, 3),
            "Dense(2147483647): expected an output of at most 2147483639 values, got input [2, 3]"),
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
