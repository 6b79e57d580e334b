package io.crema.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.tensor.Shape;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Component;
import io.crema.nn.layer.Concat;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Softmax;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks in functional form: names, blocks, joins, and what is refused. */
class NodeTest {

  private static List<String> names(Node... outputs) {
    return Network.of(outputs).nodes().stream().map(Node::name).toList();
  }

  @Test
  void then_rowOfNodes_isTheNetworkOfAdd() {
    Node node = Node.input(8, 8, 1).then(new Conv2D(4, 3)).then(new Flatten()).then(new Dense(3));

    assertThat(Network.of(node))
        .isEqualTo(
            Network.input(8, 8, 1).add(new Conv2D(4, 3)).add(new Flatten()).add(new Dense(3)));
  }

  @Test
  void name_beforeTheNodeIsInANetwork_isItsOwnOrItsType() {
    Node input = Node.input(3);

    assertThat(input.name()).isEqualTo("input");
    assertThat(input.then(new Dense(2)).name()).isEqualTo("dense");
    assertThat(input.then("digit", new Dense(2)).name()).isEqualTo("digit");
    assertThat(input.then("digit", new Dense(2))).hasToString("\"digit\" (Dense(2))");
    assertThat(input.isNamed()).isFalse();
    assertThat(input.then("digit", new Dense(2)).isNamed()).isTrue();
  }

  @Test
  void name_severalInputs_areNumbered() {
    Node a = Node.input(3);
    Node b = Node.input(3);

    assertThat(names(Node.join(new Add(), a, b))).containsExactly("input_1", "input_2", "add_1");
  }

  @Test
  void name_givenNameLikeANumberedOne_isSkipped() {
    Node node = Node.input(3).then(new Dense(3)).then("dense_1", new Dense(3)).then(new Dense(3));

    assertThat(names(node)).containsExactly("input", "dense_2", "dense_1", "dense_3");
  }

  @Test
  void name_givenNameLikeANumberedOneInABlock_isSkipped() {
    Block block = input -> input.then(new Dense(3)).then("dense_1", new Dense(3));

    assertThat(names(Node.input(3).then("part", block)))
        .containsExactly("input", "part.dense_2", "part.dense_1");
  }

  @Test
  void name_nodeCalledInput_leavesTheInputAnotherName() {
    assertThat(names(Node.input(3).then("input", new Dense(3))))
        .containsExactly("input_1", "input");
  }

  @Test
  void name_numberedNodes_countByTypeInEachBlock() {
    Node node =
        Node.input(4)
            .then(new Dense(4))
            .then(new Residual(new Dense(4), new ReLU(), new Dense(4)))
            .then("named", new Residual(new Residual(new Dense(4)), new Dense(4)))
            .then(new Dense(4));

    assertThat(names(node))
        .containsExactly(
            "input",
            "dense_1",
            "residual_1.dense_1",
            "residual_1.relu_1",
            "residual_1.dense_2",
            "residual_1.add_1",
            "named.residual_1.dense_1",
            "named.residual_1.add_1",
            "named.dense_1",
            "named.add_1",
            "dense_2");
  }

  private record BottleneckV2(int filters) implements Block {
    @Override
    public Node expand(Node input) {
      return input.then(new Dense(filters)).then("last", new Dense(filters));
    }
  }

  @Test
  void name_blocksOfAClassOfALambdaAndInARow_haveTheirTypes() {
    Block lambda = input -> input.then(new Dense(3));
    Component row = Block.row(new Dense(3), new ReLU());

    assertThat(names(Node.input(3).then(new BottleneckV2(3)).then(lambda).then(row).then(row)))
        .containsExactly(
            "input",
            "bottleneck_v2_1.dense_1",
            "bottleneck_v2_1.last",
            "block_1.dense_1",
            "row_1.dense_1",
            "row_1.relu_1",
            "row_2.dense_1",
            "row_2.relu_1");
  }

  @Test
  void then_blockThatAddsNothing_isTheNodeItself() {
    Node node = Node.input(3).then(new Dense(2));
    Block nothing = input -> input;

    assertThat(node.then(nothing)).isEqualTo(node);
    assertThat(names(node.then(nothing).then(new ReLU())))
        .containsExactly("input", "dense_1", "relu_1");
  }

  @Test
  void then_residualWithShortcut_joinsBodyAndProjection() {
    Residual residual =
        new Residual(new Conv2D(8, 3).same().stride(2), new BatchNorm())
            .shortcut(new Conv2D(8, 1).stride(2));
    Network network = Network.of(Node.input(7, 6, 3).then("block", residual));

    assertThat(network.outputShape()).isEqualTo(Shape.of(4, 3, 8));
    assertThat(network.inputsOf(network.output()))
        .extracting(Node::name)
        .containsExactly("block.batch_norm_1", "block.conv2d_2");
    assertThat(network.inputsOf(network.node("block.conv2d_2"))).containsExactly(network.input());
  }

  @Test
  void join_severalInputs_keepsTheirOrder() {
    Node a = Node.input("a", 3);
    Node b = Node.input("b", 2);
    Network network = Network.of(Node.join("both", new Concat(), b, a, b));

    assertThat(network.inputs()).extracting(Node::name).containsExactly("b", "a");
    assertThat(network.inputsOf(network.output()))
        .extracting(Node::name)
        .containsExactly("b", "a", "b");
    assertThat(network.outputShape()).isEqualTo(Shape.of(7));
  }

  @Test
  void join_noInput_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Node.join(new Add()))
        .withMessage("Add: expected at least one input, got none");
  }

  @Test
  void join_otherShapes_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Node.join(new Add(), Node.input(3), Node.input(4)))
        .withMessage("Add: expected inputs of one shape, got [[3], [4]]");
  }

  @Test
  void then_shapeThatDoesNotFit_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Node.input(28, 28, 1).then(new Softmax()))
        .withMessage("Softmax: expected input [features] (add Flatten before it), got [28, 28, 1]");
  }

  @Test
  void then_neitherLayerNorBlock_isRefused() {
    Component other = () -> "other";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Node.input(3).then(other))
        .withMessageStartingWith(
            "node: expected a Layer or a Block, got " + NodeTest.class.getName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void input_blankName_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Node.input(name, 3))
        .withMessage("node name: expected 1 to 500 characters, got " + name.length());
  }

  @Test
  void then_nameWithAControlCharacter_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Node.input(3).then("a\nb", new Dense(2)))
        .withMessage("node name: expected no control characters, got one");
  }

  @Test
  void then_longName_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Node.input(3).then("a".repeat(501), new Dense(2)))
        .withMessage("node name: expected 1 to 500 characters, got 501");
  }
}
