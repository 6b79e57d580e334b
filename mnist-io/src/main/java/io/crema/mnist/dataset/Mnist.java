package io.crema.mnist.dataset;

import io.crema.mnist.idx.IdxFormatException;
import io.crema.mnist.idx.IdxReader;
import io.crema.vision.dataset.DataSet;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the MNIST digits of LeCun, Cortes and Burges from the class path, or a set that is laid out
 * like them: images to train on, images to test with, each with its label, in four IDX files.
 *
 * <p>Files in a directory are for {@link IdxDataSets}, which also names their classes.
 *
 * <p>The files are {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code
 * t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}. The hyphen before {@code idx} may be
 * a dot, and {@code .gz} may follow. Whether a file is gzip is told by its content.
 *
 * <p>Of MNIST there are 60,000 images to train on and 10,000 to test with, each of shape {@code
 * [28, 28, 1]}.
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

  /**
   * Loads the four files from the class path, or from wherever else they can be opened by name:
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
   * @throws IdxFormatException as {@link IdxImages#read(IdxReader, IdxReader, int)}, and if the
   *     images to train on and to test with differ in shape
   * @throws IOException if a stream cannot be read
   */
  public static DataSet load(String place, Opener opener) throws IOException {
    try (IdxReader trainImages = open(place, opener, TRAIN_IMAGES);
        IdxReader trainLabels = open(place, opener, TRAIN_LABELS);
        IdxReader testImages = open(place, opener, TEST_IMAGES);
        IdxReader testLabels = open(place, opener, TEST_LABELS)) {
      ImageSet train = IdxImages.read(trainImages, trainLabels, CLASSES);
      ImageSet test = IdxImages.read(testImages, testLabels, CLASSES);
      IdxPair.requireSameShape(trainImages, testImages);
      return new DataSet(train, test);
    }
  }

  private static IdxReader open(String place, Opener opener, String name) throws IOException {
    List<String> names = names(name);
    for (String candidate : names) {
      InputStream in = opener.open(candidate);
      if (in != null) {
        return IdxReader.open(place + "/" + candidate, in);
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
