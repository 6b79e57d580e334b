package io.crema.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.Mixup;
import io.crema.core.data.Samples;
import io.crema.core.data.TensorSamples;
import io.crema.core.data.TrainingReader;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Dense;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Sgd;
import io.crema.nn.testing.ToySamples;
import io.crema.nn.train.Trainer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that a loss is not defined for, each refused by name, and those next to them. */
class LossTargetTest {

  private static final int CLASSES = 3;

  /** {@return the losses of two samples, the second of which has the target given} */
  private static double[] losses(Loss loss, float[] output, float... target) {
    float[] outputs = Arrays.copyOf(new float[] {0.5f, -1f, 2f}, 2 * CLASSES);
    float[] targets = Arrays.copyOf(new float[] {0f, 1f, 0f}, 2 * CLASSES);
    System.arraycopy(output, 0, outputs, CLASSES, CLASSES);
    System.arraycopy(target, 0, targets, CLASSES, CLASSES);
    Shape shape = Shape.of(2, CLASSES);
    double[] losses = new double[2];
    loss.compute(
        Tensor.of(shape, outputs), Tensor.of(shape, targets), 1f, losses, 0, Tensor.zeros(shape));
    return losses;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0.0, 0.0",
    "0.5, 0.5, 0.5, 1.5, 0.0",
    "0.5, 0, 0.49609375, 0.99609375, 0.0",
    "-0.5, 1, 0.5, 1.0, -0.5",
    "NaN, 0, 1, NaN, NaN",
    "1, 0, Infinity, Infinity, 0.0",
    "1, -Infinity, 0, -Infinity, -Infinity"
  })
  void crossEntropy_targetThatIsNoDistribution_isRefusedWithItsRowAndSum(
      float first, float second, float third, double sum, float least) {
    for (double smoothing : new double[] {0, 0.1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> losses(new SoftmaxCrossEntropy(smoothing), new float[3], first, second, third))
          .withMessage(
              "SoftmaxCrossEntropy: target in row 1: expected values of at least 0 that sum to 1,"
                  + " got a sum of %s and a least value of %s",
              sum, least);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0.9995f, 1f, 1.0005f})
  void crossEntropy_sumWithinTheTolerance_isTaken(float value) {
    assertThat(losses(new SoftmaxCrossEntropy(), new float[3], 0f, value, -0f)[1]).isPositive();
  }

  @Test
  void crossEntropy_mixedTargetsOfManyClasses_areTaken() {
    int classes = 1000;
    int[] labels = new int[50];
    Arrays.setAll(labels, i -> i * 19);
    LabelledSamples samples =
        TensorSamples.of(Tensor.zeros(Shape.of(labels.length, 1)), labels, classes);
    TrainingReader reader = Mixup.of(samples, 0.4).trainingReader();
    Tensor targets = Tensor.zeros(Shape.of(labels.length, classes));
    for (int i = 0; i < labels.length; i++) {
      reader.read(i, 7, new float[1], 0, targets.array(), i * classes);
    }
    Tensor even = targets.copy();
    even.fill(1f / classes); // the float is not a thousandth
    Tensor outputs = Tensor.zeros(targets.shape());
    double[] losses = new double[labels.length];
    double[] expected = new double[labels.length];
    Arrays.fill(expected, Math.log(classes)); // of equal logits, whatever the target

    for (Tensor each : new Tensor[] {targets, even}) {
      new SoftmaxCrossEntropy(0.1)
          .compute(outputs, each, 1f, losses, 0, Tensor.zeros(outputs.shape()));
      assertThat(losses).containsExactly(expected, within(1e-4));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void meanSquaredError_targetThatIsNotFinite_isRefusedAsATarget(float value) {
    String message =
        "MeanSquaredError: target in row 1: expected finite numbers, got " + value + " at index 2";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> losses(new MeanSquaredError(), new float[3], 4f, -5f, value))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> losses(new MeanSquaredError(), new float[] {value, 0, 0}, 4f, 5f, value))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void compute_outputThatIsNotFinite_givesALossThatIsNotFinite(float value) {
    float[] output = {0, value, 0};
    for (Loss loss : new Loss[] {new MeanSquaredError(), new SoftmaxCrossEntropy()}) {
      double[] losses = losses(loss, output, 0f, 1f, 0f);
      assertThat(losses[0]).isFinite();
      assertThat(Double.isFinite(losses[1])).as(loss.name()).isFalse();
    }
  }

  @Test
  void fit_crossEntropyOfOneOutput_isRefusedWithTheWayOut() {
    Samples samples = TensorSamples.of(Tensor.zeros(Shape.of(4, 2)), Tensor.zeros(Shape.of(4, 1)));
    Model model = Model.initialize(Network.input(2).add(new Dense(1)), 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trainer().fit(model, samples))
        .withMessage(
            "SoftmaxCrossEntropy: expected outputs of at least 2 classes, got [1]; use"
                + " MeanSquaredError for one output, or give a yes-or-no question two classes");
  }

  @Test
  void fit_targetsThatAreNoDistributions_areRefusedBeforeAnyStep() {
    Tensor targets = Tensor.zeros(Shape.of(40, 2));
    targets.fill(1f);
    Samples samples = TensorSamples.of(Tensor.zeros(Shape.of(40, 2)), targets);
    Model model = Model.initialize(Network.input(2).add(new Dense(2)), 1);
    String before = model.weightsSha256();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trainer().fit(model, samples))
        .withMessageStartingWith("SoftmaxCrossEntropy: target in row ")
        .withMessageEndingWith("got a sum of 2.0 and a least value of 0.0");
    assertThat(model.weightsSha256()).isEqualTo(before);
  }

  @Test
  void fit_mixedAndSmoothed_learns() {
    LabelledSamples samples = ToySamples.separable(200, 1);
    Model model = Model.initialize(Network.input(2).add(new Dense(2)), 1);

    new Trainer()
        .epochs(20)
        .batchSize(16)
        .loss(new SoftmaxCrossEntropy(0.1))
        .optimizer(new Sgd(1))
        .fit(model, Mixup.of(samples, 0.4));

    assertThat(model.evaluate(samples).accuracy()).isGreaterThan(0.9);
  }
}
