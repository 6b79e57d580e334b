package io.crema.examples.cli;

import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.mnist.dataset.IdxDataSets;
import io.crema.vision.dataset.CifarImages;
import io.crema.vision.dataset.CsvImages;
import io.crema.vision.dataset.DataOptions;
import io.crema.vision.dataset.Loaded;
import io.crema.vision.dataset.LoadedPictures;
import io.crema.vision.dataset.NumpyImages;
import io.crema.vision.dataset.PictureFolder;
import io.crema.vision.picture.ColorMode;
import io.crema.vision.picture.ResizeMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads images of any kind that is known, and tells by the files which it is. */
final class ImageFiles {

  /** Draws the images to test with, where the files do not say which. */
  private static final long SPLIT_SEED = 0;

  private static final Pattern IDX_NAME = Pattern.compile(".*[-.]idx[0-9]-(?:ubyte|int)(?:\\.gz)?");
  private static final Set<String> CIFAR_NAMES = Set.of("data_batch_1.bin", "train.bin");

  /** The option that says which of several data sets is read: {@value}. */
  static final String SET_OPTION = "--set";

  /** The files and reasons that are listed one by one. */
  private static final int MOST_LISTED = 20;

  private ImageFiles() {}

  /** Rows and columns. */
  record Size(int height, int width) {}

  /**
   * The name of one of several data sets in a folder.
   *
   * @param name as {@link IdxDataSets#load(Path, String)} takes it
   * @param recorded whether a model was trained on it, rather than that it was asked for: then it
   *     matters only where there are several
   */
  record SetName(String name, boolean recorded) {}

  /**
   * How images are read, as far as it was said.
   *
   * @param size of pictures in a folder, and of images in a file without a shape
   * @param color of the same
   * @param resize how pictures get their size
   * @param testShare the share to test with, where the files do not say which images are
   * @param set which of several data sets
   */
  record Reading(
      @Nullable Size size,
      @Nullable ColorMode color,
      @Nullable ResizeMode resize,
      double testShare,
      @Nullable SetName set) {

    private DataOptions options() {
      DataOptions options = DataOptions.DEFAULT.withSplit(testShare, SPLIT_SEED);
      if (size == null) {
        return options;
      }
      int channels = color == null ? 1 : color.channels();
      return options.withShape(Shape.of(size.height, size.width, channels));
    }
  }

  /**
   * {@return the images of a file or a directory}
   *
   * @throws IOException if it has no images of a kind that is known, or they are broken
   */
  static Images load(Path path, Reading reading, Workers workers) throws IOException {
    if (Files.isDirectory(path)) {
      return inDirectory(path, reading, workers);
    }
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    if (!Files.isRegularFile(path)) {
      throw new IOException(path + ": expected a directory or a file of images, found a device");
    }
    boolean zip = isZip(path);
    requireNoSet(path, reading, zip ? "an NPZ file" : "a CSV file");
    return files(
        path,
        zip ? NumpyImages.load(path, reading.options()) : CsvImages.load(path, reading.options()));
  }

  private static Images inDirectory(Path directory, Reading reading, Workers workers)
      throws IOException {
    Set<String> names;
    try (Stream<Path> entries = Files.list(directory)) {
      names = entries.map(entry -> String.valueOf(entry.getFileName())).collect(Collectors.toSet());
    }
    if (names.stream().anyMatch(CIFAR_NAMES::contains)) {
      requireNoSet(directory, reading, "the files of CIFAR");
      return files(directory, CifarImages.load(directory));
    }
    if (names.stream().anyMatch(name -> IDX_NAME.matcher(name).matches())) {
      return files(directory, idx(directory, reading.set));
    }
    requireNoSet(directory, reading, "no IDX file");
    return pictures(directory, reading, workers);
  }

  private static Loaded idx(Path directory, @Nullable SetName set) throws IOException {
    List<String> names = IdxDataSets.names(directory);
    if (set != null && (!set.recorded || names.size() > 1)) {
      return IdxDataSets.load(directory, set.name);
    }
    if (names.size() > 1) {
      throw new IOException(
          "%s: expected one data set, found %s; choose one with %s"
              .formatted(directory, String.join(", ", names), SET_OPTION));
    }
    return IdxDataSets.load(directory);
  }

  private static void requireNoSet(Path path, Reading reading, String found) throws IOException {
    if (reading.set != null && !reading.set.recorded) {
      throw new IOException(
          "%s: expected a folder of IDX files for %s %s, found %s; leave out %s"
              .formatted(path, SET_OPTION, reading.set.name, found, SET_OPTION));
    }
  }

  private static Images files(Path path, Loaded loaded) {
    return new Images(path.toString(), loaded.data(), null, loaded.notes());
  }

  private static Images pictures(Path folder, Reading reading, Workers workers) throws IOException {
    PictureFolder pictures =
        PictureFolder.of(folder).testShare(reading.testShare).seed(SPLIT_SEED).workers(workers);
    if (reading.size != null) {
      pictures.size(reading.size.height, reading.size.width);
    }
    if (reading.color != null) {
      pictures.color(reading.color);
    }
    if (reading.resize != null) {
      pictures.resize(reading.resize);
    }
    LoadedPictures loaded = pictures.load();
    List<String> notes = loaded.report().lines(MOST_LISTED);
    return new Images(folder.toString(), loaded.data(), loaded.preparation(), notes);
  }

  private static boolean isZip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] begin = in.readNBytes(2);
      return begin.length == 2 && begin[0] == 'P' && begin[1] == 'K';
    }
  }
}
