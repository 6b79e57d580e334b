package io.crema.vision.augment;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TrainingReader;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;

/**
 * Distorts grey images afresh in every epoch where they are learnt from; elsewhere, as in
 * validation, they are read as they are.
 *
 * <pre>{@code
 * trainer.fit(model, Augmented.of(images, Augmentation.DIGITS));
 * }</pre>
 */
public final class Augmented {

  /** Number of the random stream of a sample, apart from those of layers, which count from 0. */
  private static final long STREAM = -1;

  private Augmented() {}

  /**
   * {@return the samples, distorted in training}
   *
   * @param samples of inputs {@code [H, W, 1]} from 0, the background, to 1
   * @param augmentation how much to distort them
   * @throws IllegalArgumentException if the inputs have another shape
   */
  public static LabelledSamples of(LabelledSamples samples, Augmentation augmentation) {
    Shape shape = samples.inputShape();
    if (shape.rank() != 3 || shape.dim(2) != 1) {
      throw new IllegalArgumentException(
          "Augmented: expected inputs [H, W, 1], got %s".formatted(shape));
    }
    return samples.withTrainingReaders(() -> reader(samples, augmentation));
  }

  private static TrainingReader reader(LabelledSamples samples, Augmentation augmentation) {
    Shape shape = samples.inputShape();
    Distorter distorter = new Distorter(augmentation, shape.dim(0), shape.dim(1));
    TrainingReader plain = samples.trainingReader();
    return (index, epochSeed, input, inputOffset, target, targetOffset) -> {
      plain.read(index, epochSeed, input, inputOffset, target, targetOffset);
      long seed = SplitMix64.derive(SplitMix64.derive(epochSeed, index), STREAM);
      distorter.distort(input, inputOffset, seed);
    };
  }
}
