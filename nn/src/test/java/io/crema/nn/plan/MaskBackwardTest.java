package io.crema.nn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv1D;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.DepthwiseConv2D;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.LeakyReLU;
import io.crema.nn.layer.MaxPool1D;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Which gradients the step after a rectifier takes through it, and which it must leave alone. */
class MaskBackwardTest {

  private static final Node INPUT = Node.input(4, 4, 2);
  private static final Node RELU = INPUT.then("relu", new ReLU());

  private static List<String> steps(Node... outputs) {
    return RewriteRun.steps(Network.of(outputs), Purpose.TRAINING, new MaskBackward());
  }

  @Test
  void apply_convolutionAfterARectifier_masks() {
    assertThat(steps(RELU.then("conv", new Conv2D(2, 1))))
        .containsExactly("relu, is masked", "conv, masks its input");
  }

  @Test
  void apply_layersOfASequenceAfterARectifier_mask() {
    Node rectified = Node.input(6, 2).then("relu", new ReLU());

    for (Layer layer : new Layer[] {new Conv1D(2, 3), new MaxPool1D(2), new Dense(3)}) {
      assertThat(steps(rectified.then("layer", layer)))
          .containsExactly("relu, is masked", "layer, masks its input");
    }
  }

  @Test
  void apply_poolAfterARectifiedConvolution_masks() {
    Network network =
        Network.of(
            INPUT
                .then("conv", new Conv2D(2, 1))
                .then("relu", new ReLU())
                .then("pool", new MaxPool2D(2)));

    assertThat(RewriteRun.steps(network, Purpose.TRAINING, new FuseReLU(), new MaskBackward()))
        .containsExactly("conv + relu, rectifies, is masked", "pool, masks its input");
  }

  @Test
  void apply_rectifierWithAMaximum_isLeftAlone() {
    Node relu6 = INPUT.then("relu6", new ReLU().maximum(6));

    assertThat(steps(relu6.then("conv", new Conv2D(2, 1)))).containsExactly("relu6", "conv");
  }

  @Test
  void apply_rectifiersInARow_masksEach() {
    Network network =
        Network.of(
            RELU.then("a", new Conv2D(2, 1))
                .then("a_relu", new ReLU())
                .then("b", new Conv2D(2, 1)));

    assertThat(RewriteRun.steps(network, Purpose.TRAINING, new FuseReLU(), new MaskBackward()))
        .containsExactly(
            "relu, is masked",
            "a + a_relu, rectifies, masks its input, is masked",
            "b, masks its input");
  }

  @Test
  void apply_rectifiedSum_masks() {
    Node sum = Node.join("sum", new Add(), INPUT, INPUT);
    Network network = Network.of(sum.then("relu", new ReLU()).then("conv", new Conv2D(2, 1)));

    assertThat(RewriteRun.steps(network, Purpose.TRAINING, new FuseReLU(), new MaskBackward()))
        .containsExactly("sum + relu, rectifies, is masked", "conv, masks its input");
  }

  @ParameterizedTest
  @EnumSource(value = Purpose.class, names = "TRAINING", mode = Mode.EXCLUDE)
  void apply_prediction_isLeftAlone(Purpose purpose) {
    Network network = Network.of(RELU.then("conv", new Conv2D(2, 1)));

    assertThat(RewriteRun.steps(network, purpose, new MaskBackward()))
        .containsExactly("relu", "conv");
  }

  @Test
  void apply_valueThatTwoConvolutionsRead_isLeftAlone() {
    assertThat(steps(RELU.then("a", new Conv2D(2, 1)), RELU.then("b", new Conv2D(2, 1))))
        .containsExactly("relu", "a", "b");
  }

  @Test
  void apply_valueThatIsAnAddendAsWell_isLeftAlone() {
    Node sum = Node.join("sum", new Add(), RELU.then("conv", new Conv2D(2, 1)), RELU);

    assertThat(
            RewriteRun.steps(Network.of(sum), Purpose.TRAINING, new FuseAdd(), new MaskBackward()))
        .containsExactly("relu", "conv + sum of relu");
  }

  @Test
  void apply_valueThatIsAnOutput_isLeftAlone() {
    assertThat(steps(RELU, RELU.then("conv", new Conv2D(2, 1)))).containsExactly("relu", "conv");
  }

  @Test
  void apply_layerThatCannotMask_isLeftAlone() {
    assertThat(steps(RELU.then("norm", new BatchNorm()))).containsExactly("relu", "norm");
    assertThat(steps(RELU.then("depthwise", new DepthwiseConv2D(1))))
        .containsExactly("relu", "depthwise");
  }

  @Test
  void apply_otherActivation_isLeftAlone() {
    assertThat(steps(INPUT.then("leaky", new LeakyReLU(0.1)).then("conv", new Conv2D(2, 1))))
        .containsExactly("leaky", "conv");
  }
}
