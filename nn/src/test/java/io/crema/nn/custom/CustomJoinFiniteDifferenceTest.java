package io.crema.nn.custom;

import static io.crema.nn.testing.GradientCheck.uniform;

import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Dense;
import io.crema.nn.testing.GradientCheck;
import org.junit.jupiter.api.Test;

/** Compares the gradients of a join with a parameter with central differences. */
class CustomJoinFiniteDifferenceTest {

  private final Node first = Node.input("first", 4);
  private final Node second = Node.input("second", 4);

  /** Nobody needs the gradients with respect to its inputs in training. */
  @Test
  void backward_joinOfNetworkInputs_agrees() {
    GradientCheck.check(
        Network.of(Node.join(new WeightedSum(), first, second)),
        uniform(3, first.shape()),
        uniform(3, second.shape()));
  }

  @Test
  void backward_joinOfInputAndLayer_agrees() {
    GradientCheck.check(
        Network.of(Node.join(new WeightedSum(), first, second.then(new Dense(4)))),
        uniform(3, first.shape()),
        uniform(3, second.shape()));
  }
}
