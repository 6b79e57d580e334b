package io.crema.vision.dataset;

import io.crema.core.tensor.Shape;
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
