package io.crema.mnist.data;

import io.crema.mnist.dataset.Mnist;
import io.crema.vision.dataset.DataSet;
import java.io.IOException;

/**
 * The MNIST database of handwritten digits by LeCun, Cortes and Burges: 60,000 images to train on
 * and 10,000 to test with, each of shape {@code [28, 28, 1]}.
 *
 * <pre>{@code
 * DataSet mnist = BundledMnist.load();
 * }</pre>
 */
public final class BundledMnist {

  private BundledMnist() {}

  /**
   * Loads the images and their labels from the jar that this class is in.
   *
   * @return the images, with {@value Mnist#CLASSES} classes
   * @throws IOException if the files cannot be read
   */
  public static DataSet load() throws IOException {
    return Mnist.load("bundled MNIST", name -> BundledMnist.class.getResourceAsStream(name));
  }
}
