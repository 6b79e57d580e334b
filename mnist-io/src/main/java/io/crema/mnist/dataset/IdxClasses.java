package io.crema.mnist.dataset;

import io.crema.core.data.ClassNames;
import io.crema.mnist.dataset.IdxFileSet.Role;
import io.crema.mnist.idx.IdxReader;
import io.crema.vision.dataset.ClassNamesFile;
import io.crema.vision.dataset.ClassNumbering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The classes of a set of IDX files. */
final class IdxClasses {

  /*
   * The classes are those of a file classes.txt, else those of the split of EMNIST, else those of a
   * set that is known by its labels; else the digits, where the names of the files are those of
   * MNIST, QMNIST or KMNIST and no label is greater: a part of MNIST may lack a digit and has ten
   * classes all the same. Else there is nothing but the labels, and those that occur are the
   * classes.
   */

  /** The file of names, in UTF-8, a line a class. */
  private static final String NAMES_FILE = "classes.txt";

  private static final Set<String> TEN_CLASSES = Set.of(IdxFileSet.MNIST, "qmnist", "kmnist");

  private final List<String> names;

  /** The label of the first class, which the others follow, unless there is a numbering. */
  private final int leastLabel;

  private final Optional<ClassNumbering> numbering;

  private IdxClasses(List<String> names, int leastLabel, Optional<ClassNumbering> numbering) {
    this.names = names;
    this.leastLabel = leastLabel;
    this.numbering = numbering;
  }

  /**
   * {@return the classes of a set}
   *
   * @param set the files
   * @param train the labels to train on. Not modified.
   * @param test the labels to test with. Not modified.
   */
  static IdxClasses of(IdxFileSet set, int[] train, int[] test) throws IOException {
    Optional<Emnist> emnist = Emnist.of(set);
    int leastLabel = emnist.map(Emnist::leastLabel).orElse(0);
    Optional<List<String>> names = inFile(set.directory());
    if (names.isEmpty()) {
      names = emnist.map(Emnist::classNames);
    }
    if (names.isEmpty()) {
      names = known(set);
    }
    if (names.isEmpty() && TEN_CLASSES.contains(set.name()) && areDigits(train, test)) {
      names = Optional.of(ClassNames.numbers(Mnist.CLASSES));
    }
    if (names.isPresent()) {
      return new IdxClasses(names.get(), leastLabel, Optional.empty());
    }
    ClassNumbering numbering =
        ClassNumbering.of(set.directory().toString(), longs(train), longs(test));
    return new IdxClasses(numbering.names(), 0, Optional.of(numbering));
  }

  /** {@return the names in the file of a directory, if there is one} */
  private static Optional<List<String>> inFile(Path directory) throws IOException {
    Path file = directory.resolve(NAMES_FILE);
    return Files.exists(file) ? Optional.of(ClassNamesFile.read(file)) : Optional.empty();
  }

  private static Optional<List<String>> known(IdxFileSet set) throws IOException {
    try (IdxReader labels = set.open(Role.TEST_LABELS)) {
      return KnownDataSets.names(labels);
    }
  }

  private static boolean areDigits(int[] train, int[] test) {
    return IntStream.concat(Arrays.stream(train), Arrays.stream(test))
        .allMatch(label -> label >= 0 && label < Mnist.CLASSES);
  }

  private static long[] longs(int[] labels) {
    return Arrays.stream(labels).asLongStream().toArray();
  }

  /** {@return the names of the classes} */
  List<String> names() {
    return names;
  }

  /**
   * {@return the classes of labels, in a new array}
   *
   * @param reader where they come from, for messages
   * @param labels Not modified.
   */
  int[] ofLabels(IdxReader reader, int[] labels) throws IOException {
    if (numbering.isPresent()) {
      return numbering.get().classes(longs(labels));
    }
    IdxPair.requireLabels(reader, labels, leastLabel, names.size());
    return Arrays.stream(labels).map(label -> label - leastLabel).toArray();
  }

  /** {@return a sentence about labels that are not their classes, if there are any} */
  Optional<String> note() {
    if (numbering.isPresent() || leastLabel == 0) {
      return numbering.flatMap(ClassNumbering::note);
    }
    int last = names.size() - 1;
    return Optional.of(
        "The labels %d to %d became the classes 0 to %d."
            .formatted(leastLabel, leastLabel + last, last));
  }
}
