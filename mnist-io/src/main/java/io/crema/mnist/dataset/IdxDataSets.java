package io.crema.mnist.dataset;

import io.crema.mnist.dataset.IdxFileSet.Role;
import io.crema.mnist.idx.IdxReader;
import io.crema.vision.dataset.ClassNumbering;
import io.crema.vision.dataset.DataSet;
import io.crema.vision.dataset.DataSetException;
import io.crema.vision.dataset.Loaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads MNIST and the sets that are published as IDX files like it, whatever their classes.
 *
 * <table>
 *   <caption>The sets and their files, each of which may end in {@code .gz}</caption>
 *   <tr><th>set</th><th>files</th><th>classes</th></tr>
 *   <tr><td>MNIST, Fashion-MNIST, KMNIST</td><td>{@code train-images-idx3-ubyte}, {@code
 *     t10k-labels-idx1-ubyte} and so on</td><td>10</td></tr>
 *   <tr><td>EMNIST</td><td>{@code emnist-letters-train-images-idx3-ubyte}, {@code
 *     emnist-letters-test-labels-idx1-ubyte} and so on, perhaps with {@code
 *     emnist-letters-mapping.txt}</td><td>those of the split, such as A to Z</td></tr>
 *   <tr><td>QMNIST</td><td>{@code qmnist-train-images-idx3-ubyte}, {@code
 *     qmnist-test-labels-idx2-int} and so on</td><td>10</td></tr>
 * </table>
 *
 * <p>A file may also be in a folder of the same name, and {@code .idx3} may stand for {@code
 * -idx3}, as in archives of Kaggle. The images of EMNIST are transposed in its files and are turned
 * upright. Of labels with several fields, as QMNIST has them, the first is the class.
 *
 * <p>A file {@code classes.txt} with a name in each line tells the classes of any set. If nothing
 * tells them, the labels that occur are the classes, as {@link ClassNumbering} says.
 */
public final class IdxDataSets {

  private IdxDataSets() {}

  /**
   * Loads the only set in a directory.
   *
   * @param directory where the files are
   * @return the images, in the order of the files
   * @throws DataSetException if there is no set, or more than one; the message has their names
   * @throws java.nio.file.NoSuchFileException if one of the four files of the set is missing
   * @throws io.crema.mnist.idx.IdxFormatException if a file is not the IDX file it should be, as
   *     {@link IdxImages#load(Path, Path)} says; if a label is none of a class; or if the images to
   *     train on and to test with differ in shape
   * @throws IOException if a file cannot be read
   */
  public static Loaded load(Path directory) throws IOException {
    Map<String, IdxFileSet> sets = sets(directory);
    if (sets.size() != 1) {
      throw new DataSetException(
          directory.toString(),
          "one data set; name one of those found",
          String.join(", ", sets.keySet()));
    }
    return load(sets.values().iterator().next());
  }

  /**
   * Loads one of several sets in a directory.
   *
   * @param directory where the files are
   * @param name what the names of the files begin with, such as {@code emnist-letters}, or only
   *     {@code letters} for a split of EMNIST; {@code mnist} for files that are called as those of
   *     MNIST
   * @return the images, in the order of the files
   * @throws DataSetException if there is no such set; the message has the names of the others
   * @throws IOException as {@link #load(Path)}
   */
  public static Loaded load(Path directory, String name) throws IOException {
    Map<String, IdxFileSet> sets = sets(directory);
    Optional<IdxFileSet> set =
        Optional.ofNullable(sets.get(name))
            .or(() -> Optional.ofNullable(sets.get(Emnist.set(name))));
    if (set.isEmpty()) {
      throw new DataSetException(
          directory.toString(), "the data set " + name, String.join(", ", sets.keySet()));
    }
    return load(set.get());
  }

  /**
   * {@return the names of the sets in a directory, in alphabetical order, each as {@link
   * #load(Path, String)} takes it}
   *
   * @param directory where the files are
   * @throws DataSetException if there is no set
   * @throws IOException if the directory cannot be read
   */
  public static List<String> names(Path directory) throws IOException {
    return List.copyOf(sets(directory).keySet());
  }

  private static Map<String, IdxFileSet> sets(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new DataSetException(
          directory.toString(),
          "a directory of IDX files",
          Files.exists(directory) ? "a file" : "nothing");
    }
    Map<String, IdxFileSet> sets = IdxFileSet.in(directory);
    if (sets.isEmpty()) {
      throw new DataSetException(
          directory.toString(), "IDX files such as train-images-idx3-ubyte", "none");
    }
    return sets;
  }

  private static Loaded load(IdxFileSet set) throws IOException {
    try (IdxReader trainImages = set.open(Role.TRAIN_IMAGES);
        IdxReader trainLabels = set.open(Role.TRAIN_LABELS);
        IdxReader testImages = set.open(Role.TEST_IMAGES);
        IdxReader testLabels = set.open(Role.TEST_LABELS)) {
      int[] train = IdxPair.readLabels(trainImages, trainLabels);
      int[] test = IdxPair.readLabels(testImages, testLabels);
      IdxPair.requireSameShape(trainImages, testImages);
      IdxClasses classes = IdxClasses.of(set, train, test);
      int[] trainClasses = classes.ofLabels(trainLabels, train);
      int[] testClasses = classes.ofLabels(testLabels, test);
      boolean transposed = Emnist.split(set.name()).isPresent();
      DataSet data =
          new DataSet(
              IdxImages.pixels(trainImages, transposed).build(trainClasses, classes.names()),
              IdxImages.pixels(testImages, transposed).build(testClasses, classes.names()));
      return Loaded.of(data, notes(transposed, classes));
    }
  }

  private static List<String> notes(boolean transposed, IdxClasses classes) {
    List<String> notes = new ArrayList<>();
    if (transposed) {
      notes.add("The images were turned upright: the files of EMNIST have them transposed.");
    }
    classes.note().ifPresent(notes::add);
    return notes;
  }
}
