package consumer;

import static io.crema.nn.testing.GradientCheck.separated;
import static io.crema.nn.testing.GradientCheck.uniform;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crema.core.tensor.Shape;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Sigmoid;
import io.crema.nn.testing.GradientCheck;
import org.junit.jupiter.api.Test;

/** Compares the gradients of the custom layer, join, block and loss with central differences. */
class CustomPartsFiniteDifferenceTest {

  @Test
  void backward_layer_agrees() {
    Network vector = Network.input(7).add(new PReLU(0.25));
    GradientCheck.check(vector, separated(3, vector.inputShape()));

    Network image = Network.input(3, 4, 2).add(new PReLU(0.25));
    GradientCheck.check(image, separated(1, image.inputShape()));
  }

  @Test
  void backward_layerBetweenOthers_agrees() {
    Network network =
        Network.input(5, 6, 2).add(new Conv2D(3, 3)).add(new PReLU(0.5)).add(new ReLU());
    GradientCheck.check(network, separated(2, network.inputShape()));
  }

  @Test
  void backward_join_agrees() {
    Node first = Node.input("first", 3, 4, 2);
    Node second = Node.input("second", 3, 4, 2);
    GradientCheck.check(
        Network.of(Node.join(new Difference(), first, second)),
        uniform(3, first.shape()),
        separated(3, second.shape()));
  }

  @Test
  void backward_joinOfANodeAndTheNodeAfterIt_agrees() {
    Node input = Node.input(5);
    GradientCheck.check(
        Network.of(Node.join(new Difference(), input, input.then(new Sigmoid()))),
        uniform(3, input.shape()));
  }

  @Test
  void backward_block_agrees() {
    Network network = Network.input(5, 4, 2).add(new GatedConv2D(3, 3));
    GradientCheck.check(network, uniform(2, network.inputShape()));
  }

  @Test
  void compute_loss_agrees() {
    Shape shape = Shape.of(4);
    GradientCheck.check(new HuberLoss(0.5), separated(3, shape), uniform(3, shape));
  }

  @Test
  void outputShape_joinOfDifferentShapes_isRefused() {
    Node small = Node.input(3);
    Node large = Node.input(4);

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> Node.join(new Difference(), small, large));

    assertEquals("Difference: expected equal shapes, got [[3], [4]]", refusal.getMessage());
  }
}
