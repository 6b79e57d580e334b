package io.crema.nn.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.AveragePool1D;
import io.crema.nn.layer.Conv1D;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.GlobalAveragePool1D;
import io.crema.nn.layer.GlobalAveragePool2D;
import io.crema.nn.layer.Permute;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Reshape;
import io.crema.nn.layer.Softmax;
import io.crema.nn.model.Model;
import io.crema.nn.testing.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracles: temperatures that are known, of which one was applied to what was drawn. */
class TemperatureScalingTest {

  /* Sums of three products in floats, once by rounded weights. */
  private static final float ROUNDING = 4e-6f;

  private static final Drawn DRAWN = Drawn.of(20_000, 10, 2, 11);

  private static Tensor rows(double... logits) {
    return TestModels.tensor(Shape.of(logits.length / 2, 2), logits);
  }

  /** Of four samples three are of class 0: where its probability is 3/4 the loss is least. */
  @Test
  void fit_logitsAllEqual_findsTheLogOdds() {
    TemperatureScaling scaling =
        TemperatureScaling.fit(new int[] {0, 0, 1, 0}, rows(5, 0, 5, 0, 5, 0, 5, 0));

    assertThat(scaling.temperature()).isCloseTo(5 / Math.log(3), within(1e-9));
  }

  /** The error of a temperature from 20,000 samples is below 1 % here; four times that are left. */
  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 2.5, 8})
  void fit_logitsTimesAFactor_findsTheFactor(double factor) {
    Drawn sure = DRAWN.times(factor);

    double temperature = TemperatureScaling.fit(sure.labels(), sure.logits()).temperature();

    assertThat(temperature / factor).isCloseTo(1, within(0.04));
  }

  @Test
  void fit_result_hasLessLossThanItsNeighbours() {
    Drawn sure = DRAWN.times(3);

    TemperatureScaling best = TemperatureScaling.fit(sure.labels(), sure.logits());

    double loss = best.loss(sure.labels(), sure.logits());
    for (double factor : new double[] {0.2, 0.99, 1.01, 5}) {
      TemperatureScaling other = new TemperatureScaling(best.temperature() * factor);
      assertThat(other.loss(sure.labels(), sure.logits())).isGreaterThan(loss);
    }
  }

  @Test
  void fit_hugeLogits_isNotTroubledByOverflow() {
    TemperatureScaling scaling =
        TemperatureScaling.fit(new int[] {0, 0, 1, 0}, rows(9e3, 9e3 - 9, 9, 0, 9, 0, 9, 0));

    assertThat(scaling.temperature()).isCloseTo(9 / Math.log(3), within(1e-9));
  }

  @Test
  void fit_allRight_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperatureScaling.fit(new int[] {0, 1}, rows(3, 0, 0, 3)))
        .withMessage(
            "TemperatureScaling: expected samples with a best temperature between 0.05 and 20.0,"
                + " got 2 whose is lower");
  }

  @Test
  void fit_allWrong_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperatureScaling.fit(new int[] {1, 0}, rows(3, 0, 0, 3)))
        .withMessageEndingWith("got 2 whose is higher");
  }

  @Test
  void fit_wrongArguments_areRefusedWithTheNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperatureScaling.fit(new int[3], rows(3, 0, 0, 3)))
        .withMessageContaining("for N = 3 labels, got [2, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperatureScaling.fit(new int[0], rows(3, 0)))
        .withMessageContaining("for N = 0 labels, got [1, 2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperatureScaling.fit(new int[] {0, 2}, rows(3, 0, 0, 3)))
        .withMessageContaining("label of sample 1: expected 0 to 1, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemperatureScaling.fit(new int[] {0, 1}, rows(3, 0, 0, Double.NaN)))
        .withMessageContaining("row 1, class 1: expected a finite logit, got NaN");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.04, 21, Double.NaN})
  void construct_temperatureOutOfRange_isRefused(double temperature) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TemperatureScaling(temperature))
        .withMessageContaining("from 0.05 to 20.0, got " + temperature);
  }

  @Test
  void probabilities_twoClasses_areTheLogisticFunctionOfTheQuotient() {
    Tensor probabilities = new TemperatureScaling(2).probabilities(rows(3, 0, -1, 1));

    float first = (float) (1 / (1 + Math.exp(-1.5)));
    float second = (float) (1 / (1 + Math.exp(1)));
    assertThat(probabilities.array())
        .containsExactly(new float[] {first, 1 - first, second, 1 - second}, within(ROUNDING));
  }

  static Stream<Network> networks() {
    Network input = Network.input(4, 4, 1);
    return Stream.of(
        input.add(new Flatten()).add(new Dense(6)).add(new ReLU()).add(new Dense(3)),
        input.add(new Flatten()).add(new Dense(3)).add(new Dropout(0.5)),
        input.add(new Conv2D(3, 3)).add(new GlobalAveragePool2D()),
        input.add(new Reshape(4, 4)).add(new Conv1D(3, 2)).add(new GlobalAveragePool1D()),
        input
            .add(new Dense(2))
            .add(new Reshape(8, 4))
            .add(new Permute(2, 1))
            .add(new AveragePool1D(2))
            .add(new Reshape(16)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void applyTo_model_dividesItsLogits(Network network) {
    Model model = withBiases(network);
    String before = model.weightsSha256();
    Tensor inputs = TestModels.counting(32, 4).reshape(Shape.of(8, 4, 4, 1));

    Model calibrated = new TemperatureScaling(1.7).applyTo(model);

    assertThat(model.weightsSha256()).isEqualTo(before);
    assertThat(calibrated.network()).isEqualTo(network);
    float[] expected = model.forward(inputs).array();
    float[] actual = calibrated.forward(inputs).array();
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i])
          .isCloseTo(expected[i] / 1.7f, within(ROUNDING * (1 + Math.abs(expected[i]))));
    }
    assertThat(calibrated.predict(inputs)).isEqualTo(model.predict(inputs));
  }

  /** Biases begin at zero, where dividing them makes no difference. */
  private static Model withBiases(Network network) {
    Model model = Model.initialize(network, 5);
    model.parameters().stream().filter(p -> !p.decayed()).forEach(p -> p.value().fill(0.7f));
    model.weightsChanged();
    return model;
  }

  @Test
  void applyTo_savedAndLoaded_givesTheSameProbabilities(@TempDir Path dir) throws IOException {
    Network network = networks().findFirst().orElseThrow();
    Model calibrated = new TemperatureScaling(1.7).applyTo(withBiases(network));
    Tensor inputs = TestModels.counting(32, 4).reshape(Shape.of(8, 4, 4, 1));

    ModelFile.save(dir.resolve("model"), calibrated, TrainingRecord.EMPTY);

    Model loaded = ModelFile.load(dir.resolve("model")).model();
    assertThat(loaded.predictProbabilities(inputs).array())
        .isEqualTo(calibrated.predictProbabilities(inputs).array());
  }

  @Test
  void applyTo_outputsThatAreNoLogits_isRefused() {
    for (Network network :
        new Network[] {
          Network.input(3),
          Network.input(3).add(new Dense(2)).add(new Softmax()),
          Network.input(3).add(new Dense(2)).add(new ReLU())
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new TemperatureScaling(2).applyTo(Model.initialize(network, 1)))
          .withMessageContaining("expected a network whose outputs are logits")
          .withMessageEndingWith("got " + network);
    }
  }
}
