package io.crema.vision.dataset;

import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.vision.picture.ColorMode;
import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.ResizeMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Loads a data set from a folder of pictures with one sub-folder for each class.
 *
 * <pre>{@code
 * pictures/cat/1.jpg         LoadedPictures loaded = PictureFolder.of(Path.of("pictures")).load();
 * pictures/cat/2.png         loaded.report().lines(20).forEach(System.out::println);
 * pictures/dog/rex.jpg       DataSet data = loaded.data();
 * }</pre>
 *
 * <p>The classes are named by their folders, in natural order ({@code 2} before {@code 10})
 * whatever the locale. Control characters in a name are replaced and names are cut to 40
 * characters; the report says so. Pictures are told by their content, not their names. Files in
 * sub-folders of a class belong to the class. Hidden files are skipped and counted. Every other
 * file that is not used is in the report with the reason; a folder without a usable picture is no
 * class.
 *
 * <p>A folder with {@code train} and {@code test} (or {@code val}, {@code validation}, {@code
 * valid}) in it, each with the folders of the classes, gives these two parts, class by class, each
 * class in natural order of its files. Otherwise {@link DataSet#split} divides the pictures, taken
 * in that order.
 *
 * <p>The result does not depend on the workers and the memory limit. Each worker takes up to 64 MiB
 * to decode a picture.
 */
public final class PictureFolder {

  /** The share of the pictures of each class to test with: {@value}. */
  public static final double TEST_SHARE = 0.2;

  /** Is told how far loading is. Called on the thread that loads. */
  @FunctionalInterface
  public interface Progress {

    /**
     * Files were read.
     *
     * @param done how many of the files so far
     * @param total how many there are
     */
    void advance(int done, int total);
  }

  private final Path folder;
  private @Nullable PicturePreparation preparation;
  private UnaryOperator<PicturePreparation> changes = UnaryOperator.identity();
  private double testShare = TEST_SHARE;
  private long seed;
  private long memoryLimit = Runtime.getRuntime().maxMemory() / 2;
  private @Nullable Workers workers;
  private Progress progress = (done, total) -> {};

  private PictureFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * {@return a loader of the pictures in a folder}
   *
   * @param folder the folder with one sub-folder for each class
   */
  public static PictureFolder of(Path folder) {
    return new PictureFolder(folder);
  }

  /**
   * Sets how pictures become inputs. By default they get their median size, at most 64 pixels on a
   * side (32 if there are fewer than 2,000), in color if any of them is colored, and are stretched
   * to it.
   *
   * @param preparation as that of a model
   * @return this
   */
  public PictureFolder preparation(PicturePreparation preparation) {
    this.preparation = preparation;
    return this;
  }

  /**
   * Sets the size of inputs, and leaves the rest of the preparation as it is.
   *
   * @param height rows, from 1 to {@value PicturePreparation#MAX_SIDE}
   * @param width pixels in a row, from 1 to {@value PicturePreparation#MAX_SIDE}
   * @return this
   * @throws IllegalArgumentException if one is out of range
   */
  public PictureFolder size(int height, int width) {
    PicturePreparation.of(height, width, ColorMode.GREY, ResizeMode.FIT); // refuses
    return change(
        p -> new PicturePreparation(height, width, p.color(), p.resize(), p.background()));
  }

  /**
   * Sets whether inputs are grey or colored, and leaves the rest of the preparation as it is.
   *
   * @param color grey or color
   * @return this
   */
  public PictureFolder color(ColorMode color) {
    return change(
        p -> new PicturePreparation(p.height(), p.width(), color, p.resize(), p.background()));
  }

  /**
   * Sets how pictures get the size of inputs, and leaves the rest of the preparation as it is.
   *
   * @param resize how the size is reached
   * @return this
   */
  public PictureFolder resize(ResizeMode resize) {
    return change(
        p -> new PicturePreparation(p.height(), p.width(), p.color(), resize, p.background()));
  }

  private PictureFolder change(UnaryOperator<PicturePreparation> change) {
    UnaryOperator<PicturePreparation> before = changes;
    changes = p -> change.apply(before.apply(p));
    return this;
  }

  /**
   * Sets the share of the pictures of each class to test with, by default {@value #TEST_SHARE}. Not
   * used where the folder has two parts.
   *
   * @param testShare greater than 0 and less than 1, as {@link DataSet#split} takes it
   * @return this
   * @throws IllegalArgumentException if it is out of range
   */
  public PictureFolder testShare(double testShare) {
    if (!(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException(
          "PictureFolder: expected a share of test pictures between 0 and 1, got " + testShare);
    }
    this.testShare = testShare;
    return this;
  }

  /**
   * Sets the seed that draws the pictures to test with, by default 0.
   *
   * @param seed any; the same seed gives the same pictures
   * @return this
   */
  public PictureFolder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * Sets how many bytes of pixels are kept in memory, by default half of the heap. Pictures beyond
   * it are decoded whenever they are read; a file that vanished or changed then gives an {@link
   * java.io.UncheckedIOException} that names it.
   *
   * @param bytes at least 0
   * @return this
   * @throws IllegalArgumentException if it is less
   */
  public PictureFolder memoryLimit(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          "PictureFolder: expected a memory limit of at least 0 bytes, got " + bytes);
    }
    memoryLimit = bytes;
    return this;
  }

  /**
   * Sets the workers that decode, by default {@link Workers#shared()}.
   *
   * @param workers the threads to decode on
   * @return this
   */
  public PictureFolder workers(Workers workers) {
    this.workers = workers;
    return this;
  }

  /**
   * Sets who is told how far loading is.
   *
   * @param progress called after every few files
   * @return this
   */
  public PictureFolder progress(Progress progress) {
    this.progress = progress;
    return this;
  }

  /**
   * Reads all pictures.
   *
   * @return the pictures, how they were prepared, and what was left out
   * @throws PictureFolderException if the folder has fewer than two classes with pictures, or no
   *     picture to test with; it has the report
   * @throws IOException if the folder cannot be read
   */
  public LoadedPictures load() throws IOException {
    FolderListing listing = FolderListing.of(folder);
    PictureFiles files =
        new PictureFiles(listing.files(), workers == null ? Workers.shared() : workers);
    PicturePreparation used =
        changes.apply(preparation == null ? MedianPreparation.of(files) : preparation);
    FolderDataSet found =
        new FolderDataSet(listing, FolderDecoding.decode(files, used, memoryLimit, progress));
    Shape shape = Shape.of(used.height(), used.width(), used.channels());
    DataSet data = found.dataSet(shape, testShare, seed);
    return new LoadedPictures(data, used, found.report());
  }
}
