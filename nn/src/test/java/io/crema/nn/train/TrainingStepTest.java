package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.parallel.Workers;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Concat;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Sigmoid;
import io.crema.nn.loss.MeanSquaredError;
import io.crema.nn.loss.SoftmaxCrossEntropy;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.optimizer.Sgd;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One step at a time: in one call, in two, and by hand. */
class TrainingStepTest {

  /** A mean of 11 losses of a few float operations each. */
  private static final double LOSS_TOLERANCE = 1e-5;

  private static final int SAMPLES = 11;

  /** Two inputs, two outputs. */
  private static Network network(BatchNorm norm, double dropout) {
    Node a = Node.input("a", 3);
    Node b = Node.input("b", 2, 2, 1);
    Node image = b.then(new Flatten()).then(new Dense(3));
    Node hidden =
        Node.join(new Concat(), a.then(new Dense(4)), image)
            .then(norm)
            .then(new ReLU())
            .then(new Dropout(dropout));
    return Network.of(
        List.of(a, b),
        List.of(hidden.then("class", new Dense(3)), hidden.then("value", new Dense(2))));
  }

  private static TrainingConfig config() {
    return TrainingConfig.DEFAULT
        .batchSize(16)
        .seed(5)
        .optimizer(new Adam(1e-2))
        .losses(
            List.of(
                new WeightedLoss(new SoftmaxCrossEntropy(), 2),
                new WeightedLoss(new MeanSquaredError(), 0.5)));
  }

  private static Tensor random(long seed, int... dims) {
    Tensor tensor = Tensor.zeros(Shape.of(dims));
    for (int i = 0; i < tensor.size(); i++) {
      tensor.array()[i] = (float) (SplitMix64.at(seed, i) * 0x1p-63);
    }
    return tensor;
  }

  private static List<Tensor> inputs(int samples) {
    return List.of(random(1, samples, 3), random(2, samples, 2, 2, 1));
  }

  private static List<Tensor> targets(int samples) {
    Tensor classes = Tensor.zeros(Shape.of(samples, 3));
    for (int i = 0; i < samples; i++) {
      classes.set(1f, i, i % 3);
    }
    return List.of(classes, random(3, samples, 2));
  }

  static Stream<TrainingConfig> configs() {
    return Stream.of(
        config(),
        config().optimizer(new Sgd(0.1).momentum(0.9)),
        config().clipping(GradientClipping.norm(0.1)),
        config().clipping(GradientClipping.value(0.01)));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void apply_gradientsOfTheSameBatches_givesTheBitsOfRun(TrainingConfig config) {
    for (BatchNorm norm : List.of(new BatchNorm().groupSize(4), new BatchNorm().wholeBatch())) {
      Model one = Model.initialize(network(norm, 0.3), 7);
      Model two = Model.initialize(network(norm, 0.3), 7);
      TrainingStep runs = TrainingStep.of(one, config);
      TrainingStep halves = TrainingStep.of(two, config);
      for (int samples : new int[] {SAMPLES, 16, 1, 5}) {
        StepResult result = runs.run(inputs(samples), targets(samples));
        Gradients gradients = halves.gradients(inputs(samples), targets(samples));
        halves.apply(gradients);
        assertThat(gradients.result()).isEqualTo(result);
      }

      assertThat(two.weightsSha256()).isEqualTo(one.weightsSha256());
    }
  }

  @Test
  void gradients_batch_leaveTheWeightsAlone() {
    Model model = Model.initialize(network(new BatchNorm(), 0), 7);
    String before = model.weightsSha256();

    TrainingStep.of(model, config()).gradients(inputs(SAMPLES), targets(SAMPLES));

    assertThat(model.weightsSha256()).isEqualTo(before);
  }

  @Test
  void gradients_ofOnes_areAppliedAsTheyWereChanged() {
    Model model = Model.initialize(Network.input(2).add(new Dense(1)), 1);
    TrainingConfig config =
        TrainingConfig.DEFAULT.loss(new MeanSquaredError()).optimizer(new Sgd(1));
    TrainingStep step = TrainingStep.of(model, config);
    Parameter weights = model.parameters().get(0);
    float[] before = weights.value().toArray();

    Gradients gradients = step.gradients(random(1, 4, 2), random(2, 4, 1));
    gradients.of(weights)[0] = 0.25f;
    gradients.of(weights)[1] = 0;
    step.apply(gradients);

    assertThat(weights.value().toArray()).containsExactly(before[0] - 0.25f, before[1]);
  }

  @Test
  void run_severalOutputs_givesTheLossOfEachAndTheirWeightedSum() {
    Model model = Model.initialize(network(new BatchNorm().groupSize(1024), 0), 7);
    TrainingStep step = TrainingStep.of(model, config());

    StepResult result = step.run(inputs(SAMPLES), targets(SAMPLES));

    assertThat(result.samples()).isEqualTo(SAMPLES);
    assertThat(result.losses()).hasSize(2);
    assertThat(result.hits()).hasSize(2);
    assertThat(result.loss()).isEqualTo(2 * result.losses().get(0) + 0.5 * result.losses().get(1));
  }

  @Test
  void run_networkWithoutBatchStatistics_givesTheLossOfThePrediction() {
    Model model =
        Model.initialize(Network.input(3).add(new Dense(4)).add(new ReLU()).add(new Dense(2)), 3);
    Tensor inputs = random(1, SAMPLES, 3);
    Tensor targets = random(3, SAMPLES, 2);
    Tensor outputs = model.forward(inputs);
    double sum = 0;
    for (int i = 0; i < outputs.size(); i++) {
      double difference = (double) outputs.array()[i] - targets.array()[i];
      sum += difference * difference;
    }

    StepResult result =
        TrainingStep.of(model, TrainingConfig.DEFAULT.loss(new MeanSquaredError()))
            .run(inputs, targets);

    assertThat(result.loss()).isCloseTo(sum / outputs.size(), within(LOSS_TOLERANCE));
  }

  @Test
  void run_anyNumberOfThreads_givesEqualBits() {
    String expected = null;
    for (int threads : new int[] {1, 2, 3, 8}) {
      Model model = Model.initialize(network(new BatchNorm().wholeBatch(), 0.2), 7);
      try (Workers workers = new Workers(threads)) {
        TrainingStep step = TrainingStep.of(model, config(), workers);
        step.run(inputs(16), targets(16));
        step.run(inputs(9), targets(9));
      }
      expected = expected == null ? model.weightsSha256() : expected;
      assertThat(model.weightsSha256()).isEqualTo(expected);
    }
  }

  @Test
  void apply_olderGradients_isRefused() {
    Model model = Model.initialize(network(new BatchNorm(), 0), 7);
    TrainingStep step = TrainingStep.of(model, config());
    String message =
        "gradients: expected those that this TrainingStep computed last, not applied yet";
    Gradients older = step.gradients(inputs(5), targets(5));
    Gradients newer = step.gradients(inputs(5), targets(5));

    assertThatIllegalArgumentException().isThrownBy(() -> step.apply(older)).withMessage(message);
    step.apply(newer);
    assertThatIllegalArgumentException().isThrownBy(() -> step.apply(newer)).withMessage(message);
    Gradients beforeRun = step.gradients(inputs(5), targets(5));
    step.run(inputs(5), targets(5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> step.apply(beforeRun))
        .withMessage(message);
  }

  @Test
  void apply_gradientsOfAnotherStep_isRefused() {
    Model model = Model.initialize(network(new BatchNorm(), 0), 7);
    TrainingStep step = TrainingStep.of(model, config());
    Gradients others = TrainingStep.of(model, config()).gradients(inputs(5), targets(5));

    assertThatIllegalArgumentException().isThrownBy(() -> step.apply(others));
  }

  @Test
  void apply_lossThatIsNotFinite_leavesTheWeightsAlone() {
    Model model = Model.initialize(Network.input(1).add(new Dense(1)), 1);
    model.parameters().get(0).value().array()[0] = Float.MAX_VALUE;
    model.weightsChanged();
    TrainingConfig config = TrainingConfig.DEFAULT.loss(new MeanSquaredError());
    TrainingStep step = TrainingStep.of(model, config);
    String before = model.weightsSha256();
    Tensor ten = Tensor.of(Shape.of(1, 1), new float[] {10});

    Gradients gradients = step.gradients(ten, ten);
    step.apply(gradients);

    assertThat(gradients.result().isFinite()).isFalse();
    assertThat(model.weightsSha256()).isEqualTo(before);
  }

  @Test
  void of_otherNumberOfLosses_isRefused() {
    Model model = Model.initialize(network(new BatchNorm(), 0), 7);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingStep.of(model, TrainingConfig.DEFAULT))
        .withMessage("losses: expected one for each output [class, value], got 1");
  }

  @Test
  void of_modelWithOtherOutputs_isRefused() {
    Model model = Model.initialize(network(new BatchNorm(), 0), 7).withOutputs("value");
    TrainingConfig config = TrainingConfig.DEFAULT.loss(new MeanSquaredError());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingStep.of(model, config))
        .withMessage(
            "training: expected a model with weights of its own, got one that shares those of"
                + " another, as withOutputs gives it");
  }

  @Test
  void run_batchOfAnotherSize_isRefused() {
    TrainingStep step = TrainingStep.of(Model.initialize(network(new BatchNorm(), 0), 7), config());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> step.run(inputs(17), targets(17)))
        .withMessage("batch: expected 1 to 16 samples, got 17");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> step.run(inputs(4), targets(5)))
        .withMessageContainingAll("targets: expected 4", "got 5");
  }

  @Test
  void run_shapesThatDoNotFit_isRefused() {
    TrainingStep step = TrainingStep.of(Model.initialize(network(new BatchNorm(), 0), 7), config());
    List<Tensor> inputs = inputs(4);
    List<Tensor> targets = targets(4);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> step.run(List.of(inputs.get(1), inputs.get(0)), targets))
        .withMessage("samples: expected inputs [[3], [2, 2, 1]], got [[2, 2, 1], [3]]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> step.run(inputs.get(0), targets.get(0)))
        .withMessage("samples: expected inputs [[3], [2, 2, 1]], got [3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> step.run(inputs, List.of(targets.get(0))))
        .withMessage("samples: expected a target for each of 2 outputs, got [[3]]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> step.run(inputs, List.of(targets.get(1), targets.get(0))))
        .withMessageContainingAll("[3]", "[2]");
  }

  @Test
  void withOutputs_innerNodes_giveTheirValuesAndShareWeights() {
    Model model = Model.initialize(network(new BatchNorm(), 0), 7);
    Model inner = model.withOutputs("relu_1", "class");
    Model alone = Model.initialize(Network.input(7).add("class", new Dense(3)), 1);
    System.arraycopy(
        model.parameters(model.network().node("class")).get(0).value().array(),
        0,
        alone.parameters().get(0).value().array(),
        0,
        21);
    alone.weightsChanged();

    List<Tensor> outputs = inner.forward(inputs(SAMPLES));

    assertThat(outputs.get(1).toArray())
        .isEqualTo(model.forward(inputs(SAMPLES)).get(0).toArray())
        .isEqualTo(alone.forward(outputs.get(0)).toArray());
    assertThat(inner.parameters().get(0).value().array())
        .isSameAs(model.parameters().get(0).value().array());
  }

  @Test
  void withOutputs_unknownNode_isRefused() {
    Model model = Model.initialize(Network.input(2).add(new Sigmoid()), 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.withOutputs("relu_1"))
        .withMessage("node: expected one of [input, sigmoid_1], got relu_1");
  }
}
