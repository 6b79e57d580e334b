package io.crema.examples.cli;

import io.crema.mnist.dataset.Mnist;
import io.crema.vision.dataset.DataSet;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The digits to train on and to test with. */
public final class DigitData {

  private DigitData() {}

  /**
   * {@return the digits of a directory, or the bundled MNIST digits}
   *
   * @param directory where the four IDX files are; null for the bundled ones
   * @throws IOException if one is missing or broken
   */
  public static DataSet load(@Nullable Path directory) throws IOException {
    if (directory != null) {
      return Mnist.load(directory);
    }
    return Mnist.load(
        "class path",
        name -> DigitData.class.getResourceAsStream("/io/crema/examples/mnist/" + name));
  }

  /** {@return what to call the digits of a directory} */
  static String nameOf(@Nullable Path directory) {
    return directory == null ? "bundled MNIST" : directory.toString();
  }
}
