package io.crema.nn.layer;

import static io.crema.nn.testing.TestModels.counting;
import static io.crema.nn.testing.TestModels.forward;
import static io.crema.nn.testing.TestModels.image;
import static io.crema.nn.testing.TestModels.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.init.Initializer;
import io.crema.nn.model.Model;
import io.crema.nn.testing.TestModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions and dense layers against sums done by hand. */
class Conv2DKnownValueTest {

  private static final float[] ONE_TO_FOUR = {1, 2, 3, 4};
  private static final float[] NO_BIAS = {0};

  @Test
  void forward_valid_correlatesWithoutFlippingTheKernel() {
    // 1*1 + 2*2 + 3*4 + 4*5 = 37, and so on
    Tensor output = forward(new Conv2D(1, 2), counting(3, 3), ONE_TO_FOUR, new float[] {0.5f});

    assertThat(output.shape()).isEqualTo(Shape.of(2, 2, 1));
    assertThat(output.array()).containsExactly(37.5f, 47.5f, 67.5f, 77.5f);
  }

  @Test
  void forward_sameEvenKernel_padsBottomAndRight() {
    Tensor output = forward(new Conv2D(1, 2).same(), counting(3, 3), ONE_TO_FOUR, NO_BIAS);

    assertThat(output.shape()).isEqualTo(Shape.of(3, 3, 1));
    assertThat(output.array()).containsExactly(37, 47, 21, 67, 77, 33, 23, 26, 9);
  }

  @Test
  void forward_sameWithStride_padsAsKeras() {
    // Padding (2 - 1) * 2 + 3 - 4 = 1: none before, one behind.
    float[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1};

    Tensor output = forward(new Conv2D(1, 3).same().stride(2), counting(4, 4), ones, NO_BIAS);

    assertThat(output.array()).containsExactly(54, 45, 72, 54);
  }

  @Test
  void forward_same3x3OnOnePixel_usesTheMiddleOfTheKernel() {
    float[] kernel = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    Tensor output = forward(new Conv2D(1, 3).same(), image(1, 1, 10), kernel, NO_BIAS);

    assertThat(output.array()).containsExactly(50);
  }

  @Test
  void forward_nonSquareKernelAndStride_stepsOnEachAxisByItsOwn() {
    Conv2D layer = new Conv2D(1, Kernel2D.of(1, 2).stride(2, 1), 1, Initializer.HE_NORMAL, true);

    Tensor output = forward(layer, counting(3, 4), new float[] {1, 10}, NO_BIAS);

    assertThat(output.shape()).isEqualTo(Shape.of(2, 3, 1));
    assertThat(output.array()).containsExactly(21, 32, 43, 109, 120, 131);
  }

  @Test
  void forward_channels_weightsAreInputChannelsByFilters() {
    Tensor pixel = tensor(Shape.of(1, 1, 2), 2, 3);
    float[] weights = {1, 10, 100, 1000, 10000, 100000};

    Tensor output = forward(new Conv2D(3, 1), pixel, weights, new float[] {1, 2, 3});

    assertThat(output.array()).containsExactly(3003, 30022, 300203);
  }

  @Test
  void forward_batch_keepsImagesApart() {
    Network network = Network.input(2, 2, 1).add(new Conv2D(1, 2));
    Model model = TestModels.of(network, ONE_TO_FOUR, NO_BIAS);
    Tensor images = tensor(Shape.of(3, 2, 2, 1), 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1);

    assertThat(model.forward(images).array()).containsExactly(1, 4, 10);
  }

  @Test
  void forward_dense_weightsAreInputsByUnits() {
    Tensor output =
        forward(
            new Dense(2),
            tensor(Shape.of(3), 1, 2, 3),
            new float[] {1, 10, 2, 20, 3, 30},
            new float[] {0.5f, -0.5f});

    assertThat(output.array()).containsExactly(14.5f, 139.5f);
  }

  @ParameterizedTest
  @CsvSource({
    // size, kernel, stride, VALID, SAME: ceil((size - kernel + 1) / stride), ceil(size / stride)
    "28, 3, 1, 26, 28",
    "28, 5, 2, 12, 14",
    "7, 3, 2, 3, 4",
    "8, 3, 2, 3, 4",
    "5, 5, 1, 1, 5",
    "5, 1, 3, 2, 2",
    "1, 1, 1, 1, 1",
  })
  void outputShape_anyStride_isThatOfKeras(int size, int kernel, int stride, int valid, int same) {
    Conv2D layer = new Conv2D(4, kernel).stride(stride);
    Shape input = Shape.of(size, size + stride, 3);

    assertThat(layer.outputShape(input)).isEqualTo(Shape.of(valid, valid + 1, 4));
    assertThat(layer.same().outputShape(input)).isEqualTo(Shape.of(same, same + 1, 4));
  }

  @Test
  void forward_depthwise_keepsChannelsApart() {
    Tensor pixels = tensor(Shape.of(1, 3, 2), 1, 10, 2, 20, 3, 30);
    DepthwiseConv2D layer = new DepthwiseConv2D(Kernel2D.of(1, 2), 1, Initializer.HE_NORMAL, true);
    float[] weights = {1, 2, 3, 4}; // of the left pixel's channels, of the right one's

    Tensor output = forward(layer, pixels, weights, new float[] {0.5f, -1});

    assertThat(output.shape()).isEqualTo(Shape.of(1, 2, 2));
    assertThat(output.array()).containsExactly(7.5f, 99, 11.5f, 159);
  }

  @Test
  void forward_depthwiseSameWithStride_padsAsKeras() {
    // Padding (2 - 1) * 2 + 3 - 4 = 1: none before, one behind.
    float[] ones = {1, 1, 1, 1, 1, 1, 1, 1, 1};

    Tensor output = forward(new DepthwiseConv2D(3).same().stride(2), counting(4, 4), ones, NO_BIAS);

    assertThat(output.array()).containsExactly(54, 45, 72, 54);
  }

  @Test
  void summary_depthwise_countsItsParametersAndOperations() {
    Network network = Network.input(14, 14, 32).add(new DepthwiseConv2D(3).same());

    assertThat(Model.initialize(network, 1).summary().lines().skip(2).findFirst())
        .hasValue("DepthwiseConv2D(3x3, same)  [N, 14, 14, 32]  25,088         320   0.11");
  }

  @Test
  void flops_convolutionAndDense_countMultipliesAndAdds() {
    assertThat(new Conv2D(32, 3).same().flops(Shape.of(26, 26, 64)))
        .isEqualTo(2L * 26 * 26 * 3 * 3 * 64 * 32);
    assertThat(new Dense(10).flops(Shape.of(128))).isEqualTo(2L * 128 * 10);
    assertThat(new ReLU().flops(Shape.of(128))).isZero();
  }
}
