package io.crema.vision.dataset;

import io.crema.core.tensor.Shape;
import java.util.Optional;

/**
 * What files of data sets do not say of themselves.
 *
 * @param shape the shape of one image, {@code [H, W, C]}, where the files leave it open; if it is
 *     empty, pixels in a row are a square grey image
 * @param testShare the share of the images to test with, greater than 0 and less than 1, where the
 *     files have no test images
 * @param seed the seed of the random choice of these test images
 */
public record DataOptions(Optional<Shape> shape, double testShare, long seed) {

  /** The default share of the images to test with: {@value}. */
  public static final double DEFAULT_TEST_SHARE = 0.2;

  /** Square grey images, and the default share of test images with seed 0. */
  public static final DataOptions DEFAULT =
      new DataOptions(Optional.empty(), DEFAULT_TEST_SHARE, 0);

  /**
   * Creates options.
   *
   * @param shape the shape of one image, {@code [H, W, C]}, where the files leave it open
   * @param testShare the share of the images to test with, greater than 0 and less than 1
   * @param seed the seed of the random choice of these test images
   * @throws IllegalArgumentException if the shape is not of rank 3, or {@code testShare} is out of
   *     range
   */
  public DataOptions {
    if (shape.isPresent() && shape.get().rank() != 3) {
      throw new IllegalArgumentException(
          "DataOptions: expected a shape [H, W, C], got " + shape.get());
    }
    if (!(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException(
          "DataOptions: expected a share of test images between 0 and 1, got " + testShare);
    }
  }

  /**
   * {@return these options for images of a given shape}
   *
   * @param shape the shape of one image, {@code [H, W, C]}
   * @throws IllegalArgumentException if the shape is not of rank 3
   */
  public DataOptions withShape(Shape shape) {
    return new DataOptions(Optional.of(shape), testShare, seed);
  }

  /**
   * {@return these options with another way to split off test images}
   *
   * @param testShare the share of the images to test with, greater than 0 and less than 1
   * @param seed the seed of their random choice
   * @throws IllegalArgumentException if {@code testShare} is out of range
   */
  public DataOptions withSplit(double testShare, long seed) {
    return new DataOptions(shape, testShare, seed);
  }
}
