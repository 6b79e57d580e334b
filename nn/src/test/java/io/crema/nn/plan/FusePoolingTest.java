package io.crema.nn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.PassControl;
import io.crema.nn.compute.PoolsForward;
import io.crema.nn.compute.Splittable;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.AveragePool2D;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.Padding;
import io.crema.nn.layer.Pass;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.WeightFactory;
import io.crema.nn.model.Model;
import io.crema.nn.testing.GradientCheck;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which pooling a convolution before it computes, and which it must leave alone. */
class FusePoolingTest {

  /**
   * Stands for a convolution that can pool, which with scalar kernels is none.
   *
   * @param parts that threads could share
   */
  private record Pooling(int parts) implements Layer {

    @Override
    public String type() {
      return "pooling";
    }

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public BoundLayer bind(Shape input, WeightFactory weights) {
      return new Bound(parts);
    }
  }

  private record Bound(int all) implements BoundLayer, PoolsForward, Splittable {

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {}

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {}

    @Override
    public boolean poolsForward() {
      return true;
    }

    @Override
    public void forwardPooled(Tensor input, Tensor output, PassControl pass) {}

    @Override
    public int parts(int samples) {
      return all;
    }

    @Override
    public void forwardPart(int first, int end, Tensor input, Tensor output, PassControl pass) {}
  }

  private static final Node CONV = Node.input(8, 8, 2).then("conv", new Pooling(1));

  private static List<String> steps(Purpose purpose, Node... outputs) {
    return RewriteRun.steps(Network.of(outputs), purpose, new FusePooling());
  }

  @Test
  void apply_poolingBy2x2_isOneStep() {
    assertThat(steps(Purpose.PREDICTION, CONV.then("pool", new MaxPool2D(2))))
        .containsExactly("conv + pool, pools");
    assertThat(steps(Purpose.PREDICTION_TOGETHER, CONV.then("pool", new MaxPool2D(2))))
        .containsExactly("conv + pool, pools");
  }

  @Test
  void apply_training_isLeftAlone() {
    assertThat(steps(Purpose.TRAINING, CONV.then("pool", new MaxPool2D(2))))
        .containsExactly("conv", "pool");
  }

  @Test
  void apply_convolutionThatThreadsShare_isLeftAlone() {
    Node pool = Node.input(8, 8, 2).then("conv", new Pooling(2)).then("pool", new MaxPool2D(2));

    assertThat(steps(Purpose.PREDICTION_TOGETHER, pool)).containsExactly("conv", "pool");
    assertThat(steps(Purpose.PREDICTION, pool)).containsExactly("conv + pool, pools");
  }

  static Stream<Layer> otherPools() {
    return Stream.of(
        new MaxPool2D(3),
        new MaxPool2D(2, 2, 1, 1, Padding.VALID),
        new MaxPool2D(2, 1, 2, 1, Padding.VALID),
        new AveragePool2D(2));
  }

  @ParameterizedTest
  @MethodSource("otherPools")
  void apply_otherPooling_isLeftAlone(Layer pool) {
    assertThat(steps(Purpose.PREDICTION, CONV.then("pool", pool))).containsExactly("conv", "pool");
  }

  @Test
  void apply_valueThatAnotherNodeReads_isLeftAlone() {
    Node[] outputs = {CONV.then("pool", new MaxPool2D(2)), CONV.then("relu", new ReLU())};

    assertThat(steps(Purpose.PREDICTION, outputs)).containsExactly("conv", "pool", "relu");
  }

  @Test
  void apply_valueThatIsAnOutput_isLeftAlone() {
    assertThat(steps(Purpose.PREDICTION, CONV.then("pool", new MaxPool2D(2)), CONV))
        .containsExactly("conv", "pool");
  }

  @Test
  void apply_poolOfAPool_fusesTheFirst() {
    Node twice = CONV.then("pool", new MaxPool2D(2)).then("again", new MaxPool2D(2));

    assertThat(steps(Purpose.PREDICTION, twice)).containsExactly("conv + pool, pools", "again");
  }

  @Test
  void apply_convolutionThatAdds_isLeftAlone() {
    Node input = Node.input(8, 8, 2);
    Node sum = Node.join("sum", new Add(), input.then("conv", new Conv2D(2, 3).same()), input);
    Network network = Network.of(sum.then("pool", new MaxPool2D(2)));

    assertThat(RewriteRun.steps(network, Purpose.PREDICTION, new FuseAdd(), new FusePooling()))
        .containsExactly("conv + sum of input", "pool");
  }

  /** With vector kernels, a convolution of these sizes pools. */
  @Test
  void forward_poolOfAPool_givesTheBitsOfTheNaiveEvaluation() {
    Network network =
        Network.input(16, 16, 1)
            .add(new Conv2D(4, 3).same())
            .add(new MaxPool2D(2))
            .add(new MaxPool2D(2));
    Model model = Model.initialize(network, 1);
    Tensor inputs = GradientCheck.uniform(3, network.inputShape());
    BoundNetwork bound = new BoundNetwork(network, model.operators());

    Tensor expected = new NaiveExecution(bound, 3).forward(List.of(inputs)).get(0);

    assertThat(model.forward(inputs).toArray()).isEqualTo(expected.toArray());
  }
}
