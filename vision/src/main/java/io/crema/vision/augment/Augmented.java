package io.crema.vision.augment;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TrainingReader;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.vision.augment.Augmentation.Range;

/**
 * Distorts images afresh in every epoch where they are learned from; elsewhere, as in validation,
 * they are read as they are.
 *
 * <pre>{@code
 * trainer.fit(model, Augmented.of(digits, Augmentation.DIGITS));
 * trainer.fit(model, Augmented.of(photos, Augmentation.COLOR_PICTURES));
 * }</pre>
 */
public final class Augmented {

  /** Number of the random stream of a sample, apart from those of layers, which count from 0. */
  private static final long STREAM = -1;

  private static final int COLORS = 3;

  private Augmented() {}

  /**
   * {@return the samples, distorted in training}
   *
   * @param samples of inputs {@code [H, W, C]} of levels from 0 to 1
   * @param augmentation how much to distort them
   * @throws IllegalArgumentException if the inputs have another shape, have not the three channels
   *     that a distortion needs, or are not larger than {@link Distortion#CROP} moves them
   */
  public static LabelledSamples of(LabelledSamples samples, Augmentation augmentation) {
    Shape shape = samples.inputShape();
    if (shape.rank() != 3) {
      throw new IllegalArgumentException(
          "Augmented: expected inputs [H, W, C], got %s".formatted(shape));
    }
    augmentation.ranges().forEach((distortion, range) -> require(distortion, range, shape));
    return samples.withTrainingReaders(() -> reader(samples, augmentation));
  }

  private static void require(Distortion distortion, Range range, Shape shape) {
    if (distortion.needsColor() && shape.dim(2) != COLORS) {
      throw new IllegalArgumentException(
          "Augmented: %s: expected inputs [H, W, 3], got %s; leave it out by without(Distortion.%s)"
              .formatted(distortion, shape, distortion.name()));
    }
    double most = Math.max(-range.low(), range.high());
    int side = Math.min(shape.dim(0), shape.dim(1));
    if (distortion == Distortion.CROP && most >= side) {
      throw new IllegalArgumentException(
          "Augmented: crop: expected less than the %d pixels of a side of %s, got %s"
              .formatted(side, shape, range));
    }
  }

  private static TrainingReader reader(LabelledSamples samples, Augmentation augmentation) {
    Shape shape = samples.inputShape();
    Distorter distorter = new Distorter(augmentation, shape);
    TrainingReader plain = samples.trainingReader();
    return (index, epochSeed, input, inputOffset, target, targetOffset) -> {
      plain.read(index, epochSeed, input, inputOffset, target, targetOffset);
      long seed = SplitMix64.derive(SplitMix64.derive(epochSeed, index), STREAM);
      distorter.distort(input, inputOffset, seed);
    };
  }
}
