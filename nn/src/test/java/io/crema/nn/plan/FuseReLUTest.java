package io.crema.nn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv1D;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Conv2DTranspose;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.DepthwiseConv1D;
import io.crema.nn.layer.DepthwiseConv2D;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.GroupNorm;
import io.crema.nn.layer.InstanceNorm;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.LeakyReLU;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.Maximum;
import io.crema.nn.layer.ReLU;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which rectifiers the step before them computes, and which it must leave alone. */
class FuseReLUTest {

  private static final Node INPUT = Node.input(4, 4, 2);
  private static final Node CONV = INPUT.then("conv", new Conv2D(2, 1));

  private static List<String> steps(Node... outputs) {
    return RewriteRun.steps(Network.of(outputs), Purpose.TRAINING, new FuseReLU());
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void apply_convolution_rectifies(Purpose purpose) {
    Network network = Network.of(CONV.then("relu", new ReLU()));

    assertThat(RewriteRun.steps(network, purpose, new FuseReLU()))
        .containsExactly("conv + relu, rectifies");
  }

  static Stream<Layer> rectifying() {
    return Stream.of(
        new Conv2D(2, 1),
        new Conv2DTranspose(2, 2),
        new Dense(3),
        new DepthwiseConv2D(1),
        new BatchNorm(),
        new GroupNorm(1),
        new InstanceNorm());
  }

  @ParameterizedTest
  @MethodSource("rectifying")
  void apply_layerThatCan_rectifies(Layer layer) {
    assertThat(steps(INPUT.then("layer", layer).then("relu", new ReLU())))
        .containsExactly("layer + relu, rectifies");
  }

  static Stream<Layer> rectifyingSequences() {
    return Stream.of(new Conv1D(2, 3), new DepthwiseConv1D(2), new Dense(3), new BatchNorm());
  }

  @ParameterizedTest
  @MethodSource("rectifyingSequences")
  void apply_layerOfASequence_rectifies(Layer layer) {
    assertThat(steps(Node.input(5, 2).then("layer", layer).then("relu", new ReLU())))
        .containsExactly("layer + relu, rectifies");
  }

  @Test
  void apply_dense_rectifies() {
    Network network = Network.input(3).add("dense", new Dense(2)).add("relu", new ReLU());

    assertThat(RewriteRun.steps(network, Purpose.PREDICTION, new FuseReLU()))
        .containsExactly("dense + relu, rectifies");
  }

  @Test
  void apply_sum_rectifies() {
    assertThat(steps(Node.join("sum", new Add(), INPUT, INPUT).then("relu", new ReLU())))
        .containsExactly("sum + relu, rectifies");
  }

  static Stream<Layer> otherRectifiers() {
    return Stream.of(
        new ReLU().maximum(6),
        new ReLU().negativeSlope(0.1),
        new ReLU().threshold(1),
        new LeakyReLU(0));
  }

  @ParameterizedTest
  @MethodSource("otherRectifiers")
  void apply_rectifierWithParameters_isLeftAlone(Layer rectifier) {
    assertThat(steps(CONV.then("relu", rectifier))).containsExactly("conv", "relu");
  }

  static Stream<Layer> others() {
    return Stream.of(new MaxPool2D(2), new Dropout(0.5), new LeakyReLU(0.1));
  }

  @ParameterizedTest
  @MethodSource("others")
  void apply_layerThatCannot_isLeftAlone(Layer layer) {
    assertThat(steps(INPUT.then("layer", layer).then("relu", new ReLU())))
        .containsExactly("layer", "relu");
  }

  @Test
  void apply_otherJoin_isLeftAlone() {
    assertThat(steps(Node.join("max", new Maximum(), INPUT, INPUT).then("relu", new ReLU())))
        .containsExactly("max", "relu");
  }

  @Test
  void apply_input_isLeftAlone() {
    assertThat(steps(INPUT.then("relu", new ReLU()))).containsExactly("relu");
  }

  @Test
  void apply_leakyReLU_isLeftAlone() {
    assertThat(steps(CONV.then("leaky", new LeakyReLU(0.1)))).containsExactly("conv", "leaky");
  }

  @Test
  void apply_valueThatAnotherNodeReads_isLeftAlone() {
    assertThat(steps(CONV.then("relu", new ReLU()), CONV.then("pool", new MaxPool2D(2))))
        .containsExactly("conv", "relu", "pool");
  }

  @Test
  void apply_valueThatTwoRectifiersRead_isLeftAlone() {
    assertThat(steps(CONV.then("one", new ReLU()), CONV.then("two", new ReLU())))
        .containsExactly("conv", "one", "two");
  }

  @Test
  void apply_valueThatIsAnOutput_isLeftAlone() {
    assertThat(steps(CONV, CONV.then("relu", new ReLU()))).containsExactly("conv", "relu");
  }

  @Test
  void apply_twoRectifiers_fusesTheFirst() {
    assertThat(steps(CONV.then("one", new ReLU()).then("two", new ReLU())))
        .containsExactly("conv + one, rectifies", "two");
  }

  @Test
  void apply_branches_fusesInEach() {
    Node one = CONV.then("a", new Conv2D(2, 1)).then("a_relu", new ReLU());
    Node two = CONV.then("b", new DepthwiseConv2D(1)).then("b_relu", new ReLU());

    assertThat(steps(Node.join("sum", new Add(), one, two).then("relu", new ReLU())))
        .containsExactly(
            "conv", "a + a_relu, rectifies", "b + b_relu, rectifies", "sum + relu, rectifies");
  }
}
