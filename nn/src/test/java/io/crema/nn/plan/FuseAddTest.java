package io.crema.nn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.graph.Residual;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.Average;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.DepthwiseConv2D;
import io.crema.nn.layer.ReLU;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which sums a step before them computes, and which it must leave alone. */
class FuseAddTest {

  private static final Node INPUT = Node.input(4, 4, 2);
  private static final Node CONV = INPUT.then("conv", new Conv2D(2, 1));

  private static List<String> steps(Node... outputs) {
    return RewriteRun.steps(Network.of(outputs), Purpose.TRAINING, new FuseAdd());
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void apply_convolutionPlusInput_isOneStep(Purpose purpose) {
    Network network = Network.of(Node.join("sum", new Add(), CONV, INPUT));

    assertThat(RewriteRun.steps(network, purpose, new FuseAdd()))
        .containsExactly("conv + sum of input");
  }

  @Test
  void apply_inputPlusConvolution_isOneStep() {
    assertThat(steps(Node.join("sum", new Add(), INPUT, CONV)))
        .containsExactly("conv + sum of input");
  }

  @Test
  void apply_batchNormPlusInput_isOneStep() {
    Node norm = CONV.then("norm", new BatchNorm());

    assertThat(steps(Node.join("sum", new Add(), norm, INPUT)))
        .containsExactly("conv", "norm + sum of input");
  }

  @Test
  void apply_twoConvolutions_fusesTheLaterOne() {
    Node other = INPUT.then("other", new Conv2D(2, 3).same());

    assertThat(steps(Node.join("sum", new Add(), CONV, other)))
        .containsExactly("conv", "other + sum of conv");
    assertThat(steps(Node.join("sum", new Add(), other, CONV)))
        .containsExactly("other", "conv + sum of other");
  }

  @Test
  void apply_addendComputedLater_isNotFused() {
    Node later = CONV.then("later", new DepthwiseConv2D(1)); // adds nothing itself

    assertThat(steps(Node.join("sum", new Add(), INPUT.then("first", new Conv2D(2, 1)), later)))
        .containsExactly("first", "conv", "later", "sum");
  }

  @Test
  void apply_addendThatDependsOnTheConvolution_isNotFused() {
    assertThat(steps(Node.join("sum", new Add(), CONV, CONV.then("relu", new ReLU()))))
        .containsExactly("conv", "relu", "sum");
  }

  @Test
  void apply_convolutionThatAnotherNodeReads_isNotFused() {
    Node sum = Node.join("sum", new Add(), CONV, INPUT);

    assertThat(steps(sum, CONV.then("relu", new ReLU()))).containsExactly("conv", "sum", "relu");
  }

  @Test
  void apply_convolutionTwice_isNotFused() {
    assertThat(steps(Node.join("sum", new Add(), CONV, CONV))).containsExactly("conv", "sum");
  }

  @Test
  void apply_convolutionThatIsAnOutput_isNotFused() {
    assertThat(steps(Node.join("sum", new Add(), CONV, INPUT), CONV))
        .containsExactly("conv", "sum");
  }

  @Test
  void apply_rectifiedConvolution_isNotFused() {
    Network network = Network.of(Node.join("sum", new Add(), CONV.then("relu", new ReLU()), INPUT));

    assertThat(RewriteRun.steps(network, Purpose.TRAINING, new FuseReLU(), new FuseAdd()))
        .containsExactly("conv + relu, rectifies", "sum");
  }

  @Test
  void apply_threeTerms_areNotFused() {
    Node other = INPUT.then("other", new Conv2D(2, 1));

    assertThat(steps(Node.join("sum", new Add(), INPUT, CONV, other)))
        .containsExactly("conv", "other", "sum");
  }

  @Test
  void apply_otherJoin_isNotFused() {
    assertThat(steps(Node.join("mean", new Average(), CONV, INPUT)))
        .containsExactly("conv", "mean");
  }

  @Test
  void apply_depthwiseConvolution_isNotFused() {
    Node depthwise = INPUT.then("depthwise", new DepthwiseConv2D(1));

    assertThat(steps(Node.join("sum", new Add(), depthwise, INPUT)))
        .containsExactly("depthwise", "sum");
  }

  @Test
  void apply_twoSumsInARow_fusesOneAddendForEachConvolution() {
    Node first = Node.join("first", new Add(), CONV, INPUT);
    Node second = Node.join("second", new Add(), first, INPUT);

    assertThat(steps(second)).containsExactly("conv + first of input", "second");
  }

  @Test
  void apply_residualsInARow_fusesEach() {
    Network network =
        Network.input(4, 4, 2)
            .add(new Residual(new Conv2D(2, 1)))
            .add(new Residual(new Conv2D(2, 1)).shortcut(new Conv2D(2, 1), new BatchNorm()));

    assertThat(RewriteRun.steps(network, Purpose.TRAINING, new FuseAdd()))
        .containsExactly(
            "residual_1.conv2d_1 + residual_1.add_1 of input",
            "residual_2.conv2d_1",
            "residual_2.conv2d_2",
            "residual_2.batch_norm_1 + residual_2.add_1 of residual_2.conv2d_1");
  }

  @Test
  void apply_sumThatIsRectified_isOneStepWithFuseReLU() {
    Network network = Network.of(Node.join("sum", new Add(), CONV, INPUT).then("relu", new ReLU()));

    assertThat(RewriteRun.steps(network, Purpose.TRAINING, new FuseAdd(), new FuseReLU()))
        .containsExactly("conv + sum + relu of input, rectifies");
  }
}
