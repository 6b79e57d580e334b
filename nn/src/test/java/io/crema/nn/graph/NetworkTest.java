package io.crema.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.tensor.Shape;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.testing.Networks;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {

  @Test
  void name_severalOfOneType_areNumberedEach() {
    Network network = Networks.lenet();

    assertThat(network.nodes())
        .extracting(Node::name)
        .containsExactly(
            "input",
            "conv2d_1",
            "relu_1",
            "max_pool2d_1",
            "conv2d_2",
            "relu_2",
            "max_pool2d_2",
            "flatten_1",
            "dense_1",
            "relu_3",
            "dense_2",
            "relu_4",
            "dense_3");
  }

  @Test
  void addAll_severalLayers_isTheSameAsOneAfterTheOther() {
    Network beginning = Network.input(8, 8, 1).add(new Conv2D(4, 3)).add(new ReLU());
    List<Layer> more = List.of(new Conv2D(4, 3), new ReLU(), new Flatten(), new Dense(3));
    Network expected = beginning;
    for (Layer layer : more) {
      expected = expected.add(layer);
    }

    Network network = beginning.addAll(more);

    assertThat(network).isEqualTo(expected);
    assertThat(network.node("conv2d_2").shape()).isEqualTo(Shape.of(4, 4, 4));
    assertThat(network.flops()).isEqualTo(expected.flops());
    assertThat(beginning.addAll(List.of())).isEqualTo(beginning);
  }

  @Test
  void addAll_aLayerThatDoesNotFit_isRefused() {
    Network network = Network.input(8, 8, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.addAll(List.of(new Flatten(), new Conv2D(4, 3))))
        .withMessageContainingAll("Conv2D", "[64]");
  }

  @Test
  void add_denseOnAnInputWithoutAxes_isRefused() {
    Network network = Network.input(new int[0]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.add(new Dense(2)))
        .withMessageContainingAll("Dense", "[..., C]", "[]");
  }

  @Test
  void shapes_lenet_followTheLayers() {
    Network network = Networks.lenet();

    assertThat(network.inputShape()).isEqualTo(Shape.of(28, 28, 1));
    assertThat(network.node("max_pool2d_1").shape()).isEqualTo(Shape.of(14, 14, 6));
    assertThat(network.node("conv2d_2").shape()).isEqualTo(Shape.of(10, 10, 16));
    assertThat(network.node("flatten_1").shape()).isEqualTo(Shape.of(400));
    assertThat(network.outputShape()).isEqualTo(Shape.of(10));
  }

  @Test
  void flops_knownNetworks_agree() {
    // 2 * output pixels * kernel * channels in * channels out, and 2 * in * out.
    long reference =
        2L * 26 * 26 * 9 * 64
            + 2L * 26 * 26 * 9 * 64 * 32
            + 2L * 13 * 13 * 9 * 32 * 16
            + 2L * 6 * 6 * 9 * 16 * 64
            + 2L * 576 * 128
            + 2L * 128 * 10;

    assertThat(Networks.reference().flops()).isEqualTo(reference).isEqualTo(28_069_888);
    assertThat(Networks.lenet().flops()).isEqualTo(833_040);
  }

  @Test
  void add_layerThatDoesNotFit_isRefused() {
    Network network = Network.input(28, 28, 1).add(new Flatten());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.add(new Conv2D(64, 3)))
        .withMessage("Conv2D(64, 3x3): expected input [H, W, C], got [784]");
  }

  @Test
  void add_anotherLayer_leavesTheOriginalAlone() {
    Network network = Network.input(4).add(new Dense(3));

    Network more = network.add(new ReLU());

    assertThat(network).hasToString("[4] [Dense(3)]");
    assertThat(more).hasToString("[4] [Dense(3), ReLU]");
  }

  @Test
  void equals_sameLayersAndInput_areEqual() {
    Network network = Network.input(28, 28, 1).add(new MaxPool2D(2));

    assertThat(network)
        .isEqualTo(Network.input(28, 28, 1).add(new MaxPool2D(2)))
        .hasSameHashCodeAs(Network.input(28, 28, 1).add(new MaxPool2D(2)))
        .isNotEqualTo(Network.input(28, 28, 3).add(new MaxPool2D(2)))
        .isNotEqualTo(Network.input(28, 28, 1).add(new MaxPool2D(3)))
        .isNotEqualTo(Network.input(28, 28, 1));
  }

  @Test
  void toString_network_showsInputAndLayers() {
    assertThat(Network.input(8, 8, 1).add(new Conv2D(2, 3)).add(new ReLU()))
        .hasToString("[8, 8, 1] [Conv2D(2, 3x3), ReLU]");
  }
}
