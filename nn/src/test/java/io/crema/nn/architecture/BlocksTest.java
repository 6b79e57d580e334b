package io.crema.nn.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.nn.graph.Network;
import io.crema.nn.layer.Conv1D;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.DepthwiseConv1D;
import io.crema.nn.layer.DepthwiseConv2D;
import io.crema.nn.model.Model;
import org.junit.jupiter.api.Test;

/** The nodes, parameters and refusals of the ready blocks. */
class BlocksTest {

  /** Hu et al. 2018, section 4: {@code 2 C^2 / ratio} weights; here with biases. */
  @Test
  void squeezeExcite_parameters_areThoseOfThePaper() {
    Network network = Network.input(7, 7, 64).add(new SqueezeExcite());

    assertThat(Model.initialize(network, 1).parameterCount())
        .isEqualTo(2 * 64 * 64 / 16 + 64 / 16 + 64);
    assertThat(network.outputShape()).isEqualTo(network.inputShape());
  }

  @Test
  void squeezeExcite_fewChannels_leavesOne() {
    Network network = Network.input(7, 7, 3).add(new SqueezeExcite());

    assertThat(network.node("squeeze_excite_1.dense_1").shape().size()).isEqualTo(1);
  }

  @Test
  void squeezeExcite_wrongArguments_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SqueezeExcite(0))
        .withMessage("SqueezeExcite: expected a ratio of at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.input(10).add(new SqueezeExcite(2)))
        .withMessage("SqueezeExcite(2): expected input [H, W, C], got [10]");
  }

  /** Chollet 2017: a kernel for each channel, then all pairs of channels; one bias. */
  @Test
  void separableConv2D_parameters_areThoseOfItsConvolutions() {
    Network network = Network.input(8, 8, 16).add(new SeparableConv2D(24, 5).same().stride(2));

    assertThat(Model.initialize(network, 1).parameterCount()).isEqualTo(25 * 16 + 16 * 24 + 24);
    assertThat(network.outputShape().dims()).containsExactly(4, 4, 24);
    assertThat(network.nodes().get(1).name()).isEqualTo("separable_conv2d_1.depthwise_conv2d_1");
  }

  @Test
  void separableConv1D_parameters_areThoseOfItsConvolutions() {
    Network network = Network.input(9, 16).add(new SeparableConv1D(24, 5).same().stride(2));

    assertThat(Model.initialize(network, 1).parameterCount()).isEqualTo(5 * 16 + 16 * 24 + 24);
    assertThat(network.outputShape().dims()).containsExactly(5, 24);
  }

  @Test
  void separableConv1D_secondConvolutionWithAStride_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeparableConv1D(new DepthwiseConv1D(3), new Conv1D(8, 1).stride(2)))
        .withMessageStartingWith(
            "SeparableConv1D: expected a second convolution of 1 step with stride 1");
  }

  @Test
  void separableConv2D_secondConvolutionWithAKernel_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeparableConv2D(new DepthwiseConv2D(3), new Conv2D(8, 3)))
        .withMessage(
            "SeparableConv2D: expected a second convolution of 1x1 with stride 1 and VALID padding,"
                + " got Conv2D(8, 3x3)");
  }
}
