package io.crema.vision.dataset;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Labelled images in two parts of the same shape and classes.
 *
 * @param train the images to train on
 * @param test the images to test with
 */
public record DataSet(ImageSet train, ImageSet test) {

  /**
   * Creates a data set.
   *
   * @param train the images to train on
   * @param test the images to test with
   * @throws IllegalArgumentException if the parts differ in the shape of their images or in the
   *     names of their classes
   */
  public DataSet {
    if (!test.inputShape().equals(train.inputShape())) {
      throw new IllegalArgumentException(
          "DataSet: expected test images %s, as those to train on, got %s"
              .formatted(train.inputShape(), test.inputShape()));
    }
    if (!test.classNames().equals(train.classNames())) {
      throw new IllegalArgumentException(
          "DataSet: expected test images of the classes %s, got %s"
              .formatted(train.classNames(), test.classNames()));
    }
  }

  /**
   * Splits images at random into images to train on and images to test with, each class in
   * proportion.
   *
   * <p>Of a class with {@code k} images, {@code k * testShare} rounded to the nearest whole number
   * are to test with, but at least one and at most {@code k - 1}. The only image of a class is to
   * train on. Both parts come in the order of {@link SplitMix64#permutation}, and both are views.
   *
   * @param all the images to split
   * @param testShare the share of the images to test with, greater than 0 and less than 1
   * @param seed any; the same seed gives the same parts
   * @return the two parts, which share no image
   * @throws IllegalArgumentException if {@code testShare} is out of range, or if no class has two
   *     images
   */
  public static DataSet split(ImageSet all, double testShare, long seed) {
    if (!(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException(
          "split: expected a share of test images between 0 and 1, got " + testShare);
    }
    int[] places = all.classCounts();
    Arrays.setAll(places, c -> testImages(places[c], testShare));
    int testSize = Arrays.stream(places).sum();
    if (testSize == 0) {
      throw new IllegalArgumentException(
          "split: expected a class with at least 2 images, got %d classes with 1 image each"
              .formatted(all.size()));
    }
    int[] train = new int[all.size() - testSize];
    int[] test = new int[testSize];
    int trainCount = 0;
    int testCount = 0;
    for (int index : SplitMix64.permutation(all.size(), seed)) {
      if (places[all.label(index)]-- > 0) {
        test[testCount++] = index;
      } else {
        train[trainCount++] = index;
      }
    }
    return new DataSet(all.subset(train), all.subset(test));
  }

  private static int testImages(int images, double testShare) {
    int rounded = (int) Math.round(images * testShare);
    return images < 2 ? 0 : Math.min(Math.max(rounded, 1), images - 1);
  }

  /** {@return the shape of one image, {@code [H, W, C]}} */
  public Shape inputShape() {
    return train.inputShape();
  }

  /** {@return the names of the classes, by their numbers} */
  public List<String> classNames() {
    return train.classNames();
  }

  /** {@return the number of classes} */
  public int classes() {
    return train.classes();
  }

  /**
   * {@return this with other names of its classes}
   *
   * @param names as many as there are classes
   * @throws IllegalArgumentException if there are more or fewer
   */
  public DataSet withClassNames(List<String> names) {
    return new DataSet(train.withClassNames(names), test.withClassNames(names));
  }
}
