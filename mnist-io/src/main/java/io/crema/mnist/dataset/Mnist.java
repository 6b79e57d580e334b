package io.crema.mnist.dataset;

import io.crema.mnist.idx.IdxFormatException;
import io.crema.mnist.idx.IdxReader;
import io.crema.vision.dataset.ClassNamesFile;
import io.crema.vision.dataset.DataSet;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the MNIST digits of LeCun, Cortes and Burges, or a set that is laid out like them: images
 * to train on, images to test with, each with its label, in four IDX files.
 *
 * <p>The files are {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code
 * t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}. The hyphen before {@code idx} may be
 * a dot, and {@code .gz} may follow. Whether a file is gzip is told by its content.
 *
 * <p>Of MNIST there are 60,000 images to train on and 10,000 to test with, each of shape {@code
 * [28, 28, 1]}. {@link IdxDataSets} loads sets with other names and other classes, too.
 */
public final class Mnist {

  /** The number of classes, one for each digit: {@value}. */
  public static final int CLASSES = 10;

  private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
  private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
  private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

  private Mnist() {}

  /** Opens files by their names, as {@link Class#getResourceAsStream} does. */
  @FunctionalInterface
  public interface Opener {

    /**
     * Opens one file.
     *
     * @param fileName the name without a directory, such as {@code train-images-idx3-ubyte.gz}
     * @return its bytes, or null if there is no such file
     * @throws IOException if it is there but cannot be opened
     */
    @SuppressWarnings("exports") // users need not have @Nullable; null as of getResourceAsStream
    @Nullable InputStream open(String fileName) throws IOException;
  }

  /** Opens a reader by the name of a file; null if there is no such file. */
  private interface Finder {
    @Nullable IdxReader find(String fileName) throws IOException;
  }

  /**
   * Loads the four files from a directory.
   *
   * @param directory where the files are, each under any of its names; the plain name goes first
   * @return the images, with {@value #CLASSES} classes
   * @throws NoSuchFileException if there is no such directory, or one of the files is missing; the
   *     message has the names that were looked for
   * @throws IdxFormatException as {@link IdxImages#load(Path, Path, int)}, and if the images to
   *     train on and to test with differ in shape
   * @throws IOException if a file cannot be read
   */
  public static DataSet load(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      String found = Files.exists(directory) ? "a file" : "nothing";
      throw new NoSuchFileException(
          directory.toString(), null, "expected a directory of MNIST files, found " + found);
    }
    return loadFrom(directory.toString(), in(directory));
  }

  private static Finder in(Path directory) {
    return name -> {
      Path path = directory.resolve(name);
      return Files.exists(path) ? IdxReader.open(path) : null;
    };
  }

  /**
   * Loads the four files from somewhere else, such as the class path:
   *
   * <pre>{@code
   * DataSet mnist = Mnist.load("class path", name -> Digits.class.getResourceAsStream(name));
   * }</pre>
   *
   * @param place what to call the place in messages
   * @param opener asked for each file under its names in turn until it has one; the streams are
   *     closed
   * @return the images, with {@value #CLASSES} classes
   * @throws NoSuchFileException if one of the files is missing; the message has the names that were
   *     looked for
   * @throws IdxFormatException as {@link #load(Path)}
   * @throws IOException if a stream cannot be read
   */
  public static DataSet load(String place, Opener opener) throws IOException {
    return loadFrom(
        place,
        name -> {
          InputStream in = opener.open(name);
          return in == null ? null : IdxReader.open(place + "/" + name, in);
        });
  }

  /**
   * {@return what the classes of the data in a directory are called, {@value #CLASSES} names}
   *
   * <p>They are the lines of a file {@code classes.txt} beside the data, in UTF-8. Where there is
   * no such file, those of Fashion-MNIST, which is told by its test labels; and of all other data
   * the numbers from 0.
   *
   * @param directory as {@link #load(Path)} takes it
   * @throws IOException if the file cannot be read, or has not {@value #CLASSES} different names of
   *     1 to 40 characters; if there is none, as {@link #load(Path)} for the test labels
   */
  public static List<String> classNames(Path directory) throws IOException {
    return ClassNames.of(directory, CLASSES);
  }

  /**
   * {@return the names in some lines, {@value #CLASSES} of them}
   *
   * @param source what to call the lines in messages
   * @param lines as in the file of {@link #classNames(Path)}
   * @throws IOException if they are not {@value #CLASSES} different names of 1 to 40 characters
   */
  public static List<String> classNames(String source, String lines) throws IOException {
    return ClassNamesFile.parse(source, lines, CLASSES);
  }

  /** {@return a reader of the test labels in a directory, before its first value} */
  static IdxReader testLabels(Path directory) throws IOException {
    return find(directory.toString(), in(directory), TEST_LABELS);
  }

  private static DataSet loadFrom(String place, Finder finder) throws IOException {
    try (IdxReader trainImages = find(place, finder, TRAIN_IMAGES);
        IdxReader trainLabels = find(place, finder, TRAIN_LABELS);
        IdxReader testImages = find(place, finder, TEST_IMAGES);
        IdxReader testLabels = find(place, finder, TEST_LABELS)) {
      ImageSet train = IdxImages.read(trainImages, trainLabels, CLASSES);
      ImageSet test = IdxImages.read(testImages, testLabels, CLASSES);
      IdxPair.requireSameShape(trainImages, testImages);
      return new DataSet(train, test);
    }
  }

  private static IdxReader find(String place, Finder finder, String name) throws IOException {
    List<String> names = names(name);
    for (String candidate : names) {
      IdxReader reader = finder.find(candidate);
      if (reader != null) {
        return reader;
      }
    }
    throw new NoSuchFileException(
        place + "/" + name, null, "not there; looked for " + String.join(", ", names));
  }

  private static List<String> names(String name) {
    String dotted = name.replace("-idx", ".idx");
    return List.of(name, name + ".gz", dotted, dotted + ".gz");
  }
}
