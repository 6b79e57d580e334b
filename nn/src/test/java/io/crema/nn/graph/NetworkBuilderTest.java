package io.crema.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.tensor.Shape;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.LayerConfig;
import io.crema.nn.layer.Operator;
import io.crema.nn.layer.ReLU;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Networks from names in any order, and what is refused. */
class NetworkBuilderTest {

  private static NetworkBuilder builder() {
    return new NetworkBuilder().input("in", Shape.of(3));
  }

  @Test
  void build_nodesInAnyOrder_isTheNetworkOfNodes() {
    Node input = Node.input("in", 3);
    Node a = input.then("a", new Dense(3));
    Network expected = Network.of(Node.join("sum", new Add(), a.then("b", new ReLU()), input), a);

    Network network =
        builder()
            .node("sum", new Add(), List.of("b", "in"))
            .node("b", new ReLU(), List.of("a"))
            .node("a", new Dense(3), List.of("in"))
            .build(List.of("sum", "a"));

    assertThat(network).isEqualTo(expected);
  }

  @Test
  void build_severalInputs_keepsTheirOrder() {
    Network network =
        builder()
            .input("other", Shape.of(3))
            .node("sum", new Add(), List.of("other", "in"))
            .build(List.of("sum"));

    assertThat(network.inputs()).extracting(Node::name).containsExactly("in", "other");
  }

  private static void assertRefused(NetworkBuilder builder, String output, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.build(List.of(output)))
        .withMessage(message);
  }

  @Test
  void node_nameThatIsTaken_isRefused() {
    NetworkBuilder builder = builder().node("a", new ReLU(), List.of("in"));
    String message = "network: expected nodes with different names, got two of the name ";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.node("a", new ReLU(), List.of("in")))
        .withMessage(message + "a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.node("in", new ReLU(), List.of("in")))
        .withMessage(message + "in");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.input("a", Shape.of(3)))
        .withMessage(message + "a");
  }

  @Test
  void build_cycle_isRefused() {
    assertRefused(
        builder()
            .node("a", new Add(), List.of("in", "c"))
            .node("b", new ReLU(), List.of("a"))
            .node("c", new ReLU(), List.of("b")),
        "c",
        "network: expected no cycle, got a <- c <- b <- a");
  }

  @Test
  void build_nodeThatReadsItself_isRefused() {
    assertRefused(
        builder().node("a", new Add(), List.of("in", "a")),
        "a",
        "network: expected no cycle, got a <- a");
  }

  @Test
  void build_unknownInput_isRefused() {
    assertRefused(
        builder().node("a", new ReLU(), List.of("b")),
        "a",
        "network: node a: expected an existing node as input, got b");
  }

  @Test
  void build_unknownOutput_isRefused() {
    assertRefused(
        builder().node("a", new ReLU(), List.of("in")),
        "b",
        "network: expected an existing node in the outputs, got b");
  }

  @Test
  void build_nodesThatLeadToNoOutput_isRefused() {
    assertRefused(
        builder()
            .node("a", new ReLU(), List.of("in"))
            .node("c", new ReLU(), List.of("a"))
            .node("b", new ReLU(), List.of("c")),
        "a",
        "network: expected nodes that lead to an output of [a], got [b, c] that lead to none");
  }

  @Test
  void build_inputThatNobodyUses_isRefused() {
    assertRefused(
        builder().input("other", Shape.of(2)).node("a", new ReLU(), List.of("in")),
        "a",
        "network: expected outputs that depend on every input; none depends on \"other\""
            + " (input[2])");
  }

  @Test
  void build_outputTwice_isRefused() {
    NetworkBuilder builder = builder().node("a", new ReLU(), List.of("in"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.build(List.of("a", "a")))
        .withMessage("network: expected different outputs, got one twice: \"a\" (ReLU)");
  }

  @Test
  void build_shapesThatDoNotFit_isRefused() {
    assertRefused(
        builder().node("a", new Dense(2), List.of("in")).node("sum", new Add(), List.of("a", "in")),
        "sum",
        "node sum: Add: expected inputs of one shape, got [[2], [3]]");
  }

  @Test
  void build_layerOfTwoInputsOrNone_isRefused() {
    assertRefused(
        builder().node("a", new ReLU(), List.of("in", "in")),
        "a",
        "node a: ReLU: expected one input, got 2");
    assertRefused(
        builder().node("a", new ReLU(), List.of()), "a", "node a: ReLU: expected one input, got 0");
  }

  @Test
  void build_neitherLayerNorJoin_isRefused() {
    Operator other = () -> "other";

    assertThat(other.config()).isEqualTo(LayerConfig.EMPTY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().node("a", other, List.of("in")).build(List.of("a")))
        .withMessageStartingWith("node a: expected a Layer or a Join, got ");
  }

  @Test
  @Timeout(30)
  void build_deepNetworkFromTheEnd_isOrdered() {
    NetworkBuilder builder = builder();
    int deep = 10_000;
    for (int i = deep; i > 0; i--) {
      builder.node("n" + i, new ReLU(), List.of(i == 1 ? "in" : "n" + (i - 1)));
    }

    assertThat(builder.build(List.of("n" + deep)).nodes().get(deep).name()).isEqualTo("n" + deep);
  }
}
