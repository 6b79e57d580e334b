package io.crema.examples.cli;

import io.crema.mnist.data.BundledMnist;
import io.crema.mnist.dataset.Mnist;
import io.crema.vision.dataset.DataSet;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where the images are. */
final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Directory of the four MNIST files (IDX, plain or gzip). Default: the bundled MNIST.")
  private @Nullable Path directory;

  /** {@return where the images are; null for the bundled ones} */
  @Nullable Path directory() {
    return directory;
  }

  /** {@return whether they are the bundled ones} */
  boolean bundled() {
    return directory == null;
  }

  /**
   * {@return the images}
   *
   * @throws IOException if a file is missing or broken
   */
  DataSet load() throws IOException {
    return directory == null ? BundledMnist.load() : Mnist.load(directory);
  }

  /** {@return what to call the images} */
  String name() {
    return directory == null ? "bundled MNIST" : directory.toString();
  }
}
