package io.crema.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Compares the default names of blocks with those that Keras makes of the same class names. */
class BlockTypesTest {

  private record Bottleneck() {}

  private record GatedConv2D() {}

  private record Conv2DBlock() {}

  private record SqueezeExcite() {}

  @Test
  void of_class_isItsNameInSnakeCase() {
    assertThat(BlockTypes.of(Bottleneck.class)).isEqualTo("bottleneck");
    assertThat(BlockTypes.of(GatedConv2D.class)).isEqualTo("gated_conv2d");
    assertThat(BlockTypes.of(Conv2DBlock.class)).isEqualTo("conv2d_block");
    assertThat(BlockTypes.of(SqueezeExcite.class)).isEqualTo("squeeze_excite");
  }

  @Test
  void of_lambda_isBlock() {
    Block block = input -> input;

    assertThat(block.type()).isEqualTo("block");
  }
}
