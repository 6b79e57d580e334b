package io.crema.examples;

import io.crema.nn.optimizer.Adam;
import io.crema.nn.train.LearningRateSchedule;
import io.crema.nn.train.Trainer;

/**
 * How a network is trained: with Adam, and a learning rate that rises along a line during the first
 * tenth of the steps and then falls along half a cosine.
 *
 * @param epochs passes over the images, at least 1
 * @param batchSize images in a step, at least 1
 * @param learningRate the highest, above 0
 * @param augment how the images are distorted
 */
record Recipe(int epochs, int batchSize, double learningRate, Augment augment) {

  /** The optimizer as a training record names it. */
  static final String OPTIMIZER = "adam";

  /** The schedule as a training record names it. */
  static final String SCHEDULE = "cosine after a warm-up of 10 %";

  private static final double WARM_UP = 0.1;

  private static final Recipe REFERENCE = new Recipe(2, 128, 3e-3, Augment.NONE);
  private static final Recipe LENET = new Recipe(3, 128, 3e-3, Augment.NONE);

  /** {@return the recipe of one of {@link Networks#names()}} */
  static Recipe of(String network) {
    return network.equals(Networks.LENET) ? LENET : REFERENCE;
  }

  Trainer trainer() {
    return new Trainer()
        .epochs(epochs)
        .batchSize(batchSize)
        .optimizer(new Adam(learningRate))
        .schedule(LearningRateSchedule.COSINE.withWarmUp(WARM_UP));
  }

  @Override
  public String toString() {
    String distorted = augment == Augment.NONE ? "" : ", augmentation " + augment;
    return "epochs %d, batch %d, learning rate %s (%s, %s)%s"
        .formatted(epochs, batchSize, learningRate, OPTIMIZER, SCHEDULE, distorted);
  }
}
