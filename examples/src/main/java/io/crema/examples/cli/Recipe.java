package io.crema.examples.cli;

import io.crema.models.DigitNetworks;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.loss.SoftmaxCrossEntropy;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.optimizer.AdamW;
import io.crema.nn.optimizer.Optimizer;
import io.crema.nn.train.LearningRateSchedule;
import io.crema.nn.train.Trainer;

/**
 * How a network is trained: with Adam, or AdamW where weights decay, and a learning rate that rises
 * along a line during the first tenth of the steps and then falls along half a cosine.
 *
 * @param epochs passes over the images, at least 1
 * @param batchSize images in a step, at least 1
 * @param learningRate the highest, above 0
 * @param weightDecay that of AdamW, from 0 to below 1
 * @param averaging decay of the moving average that the weights end as, below 1; 0 for none
 * @param smoothing of the labels, from 0 to below 1
 * @param augment how the images are distorted
 */
record Recipe(
    int epochs,
    int batchSize,
    double learningRate,
    double weightDecay,
    double averaging,
    double smoothing,
    Augment augment) {

  private static final String SCHEDULE = "cosine after a warm-up of 10 %";
  private static final double WARM_UP = 0.1;

  private static final Recipe REFERENCE = plain(2, 128, 3e-3);
  private static final Recipe LENET = plain(3, 128, 3e-3);
  private static final Recipe FAST = plain(1, 64, 1e-2);
  private static final Recipe CHAMPION = new Recipe(32, 128, 3e-3, 0.05, 0.999, 0, Augment.ROBUST);

  /** Images that {@code auto} trains on, all epochs together, within the limits of epochs. */
  private static final int AUTO_SAMPLES = 300_000;

  private static final int AUTO_LEAST_EPOCHS = 5;
  private static final int AUTO_MOST_EPOCHS = 90;
  private static final int AUTO_MANY_IMAGES = 10_000;

  /** {@return Adam and nothing more} */
  static Recipe plain(int epochs, int batchSize, double learningRate) {
    return new Recipe(epochs, batchSize, learningRate, 0, 0, 0, Augment.NONE);
  }

  /**
   * {@return the recipe of a network}
   *
   * @param network one of {@link Networks#NAMES}
   * @param images the number of images to train on
   * @param channels of an image
   */
  static Recipe of(String network, int images, int channels) {
    return switch (network) {
      case Networks.AUTO -> auto(images, channels);
      case DigitNetworks.FAST -> FAST;
      case DigitNetworks.CHAMPION -> CHAMPION;
      case DigitNetworks.LENET -> LENET;
      default -> REFERENCE;
    };
  }

  /**
   * {@return fewer epochs and larger batches, the more images there are} Few images are distorted,
   * and their weights decay faster: a network could know each of them by its colors alone.
   */
  private static Recipe auto(int images, int channels) {
    int epochs = Math.min(Math.max(AUTO_SAMPLES / images, AUTO_LEAST_EPOCHS), AUTO_MOST_EPOCHS);
    if (images >= AUTO_MANY_IMAGES) {
      return new Recipe(epochs, 64, 3e-3, 0.05, 0, 0, Augment.NONE);
    }
    Augment augment = channels == 3 ? Augment.COLORS : Augment.PICTURES;
    return new Recipe(epochs, 32, 6e-3, 0.1, 0, 0, augment);
  }

  /** {@return the same recipe with another length and pace} */
  Recipe with(int otherEpochs, int otherBatchSize, double otherLearningRate) {
    return new Recipe(
        otherEpochs, otherBatchSize, otherLearningRate, weightDecay, averaging, smoothing, augment);
  }

  Trainer trainer() {
    Trainer trainer =
        new Trainer()
            .epochs(epochs)
            .batchSize(batchSize)
            .optimizer(optimizer())
            .loss(new SoftmaxCrossEntropy(smoothing))
            .schedule(LearningRateSchedule.cosine().withWarmUp(WARM_UP));
    return averaging == 0 ? trainer : trainer.averageWeights(averaging);
  }

  private Optimizer optimizer() {
    return weightDecay == 0 ? new Adam(learningRate) : new AdamW(learningRate, weightDecay);
  }

  private String optimizerName() {
    return weightDecay == 0 ? "adam" : "adamw with weight decay " + weightDecay;
  }

  /** {@return a training record with all of this} */
  TrainingRecord addTo(TrainingRecord record) {
    TrainingRecord all =
        record
            .with("epochs", Integer.toString(epochs))
            .with("batchSize", Integer.toString(batchSize))
            .with("learningRate", Double.toString(learningRate))
            .with("schedule", SCHEDULE)
            .with("optimizer", optimizerName())
            .with("augmentation", augment.description());
    if (averaging > 0) {
      all = all.with("averagedWeights", "decay " + averaging);
    }
    return smoothing == 0 ? all : all.with("labelSmoothing", Double.toString(smoothing));
  }

  /** {@return the options of the command line that say all of this} */
  String options() {
    return ("--epochs %d --batch %d --learning-rate %s --weight-decay %s --average %s"
            + " --smoothing %s --augment %s")
        .formatted(epochs, batchSize, learningRate, weightDecay, averaging, smoothing, augment);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("epochs %d, batch %d, ".formatted(epochs, batchSize));
    text.append("learning rate %s (%s, %s)".formatted(learningRate, optimizerName(), SCHEDULE));
    if (averaging > 0) {
      text.append(", averaged weights " + averaging);
    }
    if (smoothing > 0) {
      text.append(", label smoothing " + smoothing);
    }
    if (augment != Augment.NONE) {
      text.append(", augmentation " + augment);
    }
    return text.toString();
  }
}
