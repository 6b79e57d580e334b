package io.crema.vision.dataset;

import io.crema.core.tensor.Shape;
import io.crema.vision.dataset.ArrayRole.Kind;
import io.crema.vision.dataset.ArrayRole.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads images from arrays of NumPy: an NPZ file, or a directory of NPY and NPZ files.
 *
 * <p>The names of the arrays, or of files with one array, tell what they are: {@code x_train},
 * {@code y_train}, {@code x_test} and {@code y_test} as Keras has them, {@code train_images},
 * {@code val_labels} and so on as MedMNIST has them, {@code k49-train-imgs}, {@code images} and
 * {@code labels}, or {@code arr_0} and {@code arr_1}.
 *
 * <p>Images are {@code [N, H, W]}, {@code [N, H, W, C]}, {@code [N, C, H, W]} if C is 1, 3 or 4 and
 * W is not, or {@code [N, H * W * C]}. Their values are whole numbers from 0 to 255, or floats that
 * are such numbers divided by 255. Labels are whole numbers {@code [N]} or {@code [N, 1]}, which
 * become classes as {@link ClassNumbering} says.
 *
 * <p>Nothing in the files is executed: arrays of Python objects are refused. Values are read as a
 * stream, and only the images are kept.
 */
public final class NumpyImages {

  private final Path path;
  private final Map<ArrayRole, NpyArray> arrays;
  private final List<String> notes = new ArrayList<>();

  private NumpyImages(Path path, Map<ArrayRole, NpyArray> arrays) {
    this.path = path;
    this.arrays = arrays;
  }

  /**
   * Loads the arrays of a file or directory. Without images to test with, those to validate with
   * are taken, and without these, images to test with are split off.
   *
   * @param path an NPZ file, or a directory
   * @param options the shape of the images if they are {@code [N, H * W * C]}, and how to split
   * @return the images, in the order of the arrays if they are not split
   * @throws DataSetException if a file is corrupt, if arrays are missing, ambiguous, or of other
   *     types and shapes than described above, or if the file is less than a 200th of an array
   * @throws IOException if a file cannot be read
   */
  public static Loaded load(Path path, DataOptions options) throws IOException {
    try (NumpyArchive archive = NumpyArchive.open(path)) {
      return new NumpyImages(path, roles(path, archive.arrays())).load(options);
    }
  }

  private static Map<ArrayRole, NpyArray> roles(Path path, List<NpyArray> arrays)
      throws DataSetException {
    Map<ArrayRole, NpyArray> roles = new HashMap<>();
    for (NpyArray array : arrays) {
      Optional<ArrayRole> role = ArrayRole.of(array.key());
      NpyArray other = role.isPresent() ? roles.put(role.get(), array) : null;
      if (other != null) {
        throw new DataSetException(
            path.toString(), "one array each of images and labels", other + " and " + array);
      }
    }
    if (roles.keySet().stream().noneMatch(role -> isTrain(role) && role.kind() == Kind.IMAGES)) {
      throw new DataSetException(
          path.toString(),
          "arrays such as x_train and y_train, or images and labels",
          arrays.isEmpty()
              ? "none"
              : Loaded.listing(arrays.stream().map(NpyArray::toString).toList()));
    }
    return roles;
  }

  private static boolean isTrain(ArrayRole role) {
    return role.part() == Part.TRAIN || role.part() == Part.ALL;
  }

  private Loaded load(DataOptions options) throws IOException {
    Pair train = pair(first(Part.TRAIN, Part.ALL).orElseThrow(), options.shape());
    Optional<Part> testPart = first(Part.TEST, Part.VALIDATION);
    if (testPart.isEmpty()) {
      boolean shares = areShares(List.of(train.images()));
      ClassNumbering numbering = numbering(train.labels());
      return Loaded.split(path.toString(), train.read(shares, numbering), options, notes);
    }
    Pair test = pair(testPart.get(), Optional.of(train.images().shape()));
    boolean shares = areShares(List.of(train.images(), test.images()));
    ClassNumbering numbering = numbering(train.labels(), test.labels());
    noteLeftOut(testPart.get());
    DataSet data = new DataSet(train.read(shares, numbering), test.read(shares, numbering));
    return Loaded.of(data, notes);
  }

  /** {@return the first of two parts that has images} */
  private Optional<Part> first(Part one, Part other) {
    if (arrays.containsKey(new ArrayRole(one, Kind.IMAGES))) {
      return Optional.of(one);
    }
    return arrays.containsKey(new ArrayRole(other, Kind.IMAGES))
        ? Optional.of(other)
        : Optional.empty();
  }

  private boolean areShares(List<ArrayImages> images) throws IOException {
    boolean shares = ArrayImages.areShares(images);
    if (shares) {
      notes.add("The pixels are numbers from 0 to 1 and were multiplied by 255.");
    }
    return shares;
  }

  private ClassNumbering numbering(long[]... labels) throws DataSetException {
    ClassNumbering numbering = ClassNumbering.of(path.toString(), labels);
    numbering.note().ifPresent(notes::add);
    return numbering;
  }

  private void noteLeftOut(Part test) {
    if (test == Part.VALIDATION) {
      notes.add("There are no test images: those to validate with take their place.");
      return;
    }
    NpyArray validation = arrays.get(new ArrayRole(Part.VALIDATION, Kind.IMAGES));
    if (validation != null) {
      notes.add("The images of %s are not used.".formatted(validation));
    }
  }

  private Pair pair(Part part, Optional<Shape> shape) throws IOException {
    NpyArray array = required(part, Kind.IMAGES);
    ArrayImages images = ArrayImages.of(array, shape);
    if (images.channelsFirst()) {
      notes.add("%s is [N, C, H, W] and was turned into [N, H, W, C].".formatted(array.key()));
    }
    return new Pair(images, ArrayLabels.read(required(part, Kind.LABELS), array));
  }

  private NpyArray required(Part part, Kind kind) throws DataSetException {
    NpyArray array = arrays.get(new ArrayRole(part, kind));
    if (array == null) {
      NpyArray images = arrays.get(new ArrayRole(part, Kind.IMAGES));
      throw new DataSetException(path.toString(), "an array of labels for " + images, "none");
    }
    return array;
  }

  /** The images and labels of a part. */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  private record Pair(ArrayImages images, long[] labels) {

    ImageSet read(boolean shares, ClassNumbering numbering) throws IOException {
      return images.read(shares).build(numbering.classes(labels), numbering.names());
    }
  }
}
