package io.crema.nn.train;

/**
 * What an epoch came to.
 *
 * @param epoch from 1 on
 * @param loss mean loss over the epoch's batches, each as it was before its step
 * @param accuracy share of samples classified rightly in the same passes; NaN for no classifier
 * @param validationLoss mean loss on the validation samples after the epoch; NaN without any
 * @param validationAccuracy accuracy on the validation samples; NaN without any
 * @param learningRate learning rate of the last step
 * @param seconds time of the epoch's steps, without validation
 * @param samples number of samples trained on
 */
public record EpochResult(
    int epoch,
    double loss,
    double accuracy,
    double validationLoss,
    double validationAccuracy,
    double learningRate,
    double seconds,
    int samples) {

  /** {@return samples trained per second} */
  public double samplesPerSecond() {
    return samples / seconds;
  }

  /** {@return whether there were validation samples} */
  public boolean validated() {
    return !Double.isNaN(validationLoss);
  }
}
