package io.crema.nn.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Sigmoid;
import io.crema.nn.layer.Softmax;
import io.crema.nn.model.Model;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which values share an array, against {@link BufferSimulation} and on networks of a few nodes. */
class BuffersTest {

  private static final int NETWORKS = 500;

  static LongStream seeds() {
    return LongStream.range(1_000, 1_000 + NETWORKS);
  }

  private static BoundNetwork bound(Network network) {
    return new BoundNetwork(network, Model.initialize(network, 1).operators());
  }

  private static Plan plan(Purpose purpose, Node... outputs) {
    return Plan.of(bound(Network.of(outputs)), purpose);
  }

  private static int value(Plan plan, String node) {
    return plan.buffers().valueSlots()[plan.network().indexOf(plan.network().node(node))];
  }

  private static int gradient(Plan plan, String node) {
    return plan.buffers().gradientSlots()[plan.network().indexOf(plan.network().node(node))];
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void arrays_randomNetwork_holdWhatEachStepReads(long seed) {
    BoundNetwork bound = bound(RandomGraphs.of(seed));
    for (Purpose purpose : Purpose.values()) {
      assertThatCode(() -> BufferSimulation.run(Plan.of(bound, purpose)))
          .doesNotThrowAnyException();
    }
    assertThatCode(() -> BufferSimulation.run(Plan.withInputGradients(bound)))
        .doesNotThrowAnyException();
    assertThatCode(() -> BufferSimulation.run(Plan.nodeByNode(bound))).doesNotThrowAnyException();
  }

  @Test
  void lengths_longRowInPrediction_areTwoArrays() {
    Network network = Network.input(5);
    for (int i = 0; i < 20; i++) {
      network = network.add(new Dense(5));
    }

    assertThat(Plan.of(bound(network), Purpose.PREDICTION).buffers().lengths())
        .containsExactly(5, 5);
  }

  @Test
  void lengths_shortcut_isThreeArraysUntilItIsRead() {
    Node input = Node.input(5);
    Node early = input.then(new Dense(5));
    Node body = early.then(new Dense(5)).then(new Softmax()).then(new Dense(5));
    Plan plan = plan(Purpose.PREDICTION, Node.join(new Add(), early, body.then(new Softmax())));

    assertThat(plan.buffers().lengths()).hasSize(3);
  }

  @Test
  void lengths_valuesOfSeveralSizes_fitTheLargestOfEachArray() {
    Node node = Node.input(3).then(new Dense(50)).then(new Dense(4)).then(new Dense(40));

    assertThat(plan(Purpose.PREDICTION, node).buffers().lengths()).containsExactly(4, 50);
  }

  @Test
  void lengths_randomNetworks_areFewerThanValues() {
    int arrays = 0;
    int values = 0;
    for (long seed : seeds().toArray()) {
      Plan plan = Plan.of(bound(RandomGraphs.of(seed)), Purpose.PREDICTION);
      int computed = (int) Arrays.stream(plan.buffers().valueSlots()).filter(i -> i >= 0).count();
      assertThat(plan.buffers().lengths()).hasSizeLessThanOrEqualTo(computed);
      arrays += plan.buffers().lengths().length;
      values += computed;
    }

    assertThat(arrays).isLessThan(values * 3 / 4);
  }

  @Test
  void valueSlots_layerInPlace_sharesTheArrayOfItsInput() {
    Node dense = Node.input(5).then("dense", new Dense(5));
    for (Purpose purpose : Purpose.values()) {
      Plan plan = plan(purpose, dense.then("sigmoid", new Sigmoid()));
      assertThat(value(plan, "sigmoid")).isEqualTo(value(plan, "dense"));
    }
  }

  @Test
  void valueSlots_layerInPlaceOnTheInput_hasItsOwnArray() {
    Plan plan = plan(Purpose.PREDICTION, Node.input(5).then("sigmoid", new Sigmoid()));

    assertThat(value(plan, "sigmoid")).isNotEqualTo(value(plan, "input"));
  }

  @Test
  void valueSlots_inputThatIsReadLater_isNotOverwritten() {
    Node dense = Node.input(5).then("dense", new Dense(5));
    Node sigmoid = dense.then("sigmoid", new Sigmoid());
    Plan plan = plan(Purpose.PREDICTION, Node.join("sum", new Add(), sigmoid, dense));

    assertThat(value(plan, "sigmoid")).isNotEqualTo(value(plan, "dense"));
  }

  @Test
  void valueSlots_lastOfSeveralReadersInPlace_overwrites() {
    Node dense = Node.input(5).then("dense", new Dense(5));
    Node first = dense.then("first", new Sigmoid());
    Node last = dense.then("last", new Sigmoid());
    Plan plan = plan(Purpose.PREDICTION, Node.join("sum", new Add(), first, last));

    assertThat(value(plan, "first")).isNotEqualTo(value(plan, "dense"));
    assertThat(value(plan, "last")).isEqualTo(value(plan, "dense"));
  }

  @Test
  void valueSlots_inputThatIsAnOutput_isNotOverwritten() {
    Node dense = Node.input(5).then("dense", new Dense(5));
    Plan plan = plan(Purpose.PREDICTION, dense, dense.then("sigmoid", new Sigmoid()));

    assertThat(value(plan, "sigmoid")).isNotEqualTo(value(plan, "dense"));
  }

  /** A layer whose backward pass reads its output. */
  @Test
  void valueSlots_inputThatTheLayerBeforeNeedsBackward_isOverwrittenOnlyInPrediction() {
    Node softmax = Node.input(5).then(new Dense(5)).then("softmax", new Softmax());
    Node dropout = softmax.then("dropout", new Dropout(0.5));

    Plan predicting = plan(Purpose.PREDICTION, dropout);
    Plan training = plan(Purpose.TRAINING, dropout);

    assertThat(value(predicting, "dropout")).isEqualTo(value(predicting, "softmax"));
    assertThat(value(training, "dropout")).isNotEqualTo(value(training, "softmax"));
  }

  @Test
  void gradientSlots_layerInPlace_sharesTheArrayOfItsOutput() {
    Node dense = Node.input(5).then("dense", new Dense(5));
    Plan plan = plan(Purpose.TRAINING, dense.then("sigmoid", new Sigmoid()));

    assertThat(gradient(plan, "dense")).isEqualTo(gradient(plan, "sigmoid"));
  }

  @Test
  void gradientSlots_addendAndSum_shareOneArray() {
    Node dense = Node.input(5).then("dense", new Dense(5));
    Node other = dense.then(new Softmax()).then("other", new Dense(5));
    Plan plan = plan(Purpose.TRAINING, Node.join("sum", new Add(), other, dense));

    assertThat(plan.steps()).hasSize(3);
    assertThat(gradient(plan, "dense")).isEqualTo(gradient(plan, "sum"));
  }

  @Test
  void gradientSlots_beforeTheFirstParameter_areNone() {
    Layer[] first = {new ReLU(), new Dropout(0.5)};
    Node node = Node.input("in", 5).then("relu", first[0]).then("dropout", first[1]);
    Plan plan = plan(Purpose.TRAINING, node.then("dense", new Dense(2)));

    assertThat(List.of(gradient(plan, "in"), gradient(plan, "relu"), gradient(plan, "dropout")))
        .containsOnly(Buffers.NONE);
    assertThat(gradient(plan, "dense")).isNotEqualTo(Buffers.NONE);
  }
}
