package io.crema.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crema.core.tensor.Tensor;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SaveOptions;
import io.crema.nn.io.SavedModel;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Component;
import io.crema.nn.layer.Concat;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Tanh;
import io.crema.nn.model.Model;
import io.crema.nn.testing.GradientCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Networks with branches, several inputs and several outputs. */
class NetworkGraphTest {

  private static final int DEEP = 10_000;

  private static final Node IMAGE = Node.input("image", 4, 4, 2);
  private static final Node STEM = IMAGE.then("stem", new Conv2D(3, 3));
  private static final Node DIGIT = STEM.then(new Flatten()).then("digit", new Dense(10));
  private static final Node COLOR = STEM.then(new Flatten()).then("color", new Dense(3));

  private static List<String> names(Network network) {
    return network.nodes().stream().map(Node::name).toList();
  }

  @Test
  void of_severalOutputs_keepsTheirOrder() {
    Network network = Network.of(COLOR, DIGIT);

    assertThat(network.outputs()).extracting(Node::name).containsExactly("color", "digit");
    assertThat(names(network))
        .containsExactly("image", "stem", "flatten_1", "color", "flatten_2", "digit");
  }

  @Test
  void of_listedInputs_keepsTheirOrder() {
    Node a = Node.input("a", 3);
    Node b = Node.input("b", 3);
    Node sum = Node.join(new Add(), a, b);

    assertThat(Network.of(sum).inputs()).extracting(Node::name).containsExactly("a", "b");
    assertThat(Network.of(List.of(b, a), List.of(sum)).inputs())
        .extracting(Node::name)
        .containsExactly("b", "a");
  }

  @Test
  void of_inputAlone_isANetworkWithoutLayers() {
    assertThat(Network.of(IMAGE)).isEqualTo(Network.of(List.of(IMAGE), List.of(IMAGE)));
    assertThat(Network.of(IMAGE).outputs()).containsExactly(IMAGE);
  }

  @Test
  void of_twoNodesOfOneName_isRefused() {
    Node twice = IMAGE.then("a", new ReLU()).then("a", new Tanh());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of(twice))
        .withMessage(
            "network: expected nodes with different names, got two of the name a: \"a\" (ReLU) and"
                + " \"a\" (Tanh)");
  }

  @Test
  void of_twoNodesOfOneNameInABlock_isRefused() {
    Block block = input -> input.then("a", new ReLU()).then("a", new Tanh());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of(IMAGE.then("block", block)))
        .withMessage(
            "network: expected nodes with different names, got two of the name block.a: \"a\""
                + " (ReLU) and \"a\" (Tanh)");
  }

  @Test
  void of_twoBlocksOfOneName_isRefused() {
    Component block = new Residual(new Conv2D(2, 1));
    Node twice = IMAGE.then("b", block).then("b", block);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of(twice))
        .withMessage("network: expected blocks with different names, got two of the name b");
  }

  @Test
  void of_noOutputs_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of())
        .withMessage("network: expected at least one output, got none");
  }

  @Test
  void of_oneOutputTwice_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of(DIGIT, COLOR, DIGIT))
        .withMessage("network: expected different outputs, got one twice: \"digit\" (Dense(10))");
  }

  @Test
  void of_oneInputTwice_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of(List.of(IMAGE, IMAGE), List.of(DIGIT)))
        .withMessage(
            "network: expected different inputs, got one twice: \"image\" (input[4, 4, 2])");
  }

  @Test
  void of_inputThatNoOutputNeeds_isRefused() {
    Node other = Node.input("other", 3);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of(List.of(IMAGE, other), List.of(DIGIT)))
        .withMessage(
            "network: expected outputs that depend on every input; none depends on \"other\""
                + " (input[3])");
  }

  @Test
  void of_inputThatIsNotListed_isRefused() {
    Node both = Node.join(new Concat(), DIGIT, Node.input("other", 3));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of(List.of(IMAGE), List.of(both)))
        .withMessage(
            "network: expected outputs that depend on the inputs [\"image\" (input[4, 4, 2])]"
                + " alone; one depends on \"other\" (input[3])");
  }

  @Test
  void of_layerAmongTheInputs_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of(List.of(STEM), List.of(DIGIT)))
        .withMessage("network: expected inputs, got the node \"stem\" (Conv2D(3, 3x3))");
  }

  @Test
  void indexOf_nodeOfAnotherNetwork_isRefused() {
    Network network = Network.of(DIGIT);
    String message = "\"color\" (Dense(3)): expected a node of this network";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.indexOf(COLOR))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.inputsOf(COLOR))
        .withMessage(message);
    assertThatIllegalArgumentException().isThrownBy(() -> network.path(COLOR)).withMessage(message);
    assertThatIllegalArgumentException().isThrownBy(() -> network.upTo(COLOR)).withMessage(message);
  }

  @Test
  void node_unknownName_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of(DIGIT).node("color"))
        .withMessage("node: expected one of [image, stem, flatten_1, digit], got color");
  }

  @Test
  void add_severalOutputs_isRefused() {
    Network network = Network.of(COLOR, DIGIT);
    String message = "network: expected one output, got [color, digit]";

    assertThatIllegalStateException()
        .isThrownBy(() -> network.add(new ReLU()))
        .withMessage(message);
    assertThatIllegalStateException()
        .isThrownBy(() -> network.add("relu", new ReLU()))
        .withMessage(message);
    assertThatIllegalStateException().isThrownBy(network::outputShape).withMessage(message);
    assertThatIllegalStateException()
        .isThrownBy(() -> network.append(Network.input(3)))
        .withMessage(message);
  }

  @Test
  void inputShape_severalInputs_isRefused() {
    Network network = Network.of(Node.join(new Add(), Node.input("a", 3), Node.input("b", 3)));
    String message = "network: expected one input, got [a, b]";

    assertThatIllegalStateException().isThrownBy(network::inputShape).withMessage(message);
    assertThatIllegalStateException()
        .isThrownBy(() -> Network.input(3).append(network))
        .withMessage(message);
  }

  @Test
  void add_groupsOfAnotherSize_isRefused() {
    Network network = Network.input(3).add("first", new BatchNorm().groupSize(8));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.add("second", new BatchNorm()))
        .withMessage(
            "second: \"second\" (BatchNorm): expected groups of 8 samples as in first before it,"
                + " got groups of 16 samples");
  }

  @Test
  void add_wholeBatchesAfterGroups_isRefused() {
    Network network = Network.input(3).add(new BatchNorm());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.add(new BatchNorm().wholeBatch()))
        .withMessage(
            "batch_norm_2: BatchNorm(whole batch): expected groups of 16 samples as in"
                + " batch_norm_1 before it, got whole batches");
  }

  @Test
  void append_namedNodes_keepTheirNamesAndOthersAreNumberedAnew() {
    Network front = Network.input(4, 4, 2).add(new Conv2D(2, 1)).add(new ReLU());
    Network back =
        Network.input(4, 4, 2)
            .add("stem", new Conv2D(3, 3))
            .add(new ReLU())
            .add("block", new Residual(new Conv2D(3, 1)))
            .add(new Residual(new Conv2D(3, 1)));

    assertThat(names(front.append(back)))
        .containsExactly(
            "input",
            "conv2d_1",
            "relu_1",
            "stem",
            "relu_2",
            "block.conv2d_1",
            "block.add_1",
            "residual_1.conv2d_1",
            "residual_1.add_1");
  }

  @Test
  void append_severalOutputs_areThoseOfTheOther() {
    Network network = Network.input(4, 4, 2).add(new ReLU()).append(Network.of(COLOR, DIGIT));

    assertThat(network.outputs()).extracting(Node::name).containsExactly("color", "digit");
  }

  @Test
  void append_otherShape_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.input(3).append(Network.input(4)))
        .withMessage("append: expected a network with input [3], got [4]");
  }

  @Test
  void append_nameThatIsTaken_isRefused() {
    Network network = Network.input(3).add("a", new ReLU());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.append(network))
        .withMessage(
            "network: expected nodes with different names, got two of the name a: \"a\" (ReLU) and"
                + " \"a\" (ReLU)");
  }

  @Test
  void upTo_innerNodes_keepsTheirNames() {
    Network network =
        Network.input(4).add(new Dense(4)).add(new Residual(new Dense(4), new ReLU()));

    Network part = network.upTo(network.node("residual_1.dense_1"), network.node("dense_1"));

    assertThat(names(part)).containsExactly("input", "dense_1", "residual_1.dense_1");
    assertThat(part.outputs())
        .extracting(Node::name)
        .containsExactly("residual_1.dense_1", "dense_1");
  }

  @Test
  void path_nodesInBlocks_isTheirPositionInEach() {
    Network network =
        Network.input(4)
            .add(new Dense(4))
            .add(new Residual(new Dense(4), new Residual(new Dense(4))))
            .add(new Dense(2));

    assertThat(network.path(network.node("dense_1"))).containsExactly(0);
    assertThat(network.path(network.node("residual_1.dense_1"))).containsExactly(1, 0);
    assertThat(network.path(network.node("residual_1.residual_1.dense_1")))
        .containsExactly(1, 1, 0);
    assertThat(network.path(network.node("residual_1.residual_1.add_1"))).containsExactly(1, 1, 1);
    assertThat(network.path(network.node("residual_1.add_1"))).containsExactly(1, 2);
    assertThat(network.path(network.node("dense_2"))).containsExactly(2);
  }

  private static Network drawn() {
    Node quoted = IMAGE.then("say \"a\\b\" <&>", new Conv2D(2, 1));
    return Network.of(Node.join("sum", new Add(), quoted, IMAGE));
  }

  @Test
  void toDot_branches_isTheGraph() {
    assertThat(drawn().toDot())
        .isEqualTo(
            """
            digraph network {
              rankdir=TB;
              node [shape=box, fontname="sans-serif"];
              edge [fontname="sans-serif"];
              n0 [label="image\\ninput 4 x 4 x 2", style=rounded];
              n1 [label="say \\"a\\\\b\\" <&>\\nConv2D(2, 1x1)"];
              n2 [label="sum\\nAdd", style=rounded];
              n0 -> n1 [label="4 x 4 x 2"];
              n1 -> n2 [label="4 x 4 x 2"];
              n0 -> n2 [label="4 x 4 x 2"];
            }
            """);
  }

  @Test
  void toMermaid_branches_isTheGraph() {
    assertThat(drawn().toMermaid())
        .isEqualTo(
            """
            flowchart TD
              n0(["image<br/>input 4 x 4 x 2"])
              n1["say &quot;a\\b&quot; &lt;&amp;&gt;<br/>Conv2D(2, 1x1)"]
              n2(["sum<br/>Add"])
              n0 -- "4 x 4 x 2" --> n1
              n1 -- "4 x 4 x 2" --> n2
              n0 -- "4 x 4 x 2" --> n2
            """);
  }

  @Test
  void summary_branches_namesInputsThatAreNotTheLineAbove() {
    Node a = Node.input("a", 3);
    Node b = Node.input("b", 3);
    Node sum = Node.join("sum", new Add(), a.then(new Dense(3)), b);
    Network network = Network.of(sum.then(new ReLU()), sum.then("other", new Dense(2)));

    assertThat(Model.initialize(network, 1).summary().lines())
        .containsExactly(
            "layer                   output shape  bytes  parameters  MFLOP  algorithm",
            "a                       [N, 3]           12",
            "b                       [N, 3]           12",
            "dense_1: Dense(3) of a  [N, 3]           12          12   0.00  direct",
            "sum: Add of dense_1, b  [N, 3]           12",
            "ReLU                    [N, 3]           12",
            "other: Dense(2) of sum  [N, 2]            8           8   0.00  direct",
            "total                                    68          20   0.00");
  }

  @Test
  @Timeout(60)
  void addAll_deepNetwork_isBuiltSavedLoadedAndRun() throws IOException {
    Network network =
        Network.input(2).addAll(Collections.nCopies(DEEP - 1, new Tanh())).add(new Dense(2));
    Model model = Model.initialize(network, 1);
    byte[] bytes =
        ModelFile.toBytes(new SavedModel(model, TrainingRecord.EMPTY), SaveOptions.DEFAULT);

    Model loaded = ModelFile.load("deep", new ByteArrayInputStream(bytes)).model();

    Tensor inputs = GradientCheck.uniform(2, network.inputShape());
    assertThat(loaded.forward(inputs).toArray()).isEqualTo(model.forward(inputs).toArray());
    assertThat(loaded.network()).isEqualTo(network);
    assertThat(network.toDot()).contains("n10000 [");
    assertThat(model.summary()).contains("total");
  }

  @Test
  @Timeout(60)
  void explain_deepNetworkOfSumsAndRectifiers_isCompiled() {
    Node input = Node.input(2);
    Node node = input;
    for (int i = 0; i < DEEP / 10; i++) {
      node = Node.join(new Add(), node.then(new Dense(2)), input).then(new ReLU());
    }
    Model model = Model.initialize(Network.of(node), 1);

    assertThat(model.explain()).contains("plan for training: 1000 steps for 3000 nodes");
  }
}
