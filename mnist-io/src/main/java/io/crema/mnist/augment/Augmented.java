package io.crema.mnist.augment;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TrainingReader;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;

/**
 * Grey images that are distorted afresh in every epoch where they are trained on, and read as they
 * are elsewhere.
 *
 * <pre>{@code
 * trainer.fit(model, Augmented.of(images, Augmentation.DIGITS));
 * }</pre>
 */
public final class Augmented implements LabelledSamples {

  /** Number of the random stream of a sample, apart from those of layers, which count from 0. */
  private static final long STREAM = -1;

  private final LabelledSamples samples;
  private final Augmentation augmentation;

  private Augmented(LabelledSamples samples, Augmentation augmentation) {
    this.samples = samples;
    this.augmentation = augmentation;
  }

  /**
   * {@return the samples, distorted in training}
   *
   * @param samples of inputs {@code [H, W, 1]} from 0, the background, to 1
   * @param augmentation how much to distort them
   * @throws IllegalArgumentException if the inputs have another shape
   */
  public static LabelledSamples of(LabelledSamples samples, Augmentation augmentation) {
    Shape shape = samples.inputShape();
    if (shape.rank() != 3 || shape.dim(2) != 1 || shape.size() == 0) {
      throw new IllegalArgumentException(
          "Augmented: expected inputs [H, W, 1], got %s".formatted(shape));
    }
    return new Augmented(samples, augmentation);
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public Shape inputShape() {
    return samples.inputShape();
  }

  @Override
  public int classes() {
    return samples.classes();
  }

  @Override
  public int label(int index) {
    return samples.label(index);
  }

  @Override
  public void readInput(int index, float[] to, int offset) {
    samples.readInput(index, to, offset);
  }

  @Override
  public TrainingReader trainingReader() {
    TrainingReader plain = samples.trainingReader();
    Distorter distorter = new Distorter(augmentation, inputShape().dim(0), inputShape().dim(1));
    return (index, epochSeed, input, inputOffset, target, targetOffset) -> {
      plain.read(index, epochSeed, input, inputOffset, target, targetOffset);
      long seed = SplitMix64.derive(SplitMix64.derive(epochSeed, index), STREAM);
      distorter.distort(input, inputOffset, seed);
    };
  }
}
