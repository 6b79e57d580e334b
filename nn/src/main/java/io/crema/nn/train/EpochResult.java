package io.crema.nn.train;

import io.crema.nn.metric.Accuracy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The results of one finished epoch.
 *
 * @param epoch number of the epoch, from 1
 * @param loss mean loss over the epoch's batches, each before its step
 * @param metrics by name what else was measured in the same passes: {@code accuracy} for samples
 *     with class labels, and {@code NAME_loss} for each of several outputs
 * @param validationLoss mean loss on the validation samples after the epoch; empty without any
 * @param validationMetrics by name what else was measured on the validation samples
 * @param learningRate learning rate of the last step
 * @param seconds time of the epoch's steps, without validation
 * @param samples number of samples trained on
 */
public record EpochResult(
    int epoch,
    double loss,
    Map<String, Double> metrics,
    OptionalDouble validationLoss,
    Map<String, Double> validationMetrics,
    double learningRate,
    double seconds,
    int samples) {

  /**
   * Creates the results of an epoch.
   *
   * @param epoch number of the epoch, from 1
   * @param loss mean loss over the epoch's batches
   * @param metrics by name what else was measured. Copied.
   * @param validationLoss mean loss on the validation samples; empty without any
   * @param validationMetrics by name what else was measured on the validation samples. Copied.
   * @param learningRate learning rate of the last step
   * @param seconds time of the epoch's steps, without validation
   * @param samples number of samples trained on
   */
  public EpochResult {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    validationMetrics = Collections.unmodifiableMap(new LinkedHashMap<>(validationMetrics));
  }

  /** {@return the share of samples classified correctly in training; empty without class labels} */
  public OptionalDouble accuracy() {
    return value(metrics, Accuracy.NAME);
  }

  /** {@return the accuracy on the validation samples; empty without any or without class labels} */
  public OptionalDouble validationAccuracy() {
    return value(validationMetrics, Accuracy.NAME);
  }

  private static OptionalDouble value(Map<String, Double> metrics, String name) {
    Double value = metrics.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** {@return samples trained per second} */
  public double samplesPerSecond() {
    return samples / seconds;
  }
}
