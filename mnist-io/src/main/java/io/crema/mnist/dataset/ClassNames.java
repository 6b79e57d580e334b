package io.crema.mnist.dataset;

import io.crema.mnist.idx.IdxReader;
import io.crema.vision.dataset.ClassNamesFile;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What classes are called: by the names of a file, else as known, else by their numbers. */
final class ClassNames {

  /** The file of names, in UTF-8, a line a class. */
  private static final String FILE = "classes.txt";

  private ClassNames() {}

  /** {@return the names in the file of a directory, if there is one} */
  static Optional<List<String>> inFile(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    return Files.exists(file) ? Optional.of(ClassNamesFile.read(file)) : Optional.empty();
  }

  /** {@return the names of the data in a directory, as many as classes} */
  static List<String> of(Path directory, int classes) throws IOException {
    Path file = directory.resolve(FILE);
    if (Files.exists(file)) {
      return ClassNamesFile.read(file, classes);
    }
    try (IdxReader labels = Mnist.testLabels(directory)) {
      return KnownDataSets.names(labels).orElseGet(() -> ImageSet.numbers(classes));
    }
  }
}
