package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.data.TensorSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Residual;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Conv2DTranspose;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Tanh;
import io.crema.nn.loss.MeanSquaredError;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.optimizer.Sgd;
import io.crema.nn.testing.GradientCheck;
import io.crema.nn.testing.TestModels;
import io.crema.nn.testing.ToySamples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Penalties and limits on weights, against steps computed by hand and central differences. */
class RegularizationTest {

  private static final float ROUNDING = 1e-6f;
  private static final float[] WEIGHTS = {1f, -2f, 0.5f, 0f};
  private static final float[] BIAS = {0.25f, -1f};

  @TempDir Path folder;

  private static TrainingConfig plain() {
    return TrainingConfig.DEFAULT.epochs(1).loss(new MeanSquaredError()).optimizer(new Sgd(0.5));
  }

  /**
   * The weights and the bias of a dense layer after one step of rate 1/2 with input [3, 4]. Its
   * outputs are [5.25, -7]. The targets differ from them by {@code error}, so that the gradient of
   * the mean of two squares is {@code error} by each output, and [3, 3, 4, 4] times that by the
   * weights.
   */
  private static float[][] step(TrainingConfig config, float error) {
    Model model = TestModels.of(Network.input(2).add("dense", new Dense(2)), WEIGHTS, BIAS);
    Tensor input = Tensor.of(Shape.of(1, 2), new float[] {3f, 4f});
    Tensor target = Tensor.of(Shape.of(1, 2), new float[] {5.25f - error, -7f - error});
    new Trainer(config).fit(model, TensorSamples.of(input, target));
    return new float[][] {
      model.parameters().get(0).value().array(), model.parameters().get(1).value().array()
    };
  }

  private static void assertWeights(float[][] actual, float[] weights, float[] bias) {
    assertThat(actual[0]).containsExactly(weights, within(ROUNDING));
    assertThat(actual[1]).containsExactly(bias, within(ROUNDING));
  }

  private static float[] of(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  // penalties

  @Test
  void l2_oneStep_takesOffTwiceTheFactorTimesTheWeight() {
    assertWeights(step(plain().penalty(Penalty.l2(0.1)), 0), of(0.9, -1.8, 0.45, 0), BIAS);
  }

  @Test
  void l1_oneStep_takesOffTheFactorWithTheSign() {
    assertWeights(step(plain().penalty(Penalty.l1(0.2)), 0), of(0.9, -1.9, 0.4, 0), BIAS);
  }

  @Test
  void l1l2_oneStep_isTheSumOfBothAndOfTheLoss() {
    float[][] actual = step(plain().penalty("dense", Penalty.l1l2(0.2, 0.1)), 0.1f);
    // Less rate 1/2 times 0.1 times the inputs.
    assertWeights(
        actual, of(0.8 - 0.15, -1.7 - 0.15, 0.35 - 0.2, 0 - 0.2), of(0.25 - 0.05, -1 - 0.05));
  }

  @Test
  void withBiases_oneStep_coversTheBias() {
    assertWeights(
        step(plain().penalty(Penalty.l2(0.1).withBiases()), 0),
        of(0.9, -1.8, 0.45, 0),
        of(0.225, -0.9));
  }

  @Test
  void penalty_ofANode_takesThePlaceOfThatOfAll() {
    TrainingConfig all = plain().penalty(Penalty.l2(0.3));

    assertWeights(step(all.penalty("dense", Penalty.l2(0.1)), 0), of(0.9, -1.8, 0.45, 0), BIAS);
    assertWeights(step(all.penalty("dense", Penalty.NONE), 0), WEIGHTS, BIAS);
  }

  @Test
  void penalty_clippedByValue_isPartOfWhatIsClipped() {
    TrainingConfig config = plain().penalty(Penalty.l2(0.5)).clipping(GradientClipping.value(0.5));

    assertWeights(step(config, 0), of(0.75, -1.75, 0.25, 0), BIAS);
  }

  private static Network network() {
    return Network.input(3, 3, 2)
        .add("conv", new Conv2D(4, 2))
        .add("norm", new BatchNorm())
        .add(new Tanh())
        .add(new Flatten())
        .add("dense", new Dense(2));
  }

  private static double penaltyOf(Penalty penalty, List<Parameter> parameters) {
    double sum = 0;
    for (Parameter parameter : parameters) {
      for (float weight : parameter.value().array()) {
        boolean covered = parameter.decayed() || (penalty.biases() && parameter.trained());
        sum += covered ? penalty.l1() * Math.abs(weight) + penalty.l2() * weight * weight : 0;
      }
    }
    return sum;
  }

  @Test
  void gradients_penalties_areThoseOfLossAndPenalty() {
    Model model = Model.initialize(network(), 5);
    Penalty conv = Penalty.l1l2(0.3, 0.2);
    Penalty others = Penalty.l2(0.4).withBiases();
    TrainingStep step =
        TrainingStep.of(
            model,
            TrainingConfig.DEFAULT
                .loss(new MeanSquaredError())
                .penalty(others)
                .penalty("conv", conv));
    Tensor inputs = GradientCheck.uniform(3, Shape.of(3, 3, 2));
    Tensor targets = GradientCheck.uniform(3, Shape.of(2));
    List<float[]> gradients = new ArrayList<>();
    Gradients computed = step.gradients(inputs, targets);
    model.parameters().forEach(p -> gradients.add(computed.of(p).clone()));

    for (Parameter parameter : model.parameters()) {
      for (int i = 0; parameter.trained() && i < parameter.value().size(); i++) {
        float[] values = parameter.value().array();
        float middle = values[i];
        double[] sums = new double[2];
        for (int side = 0; side < 2; side++) {
          values[i] = middle + (side == 0 ? 0x1p-9f : -0x1p-9f);
          model.weightsChanged();
          sums[side] =
              step.gradients(inputs, targets).result().loss()
                  + penaltyOf(conv, model.parameters(model.network().node("conv")))
                  + penaltyOf(others, model.parameters(model.network().node("norm")))
                  + penaltyOf(others, model.parameters(model.network().node("dense")));
        }
        values[i] = middle;
        double slope = (sums[0] - sums[1]) / 0x1p-8;
        assertThat((double) gradients.get(parameter.index())[i])
            .as("%s[%d]", parameter.name(), i)
            .isCloseTo(slope, within(2e-3));
      }
    }
  }

  @Test
  void loss_withAPenalty_isThatOfTheDataAlone() {
    Tensor inputs = GradientCheck.uniform(3, Shape.of(3, 3, 2));
    Tensor targets = GradientCheck.uniform(3, Shape.of(2));
    TrainingConfig config = TrainingConfig.DEFAULT.loss(new MeanSquaredError());
    Model model = Model.initialize(network(), 5);
    double without = TrainingStep.of(model, config).gradients(inputs, targets).result().loss();
    TrainingStep step = TrainingStep.of(model, config.penalty(Penalty.l2(10)));

    assertThat(step.gradients(inputs, targets).result().loss()).isEqualTo(without);
    assertThat(step.run(inputs, targets).loss()).isEqualTo(without);
  }

  // limits

  @Test
  void maxNorm_oneStep_scalesTheUnitsAboveIt() {
    Model model =
        TestModels.of(
            Network.input(2).add("dense", new Dense(3)), of(3, 0.3, -6, 4, 0.4, 8), of(7, 0, -9));
    Tensor input = Tensor.of(Shape.of(1, 2), new float[] {1f, 0f});
    Tensor target = Tensor.of(Shape.of(1, 3), of(10, 0.3, -15)); // what it gives
    new Trainer(plain().maxNorm("dense", 2.5)).fit(model, TensorSamples.of(input, target));

    assertThat(model.parameters().get(0).value().array())
        .containsExactly(of(1.5, 0.3, -1.5, 2, 0.4, 2), within(ROUNDING));
    assertThat(model.parameters().get(1).value().array()).containsExactly(of(7, 0, -9));
  }

  @Test
  void maxNorm_transposedConvolutionOfGroups_limitsItsFilters() {
    int filters = 4;
    int channels = 6;
    int groups = 2;
    Network network =
        Network.input(1, 1, channels)
            .add("up", new Conv2DTranspose(filters, 2).groups(groups).withoutBias());
    Model model = Model.initialize(network, 3);
    float[] before = model.parameters().get(0).value().toArray();
    // With inputs of zero the gradient is zero, and the limit is all that a step does.
    Tensor input = Tensor.zeros(Shape.of(1, 1, 1, channels));
    Tensor target = Tensor.zeros(Shape.of(1, 2, 2, filters));
    new Trainer(plain().maxNorm(0.5)).fit(model, TensorSamples.of(input, target));

    // Weights [2, 2, filters / groups, channels]; a channel meets the filters of its own group.
    double[] squares = new double[filters];
    int[] filterOf = new int[before.length];
    for (int i = 0; i < before.length; i++) {
      int channel = i % channels;
      int inGroup = i / channels % (filters / groups);
      filterOf[i] = channel / (channels / groups) * (filters / groups) + inGroup;
      squares[filterOf[i]] += before[i] * before[i];
    }
    float[] after = model.parameters().get(0).value().array();
    for (int i = 0; i < before.length; i++) {
      double factor = Math.min(1, 0.5 / Math.sqrt(squares[filterOf[i]]));
      assertThat(factor).isLessThan(1);
      assertThat((double) after[i]).isCloseTo(before[i] * factor, within((double) ROUNDING));
    }
  }

  private static List<Double> norms(Parameter parameter) {
    Shape shape = parameter.value().shape();
    int units = shape.dim(shape.rank() - 1);
    List<Double> norms = new ArrayList<>();
    for (int unit = 0; unit < units; unit++) {
      double squares = 0;
      for (int i = unit; i < shape.size(); i += units) {
        squares += Math.pow(parameter.value().array()[i], 2);
      }
      norms.add(Math.sqrt(squares));
    }
    return norms;
  }

  private static Network images() {
    return Network.input(8, 8, 1)
        .add("conv", new Conv2D(70, 3))
        .add("relu", new ReLU())
        .add(new Residual(new Conv2D(70, 1), new BatchNorm()))
        .add(new Flatten())
        .add("dense", new Dense(2));
  }

  private static Trainer trainer() {
    return new Trainer()
        .epochs(2)
        .batchSize(16)
        .optimizer(new Adam(0.05))
        .penalty(Penalty.l2(0.01).withBiases())
        .penalty("conv", Penalty.l1(0.01))
        .maxNorm(0.5)
        .maxNorm("dense", 0.75);
  }

  @Test
  void maxNorm_training_keepsAllUnitsBelow() {
    Model model = Model.initialize(images(), 2);
    trainer().fit(model, ToySamples.bars(40, 3));

    Network network = model.network();
    assertThat(norms(model.parameters(network.node("conv")).get(0)))
        .hasSize(70)
        .allMatch(norm -> norm <= 0.5 + ROUNDING)
        .anyMatch(norm -> norm > 0.5 - ROUNDING);
    assertThat(norms(model.parameters(network.node("dense")).get(0)))
        .allMatch(norm -> norm <= 0.75 + ROUNDING)
        .anyMatch(norm -> norm > 0.75 - ROUNDING);
  }

  // bits

  @Test
  void fit_anyNumberOfThreads_givesTheSameBits() {
    List<String> hashes = new ArrayList<>();
    for (int threads = 1; threads <= 3; threads++) {
      Model model = Model.initialize(images(), 2);
      try (Workers workers = new Workers(threads)) {
        trainer().workers(workers).fit(model, ToySamples.bars(40, 3));
      }
      hashes.add(model.weightsSha256());
    }
    assertThat(hashes).containsOnly(hashes.get(0));
  }

  @Test
  void apply_gradientsOfAStep_givesTheBitsOfRun() {
    Tensor inputs = GradientCheck.uniform(5, Shape.of(3, 3, 2));
    Tensor targets = GradientCheck.uniform(5, Shape.of(2));
    TrainingConfig config =
        TrainingConfig.DEFAULT
            .loss(new MeanSquaredError())
            .penalty(Penalty.l1l2(0.1, 0.1))
            .maxNorm(0.5);
    Model one = Model.initialize(network(), 5);
    Model two = Model.initialize(network(), 5);
    TrainingStep atOnce = TrainingStep.of(one, config);
    TrainingStep inTwo = TrainingStep.of(two, config);
    for (int i = 0; i < 3; i++) {
      atOnce.run(inputs, targets);
      inTwo.apply(inTwo.gradients(inputs, targets));
    }
    assertThat(two.weightsSha256()).isEqualTo(one.weightsSha256());
    assertThat(one.weightsSha256()).isNotEqualTo(Model.initialize(network(), 5).weightsSha256());
  }

  // checkpoints

  private Path interrupted() {
    Path file = folder.resolve("run.checkpoint");
    TrainingListener interrupt =
        new TrainingListener() {
          @Override
          public void batchEnded(Training training, BatchResult result) {
            training.interrupt();
          }
        };
    trainer()
        .checkpoint(Checkpoints.everyEpoch(file))
        .listener(interrupt)
        .fit(Model.initialize(images(), 2), ToySamples.bars(40, 3));
    return file;
  }

  @Test
  void resume_sameSettings_endsWithTheBitsOfOneGo() {
    Model straight = Model.initialize(images(), 2);
    trainer().fit(straight, ToySamples.bars(40, 3));
    Model resumed = Model.initialize(images(), 2);
    trainer().resume(interrupted()).fit(resumed, ToySamples.bars(40, 3));

    assertThat(resumed.weightsSha256()).isEqualTo(straight.weightsSha256());
  }

  @Test
  void resume_otherSettings_isRefused() {
    Path file = interrupted();
    Model model = Model.initialize(images(), 2);
    List<Trainer> others =
        List.of(
            trainer().penalty(Penalty.l2(0.02)),
            trainer().penalty("conv", Penalty.NONE),
            trainer().maxNorm(0.25),
            trainer().maxNorm("dense", 1),
            new Trainer(trainer().config().regularization(Regularization.NONE)));
    for (Trainer other : others) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> other.resume(file).fit(model, ToySamples.bars(40, 3)))
          .withMessageContaining(
              "run.checkpoint: regularization: expected Regularization[penalty=Penalty[l1=0.0,"
                  + " l2=0.01, biases=true], penalties={conv=Penalty[l1=0.01, l2=0.0,"
                  + " biases=false]}, maxNorm=OptionalDouble[0.5], maxNorms={dense=0.75}] as in the"
                  + " checkpoint, got ");
    }
  }

  // refusals

  private static void assertRefused(TrainingConfig config, String message) {
    Model model = Model.initialize(images(), 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingStep.of(model, config))
        .withMessage(message);
  }

  @Test
  void penalty_unknownNodeOrNodeWithoutWeights_isRefusedWithTheKnownOnes() {
    String weights =
        "penalty: expected a node with weights, one of [conv, residual_1.conv2d_1, dense], got ";
    String biases =
        "penalty: expected a node with weights, one of [conv, residual_1.conv2d_1,"
            + " residual_1.batch_norm_1, dense], got ";
    String norm = "residual_1.batch_norm_1";
    assertRefused(plain().penalty("stem", Penalty.l2(1)), weights + "stem");
    assertRefused(plain().penalty(norm, Penalty.l2(1)), weights + norm);
    assertRefused(plain().penalty("relu", Penalty.l2(1).withBiases()), biases + "relu");
    assertRefused(plain().penalty("relu", Penalty.NONE), biases + "relu");
    TrainingStep.of(Model.initialize(images(), 2), plain().penalty(norm, Penalty.NONE));
    TrainingStep.of(
        Model.initialize(images(), 2), plain().penalty(norm, Penalty.l2(1).withBiases()));
  }

  @Test
  void maxNorm_unknownNodeOrNodeWithoutWeights_isRefusedWithTheKnownOnes() {
    String known =
        "maxNorm: expected a node with weights, one of [conv, residual_1.conv2d_1, dense], got ";
    assertRefused(plain().maxNorm("stem", 1), known + "stem");
    assertRefused(plain().maxNorm("residual_1.batch_norm_1", 1), known + "residual_1.batch_norm_1");
  }

  @Test
  void penalty_factorOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Penalty.l1(-1))
        .withMessage("Penalty: expected l1 of at least 0 and finite, got -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Penalty.l2(Double.NaN))
        .withMessage("Penalty: expected l2 of at least 0 and finite, got NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Penalty.l1l2(0, Double.POSITIVE_INFINITY))
        .withMessage("Penalty: expected l2 of at least 0 and finite, got Infinity");
  }

  @Test
  void maxNorm_notAboveZero_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain().maxNorm(0))
        .withMessage("maxNorm: expected a limit above 0, got 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain().maxNorm("dense", Double.NaN))
        .withMessage("maxNorm: expected a limit above 0, got NaN");
  }
}
