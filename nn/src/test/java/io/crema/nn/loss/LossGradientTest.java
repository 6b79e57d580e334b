package io.crema.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.testing.GradientCheck;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses against central differences and hand-computed values. */
class LossGradientTest {

  private static final double STEP = 0x1p-7;

  /** Rounding of float, 6e-8 / STEP, and curvature, STEP^2 / 6 times a third derivative below 1. */
  private static final double TOLERANCE = 3e-5;

  /** A value and its gradient in float, both near 1. */
  private static final double FLOAT_ROUNDING = 1e-6;

  private static final float SCALE = 0.25f;

  private record Case(String name, Loss loss, Tensor outputs, Tensor targets) {
    @Override
    public String toString() {
      return name + " " + outputs.shape();
    }
  }

  private static Tensor outputs(int rows, int... shape) {
    return GradientCheck.uniform(rows, Shape.of(shape));
  }

  private static Tensor oneHot(int rows, int classes) {
    Tensor targets = Tensor.zeros(Shape.of(rows, classes));
    for (int row = 0; row < rows; row++) {
      targets.set(1f, row, (row * 2 + 1) % classes);
    }
    return targets;
  }

  private static Tensor soft(int rows, int classes) {
    Tensor targets = oneHot(rows, classes);
    for (int i = 0; i < targets.size(); i++) {
      targets.array()[i] = 0.875f * targets.array()[i] + 0.125f / classes;
    }
    return targets;
  }

  private static Stream<Case> table() {
    Loss crossEntropy = new SoftmaxCrossEntropy();
    Loss squares = new MeanSquaredError();
    return Stream.of(
        new Case("one-hot", crossEntropy, outputs(3, 10), oneHot(3, 10)),
        new Case("one-hot", crossEntropy, outputs(1, 2), oneHot(1, 2)),
        new Case("soft", crossEntropy, outputs(3, 10), soft(3, 10)),
        new Case("soft", crossEntropy, outputs(1, 17), soft(1, 17)),
        new Case("smoothed", new SoftmaxCrossEntropy(0.1), outputs(3, 10), oneHot(3, 10)),
        new Case("smoothed", new SoftmaxCrossEntropy(0.5), outputs(1, 17), soft(1, 17)),
        new Case("squares", squares, outputs(3, 4), soft(3, 4)),
        new Case("squares", squares, outputs(1, 1), soft(1, 1)),
        new Case("squares", squares, outputs(2, 3, 2, 1), Tensor.zeros(Shape.of(2, 3, 2, 1))));
  }

  private static double[] losses(Loss loss, Tensor outputs, Tensor targets, Tensor dOutputs) {
    double[] losses = new double[outputs.shape().dim(0)];
    loss.compute(outputs, targets, SCALE, losses, 0, dOutputs);
    return losses;
  }

  private static double sum(Case each) {
    double sum = 0;
    for (double loss :
        losses(each.loss, each.outputs, each.targets, Tensor.zeros(each.outputs.shape()))) {
      sum += loss;
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("table")
  void compute_gradient_agreesWithCentralDifferences(Case each) {
    Tensor gradient = Tensor.zeros(each.outputs.shape());
    losses(each.loss, each.outputs, each.targets, gradient);

    for (int i = 0; i < gradient.size(); i++) {
      float middle = each.outputs.array()[i];
      each.outputs.array()[i] = (float) (middle + STEP);
      double right = sum(each);
      each.outputs.array()[i] = (float) (middle - STEP);
      double left = sum(each);
      each.outputs.array()[i] = middle;
      double slope = SCALE * (right - left) / (2 * STEP);
      assertThat((double) gradient.array()[i]).isCloseTo(slope, within(TOLERANCE));
    }
  }

  @Test
  void crossEntropy_knownLogits_givesMinusLogOfTheProbability() {
    // Probabilities 1/8, 2/8, 5/8.
    float[] logits = {0f, (float) Math.log(2), (float) Math.log(5)};
    Tensor outputs = Tensor.of(Shape.of(1, 3), logits);
    Tensor targets = Tensor.of(Shape.of(1, 3), new float[] {0f, 1f, 0f});
    Tensor gradient = Tensor.zeros(Shape.of(1, 3));

    double[] losses = losses(new SoftmaxCrossEntropy(), outputs, targets, gradient);

    assertThat(losses[0]).isCloseTo(Math.log(4), within(FLOAT_ROUNDING));
    assertThat(gradient.array())
        .containsExactly(
            new float[] {SCALE * 0.125f, SCALE * -0.75f, SCALE * 0.625f},
            within((float) FLOAT_ROUNDING));
  }

  @Test
  void crossEntropy_labelSmoothing_isLeastWhereProbabilitiesAreTheSmoothedTarget() {
    // of four classes 0.2 is spread: 0.85 and three times 0.05, which is a ratio of 17
    float[] logits = {0f, (float) Math.log(17), 0f, 0f};
    Tensor outputs = Tensor.of(Shape.of(1, 4), logits);
    Tensor targets = Tensor.of(Shape.of(1, 4), new float[] {0f, 1f, 0f, 0f});
    Tensor gradient = Tensor.zeros(Shape.of(1, 4));

    double[] losses = losses(new SoftmaxCrossEntropy(0.2), outputs, targets, gradient);

    double entropy = -0.85 * Math.log(0.85) - 3 * 0.05 * Math.log(0.05);
    assertThat(losses[0]).isCloseTo(entropy, within(FLOAT_ROUNDING));
    assertThat(gradient.array()).containsExactly(new float[4], within((float) FLOAT_ROUNDING));
  }

  @Test
  void crossEntropy_noLabelSmoothing_isTheDefault() {
    assertThat(new SoftmaxCrossEntropy()).isEqualTo(new SoftmaxCrossEntropy(0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 2, Double.NaN})
  void crossEntropy_labelSmoothingOutOfRange_isRefused(double smoothing) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SoftmaxCrossEntropy(smoothing))
        .withMessage(
            "SoftmaxCrossEntropy: expected labelSmoothing from 0 to below 1, got " + smoothing);
  }

  @Test
  void crossEntropy_hugeLogits_staysFinite() {
    Tensor outputs = Tensor.of(Shape.of(2, 2), new float[] {1e6f, 0f, -1e6f, 1e6f});
    Tensor targets = Tensor.of(Shape.of(2, 2), new float[] {1f, 0f, 1f, 0f});
    Tensor gradient = Tensor.zeros(Shape.of(2, 2));

    double[] losses = losses(new SoftmaxCrossEntropy(), outputs, targets, gradient);

    assertThat(losses).containsExactly(0, 2e6);
    assertThat(gradient.array()).containsExactly(0f, 0f, -SCALE, SCALE);
  }

  @Test
  void meanSquaredError_knownValues_isTheMeanOverTheValuesOfASample() {
    Tensor outputs = Tensor.of(Shape.of(2, 2), new float[] {3f, 1f, 0f, 0f});
    Tensor targets = Tensor.of(Shape.of(2, 2), new float[] {1f, 1f, 4f, -2f});
    Tensor gradient = Tensor.zeros(Shape.of(2, 2));

    double[] losses = losses(new MeanSquaredError(), outputs, targets, gradient);

    assertThat(losses).containsExactly(2, 10);
    assertThat(gradient.array()).containsExactly(SCALE * 2, 0f, SCALE * -4, SCALE * 2);
  }

  @ParameterizedTest
  @MethodSource("table")
  void compute_laterFirstLoss_leavesTheOthersAlone(Case each) {
    int rows = each.outputs.shape().dim(0);
    double[] expected =
        losses(each.loss, each.outputs, each.targets, Tensor.zeros(each.outputs.shape()));
    double[] losses = new double[rows + 3];
    Tensor gradient = Tensor.zeros(each.outputs.shape());

    each.loss.compute(each.outputs, each.targets, SCALE, losses, 2, gradient);

    assertThat(losses).startsWith(0, 0).endsWith(0);
    for (int row = 0; row < rows; row++) {
      assertThat(losses[row + 2]).isEqualTo(expected[row]);
    }
  }

  @Test
  void requireShapes_different_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SoftmaxCrossEntropy().requireShapes(Shape.of(10), Shape.of(9)))
        .withMessage("SoftmaxCrossEntropy: expected targets of the outputs' shape [10], got [9]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MeanSquaredError().requireShapes(Shape.of(2, 3), Shape.of(6)))
        .withMessage("MeanSquaredError: expected targets of the outputs' shape [2, 3], got [6]");
  }

  @Test
  void crossEntropyRequireShapes_outputsThatAreNoVector_isRefused() {
    Shape image = Shape.of(2, 2, 10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SoftmaxCrossEntropy().requireShapes(image, image))
        .withMessage(
            "SoftmaxCrossEntropy: expected outputs [classes] (add Flatten before the last layer),"
                + " got [2, 2, 10]");
  }
}
