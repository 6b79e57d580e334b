package io.crema.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.nn.init.Initializer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LayerTypesTest {

  private static Stream<Layer> layers() {
    return Stream.of(
        new AveragePool2D(2),
        new AveragePool2D(2, 3, 4, 5, Padding.SAME),
        new BatchNorm(),
        new BatchNorm(0.75, 0.5, 3),
        new Conv2D(8, 3),
        new Conv2D(8, 3, 5, 2, 1, Padding.SAME, Initializer.GLOROT_UNIFORM, true),
        new Dense(10),
        new Dense(10, Initializer.ZEROS, true),
        new DepthwiseConv2D(3),
        new DepthwiseConv2D(3, 5, 2, 1, Padding.SAME, Initializer.GLOROT_UNIFORM, true),
        new DropPath(0.25),
        new Dropout(0.25),
        new Dropout(0),
        new Flatten(),
        new GaussianNoise(0.5),
        new GlobalAveragePool2D(),
        new GroupNorm(4),
        new GroupNorm(3, 0.5),
        new InstanceNorm(),
        new InstanceNorm(0.5),
        new LayerNorm(),
        new LayerNorm(2, 0.5),
        new LayerNorm().allAxes(),
        new LeakyReLU(0.1),
        new MaxPool2D(2),
        new MaxPool2D(2, 3, 4, 5, Padding.SAME),
        new ReLU(),
        new Sigmoid(),
        new Softmax(),
        new SpatialDropout(0.5),
        new Tanh(),
        new ZeroPadding2D(1, 2, 3, 4));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void make_configOfALayer_givesAnEqualLayer(Layer layer) {
    assertThat(LayerTypes.standard().make(layer.type(), layer.config())).isEqualTo(layer);
  }

  @ParameterizedTest
  @EnumSource(Initializer.class)
  void make_everyInitializer_comesBack(Initializer initializer) {
    Layer layer = new Conv2D(1, 1).initializer(initializer);

    assertThat(LayerTypes.standard().make("conv2d", layer.config())).isEqualTo(layer);
  }

  @Test
  void type_everyLayer_isWhatModelFilesSay() {
    assertThat(layers().map(Layer::type).distinct())
        .containsExactly(
            "average_pool2d",
            "batch_norm",
            "conv2d",
            "dense",
            "depthwise_conv2d",
            "drop_path",
            "dropout",
            "flatten",
            "gaussian_noise",
            "global_average_pool2d",
            "group_norm",
            "instance_norm",
            "layer_norm",
            "leaky_relu",
            "max_pool2d",
            "relu",
            "sigmoid",
            "softmax",
            "spatial_dropout",
            "tanh",
            "zero_padding2d");
  }

  @Test
  void make_unknownType_namesTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTypes.standard().make("conv3d", LayerConfig.EMPTY))
        .withMessage(
            "layer type: expected one of [add, average, average_pool2d, batch_norm, concat, conv2d,"
                + " dense, depthwise_conv2d, drop_path, dropout, flatten, gaussian_noise,"
                + " global_average_pool2d, group_norm, instance_norm, layer_norm, leaky_relu,"
                + " max_pool2d, maximum, multiply, relu, sigmoid, softmax, spatial_dropout, tanh,"
                + " up_sampling2d, zero_padding2d], got conv3d");
  }

  @Test
  void make_valueMissing_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTypes.standard().make("dropout", LayerConfig.EMPTY))
        .withMessage("layer dropout: rate: expected a number, got null");
  }

  @Test
  void make_valueOfAnotherKind_isRefused() {
    LayerConfig fraction = new Dense(10).config().with("units", 2.5);
    LayerConfig tooLarge = new Dense(10).config().with("units", 1L << 40);
    LayerConfig unknown = new Dense(10).config().with("initializer", "lucky");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTypes.standard().make("dense", fraction))
        .withMessage("layer dense: units: expected a whole number, got 2.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTypes.standard().make("dense", tooLarge))
        .withMessage("layer dense: units: expected a whole number, got 1099511627776");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTypes.standard().make("dense", unknown))
        .withMessage(
            "layer dense: initializer: expected one of [zeros, he_normal, he_uniform,"
                + " glorot_normal, glorot_uniform], got lucky");
  }

  @Test
  void make_valueThatTheLayerRefuses_namesTheType() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> LayerTypes.standard().make("dense", new Dense(1).config().with("units", 0)))
        .withMessage("layer dense: Dense: expected units of at least 1, got 0");
  }

  @Test
  void with_oneMoreType_leavesTheOriginalAlone() {
    LayerTypes more = LayerTypes.standard().with("half", config -> new Dropout(0.5));

    assertThat(more.make("half", LayerConfig.EMPTY)).isEqualTo(new Dropout(0.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTypes.standard().make("half", LayerConfig.EMPTY));
  }
}
