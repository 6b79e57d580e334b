package io.crema.nn.confidence;

import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import io.crema.nn.plan.LastLinear;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * One number that all logits are divided by, so that probabilities are as high as answers are often
 * right. Which class is the most probable does not change.
 *
 * <pre>{@code
 * Tensor logits = model.predictor(workers).forward(validation);
 * TemperatureScaling scaling = TemperatureScaling.fit(validation.labels(), logits);
 * Model calibrated = scaling.applyTo(model);
 * }</pre>
 *
 * <p>Guo, Pleiss, Sun &amp; Weinberger, "On Calibration of Modern Neural Networks", ICML 2017.
 *
 * @param temperature from {@value #LEAST} to {@value #GREATEST}: above 1 it takes confidence off,
 *     below 1 it adds some
 */
public record TemperatureScaling(double temperature) {

  /** The least temperature: {@value}. */
  public static final double LEAST = 0.05;

  /** The greatest temperature: {@value}. */
  public static final double GREATEST = 20;

  private static final String NAME = "TemperatureScaling";

  private static final double ACCURACY = 1e-12;
  private static final int MAX_EVALUATIONS = 200;

  /**
   * Checks the range.
   *
   * @param temperature from {@value #LEAST} to {@value #GREATEST}
   * @throws IllegalArgumentException if it is out of range
   */
  public TemperatureScaling {
    if (!(temperature >= LEAST && temperature <= GREATEST)) {
      throw new IllegalArgumentException(
          "%s: expected a temperature from %s to %s, got %s"
              .formatted(NAME, LEAST, GREATEST, temperature));
    }
  }

  /**
   * {@return the temperature of the least cross-entropy, the same bits on every machine}
   *
   * @param labels the true class of each sample, none of which the model has learned from. Not
   *     modified.
   * @param logits {@code [N, classes]}, what the model says of them. Not modified.
   * @throws IllegalArgumentException if shapes, labels or logits are wrong, or if the least
   *     cross-entropy is not in the range of temperatures: it is below where all answers are right,
   *     and above where they are no better than guesses
   */
  public static TemperatureScaling fit(int[] labels, Tensor logits) {
    /*
     * The mean cross-entropy is convex in b = 1 / T. So its slope rises, and where it is 0 is the
     * minimum: a root is found to more digits than a minimum. Brent, "Algorithms for Minimization
     * without Derivatives", 1973.
     */
    LabelledOutputs outputs = LabelledOutputs.ofLogits(NAME, labels, logits);
    double hottest = slope(outputs, 1 / GREATEST);
    double coldest = slope(outputs, 1 / LEAST);
    if (!(hottest < 0 && coldest > 0)) {
      throw new IllegalArgumentException(
          "%s: expected samples with a best temperature between %s and %s, got %d whose is %s"
              .formatted(NAME, LEAST, GREATEST, labels.length, hottest < 0 ? "lower" : "higher"));
    }
    double inverse =
        new BrentSolver(ACCURACY)
            .solve(MAX_EVALUATIONS, b -> slope(outputs, b), 1 / GREATEST, 1 / LEAST);
    return new TemperatureScaling(1 / inverse);
  }

  /** {@return the derivative of the mean cross-entropy by 1 / T} */
  private static double slope(LabelledOutputs outputs, double inverse) {
    double sum = 0;
    double[] row = new double[outputs.classes()];
    for (int i = 0; i < outputs.size(); i++) {
      softmax(outputs.values(), outputs.row(i), inverse, row);
      for (int c = 0; c < row.length; c++) {
        sum += row[c] * outputs.values()[outputs.row(i) + c];
      }
      sum -= outputs.ofLabel(i);
    }
    return sum / outputs.size();
  }

  /** Turns a row of logits into probabilities, and returns the logarithm of their divisor. */
  private static double softmax(float[] logits, int from, double inverse, double[] row) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < row.length; c++) {
      greatest = Math.max(greatest, logits[from + c] * inverse);
    }
    double sum = 0;
    for (int c = 0; c < row.length; c++) {
      row[c] = StrictMath.exp(logits[from + c] * inverse - greatest);
      sum += row[c];
    }
    for (int c = 0; c < row.length; c++) {
      row[c] /= sum;
    }
    return greatest + StrictMath.log(sum);
  }

  /**
   * {@return the mean cross-entropy of the logits divided by the temperature, in nats}
   *
   * @param labels the true class of each sample. Not modified.
   * @param logits {@code [N, classes]}. Not modified.
   * @throws IllegalArgumentException if shapes, labels or logits are wrong
   */
  public double loss(int[] labels, Tensor logits) {
    LabelledOutputs outputs = LabelledOutputs.ofLogits(NAME, labels, logits);
    double sum = 0;
    double[] row = new double[outputs.classes()];
    for (int i = 0; i < outputs.size(); i++) {
      double logDivisor = softmax(outputs.values(), outputs.row(i), 1 / temperature, row);
      sum += logDivisor - outputs.ofLabel(i) / temperature;
    }
    return sum / outputs.size();
  }

  /**
   * {@return the softmax of the logits divided by the temperature, {@code [N, classes]}}
   *
   * @param logits {@code [N, classes]}. Not modified.
   * @throws IllegalArgumentException if the shape is another
   */
  public Tensor probabilities(Tensor logits) {
    if (logits.shape().rank() != 2) {
      throw new IllegalArgumentException(
          "%s: expected logits [N, classes], got %s".formatted(NAME, logits.shape()));
    }
    Tensor probabilities = Tensor.zeros(logits.shape());
    double[] row = new double[logits.shape().dim(1)];
    for (int from = 0; from < logits.size(); from += row.length) {
      softmax(logits.array(), from, 1 / temperature, row);
      for (int c = 0; c < row.length; c++) {
        probabilities.array()[from + c] = (float) row[c];
      }
    }
    return probabilities;
  }

  /**
   * {@return a model whose logits are those of another, divided by the temperature}
   *
   * <p>It has the same network; the weights and the bias of its last Dense or Conv2D are divided.
   * So a model file holds it like any other. Each weight is rounded once more, so that classes
   * whose logits are equal but for rounding may change places.
   *
   * @param model gives logits: after its last Dense or Conv2D come average pooling, flatten and
   *     dropout at most. Not modified.
   * @throws IllegalArgumentException if it does not
   */
  public Model applyTo(Model model) {
    String prefix = lastLinear(model) + ".";
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (Parameter parameter : model.parameters()) {
      Tensor value = parameter.value().copy();
      if (parameter.name().startsWith(prefix)) {
        divide(value);
      }
      weights.put(parameter.name(), value);
    }
    return Model.restore(model.network(), weights);
  }

  private void divide(Tensor value) {
    float[] values = value.array();
    for (int i = 0; i < value.size(); i++) {
      values[i] = (float) (values[i] / temperature);
    }
  }

  private static String lastLinear(Model model) {
    return LastLinear.of(model.network())
        .map(Node::name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: expected a network whose outputs are logits, such as those of Dense, got %s"
                        .formatted(NAME, model.network())));
  }
}
