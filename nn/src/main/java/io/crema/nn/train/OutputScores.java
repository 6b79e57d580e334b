package io.crema.nn.train;

/**
 * What one output comes to for each sample of a batch.
 *
 * @param losses the losses, without the weight of the output
 * @param hits whether the largest output is where the target is largest
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is not compared
record OutputScores(double[] losses, boolean[] hits) {

  OutputScores(int samples) {
    this(new double[samples], new boolean[samples]);
  }

  /** {@return the mean loss of the first samples} */
  double meanLoss(int samples) {
    double sum = 0;
    for (int i = 0; i < samples; i++) {
      sum += losses[i];
    }
    return sum / samples;
  }

  /** {@return how many of the first samples were hits} */
  int hits(int samples) {
    int sum = 0;
    for (int i = 0; i < samples; i++) {
      sum += hits[i] ? 1 : 0;
    }
    return sum;
  }
}
