package io.crema.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.nn.init.Initializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerTypesTest {

  @ParameterizedTest
  @EnumSource(Initializer.class)
  void make_everyInitializer_comesBack(Initializer initializer) {
    Layer layer = new Conv2D(1, 1).initializer(initializer);

    assertThat(LayerTypes.standard().make("conv2d", layer.config())).isEqualTo(layer);
  }

  @Test
  void names_standardTypes_areWhatModelFilesSay() {
    assertThat(LayerTypes.standard().names())
        .containsExactly(
            "add",
            "average",
            "average_pool1d",
            "average_pool2d",
            "batch_norm",
            "concat",
            "conv1d",
            "conv2d",
            "conv2d_transpose",
            "cropping2d",
            "dense",
            "depth_to_space",
            "depthwise_conv1d",
            "depthwise_conv2d",
            "drop_path",
            "dropout",
            "elu",
            "flatten",
            "gaussian_noise",
            "gelu",
            "global_average_pool1d",
            "global_average_pool2d",
            "global_max_pool1d",
            "global_max_pool2d",
            "group_norm",
            "hard_sigmoid",
            "hard_swish",
            "instance_norm",
            "layer_norm",
            "leaky_relu",
            "max_pool1d",
            "max_pool2d",
            "maximum",
            "mish",
            "multiply",
            "permute",
            "prelu",
            "relu",
            "rescaling",
            "reshape",
            "selu",
            "sigmoid",
            "silu",
            "softmax",
            "softplus",
            "softsign",
            "space_to_depth",
            "spatial_dropout",
            "tanh",
            "up_sampling1d",
            "up_sampling2d",
            "zero_padding1d",
            "zero_padding2d");
  }

  @Test
  void make_unknownType_namesTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerTypes.standard().make("conv3d", LayerConfig.EMPTY))
        .withMessage("layer type: expected one of %s, got conv3d", LayerTypes.standard().names());
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
