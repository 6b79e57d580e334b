package io.crema.vision.dataset;

import io.crema.core.data.ClassNames;
import io.crema.core.data.LabelledSamples;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Images with labels, of which it holds the pixels as bytes and gives them out as floats. An image
 * takes at most one byte of memory per pixel, less if many of its pixels are 0: one of MNIST takes
 * 260 bytes on average, not 784.
 *
 * <p>One image is {@code [H, W, C]}, with one channel if the images are grey. A pixel of 0 to 255
 * is read as {@code pixel / 255f}, so from 0 to 1.
 *
 * <p>Immutable, and safe for several threads at once. {@link #limit}, {@link #split}, {@link
 * #shuffled}, {@link #stratifiedSubset} and {@link #subset} give views: they share the pixels and
 * keep the number of classes. A set has at least one image. What is drawn by a seed is drawn by
 * {@link SplitMix64}, and so the same on every JDK.
 */
public final class ImageSet implements LabelledSamples {

  /** The most classes: {@value}. */
  public static final int MAX_CLASSES = 65_536;

  /** The value of every pixel. */
  private static final float[] UNIT = unitValues();

  private final Shape inputShape;
  private final Pixels pixels;
  private final int[] labels;
  private final List<String> classNames;

  /** For every image of this set its number in {@link #pixels} and {@link #labels}. */
  private final int[] rows;

  private ImageSet(
      Shape inputShape, Pixels pixels, int[] labels, List<String> classNames, int[] rows) {
    this.inputShape = inputShape;
    this.pixels = pixels;
    this.labels = labels;
    this.classNames = classNames;
    this.rows = rows;
  }

  private static float[] unitValues() {
    float[] values = new float[256];
    for (int pixel = 0; pixel < values.length; pixel++) {
      values[pixel] = pixel / 255f;
    }
    return values;
  }

  /**
   * Creates a set from arrays, with classes named by their numbers.
   *
   * @param inputShape the shape of one image, {@code [H, W, C]}
   * @param pixels {@code [N, H, W, C]}, from 0 to 255 as unsigned bytes. Copied.
   * @param labels N labels, each from 0 to {@code classes - 1}. Copied.
   * @param classes the number of classes, from 1 to {@value #MAX_CLASSES}
   * @return the images in the order given
   * @throws IllegalArgumentException if the shape is not of rank 3, if the numbers of pixels and
   *     labels do not agree, if there are none, or if a label or {@code classes} is out of range
   */
  public static ImageSet of(Shape inputShape, byte[] pixels, int[] labels, int classes) {
    requireClasses(classes);
    return of(inputShape, pixels, labels, ClassNames.numbers(classes));
  }

  /**
   * Creates a set from arrays.
   *
   * @param inputShape the shape of one image, {@code [H, W, C]}
   * @param pixels {@code [N, H, W, C]}, from 0 to 255 as unsigned bytes. Copied.
   * @param labels N labels, each the position of its class in {@code classNames}. Copied.
   * @param classNames the names of the classes, 1 to {@value #MAX_CLASSES}
   * @return the images in the order given
   * @throws IllegalArgumentException as {@link #of(Shape, byte[], int[], int)}
   */
  public static ImageSet of(
      Shape inputShape, byte[] pixels, int[] labels, List<String> classNames) {
    Builder builder = builder(inputShape);
    long expected = (long) labels.length * inputShape.size();
    if (labels.length == 0 || pixels.length != expected) {
      throw new IllegalArgumentException(
          "ImageSet: expected at least 1 label and %d pixels for %d images %s, got %d"
              .formatted(expected, labels.length, inputShape, pixels.length));
    }
    return builder.add(pixels, labels.length).build(labels, classNames);
  }

  /**
   * {@return a builder of a set whose images come a few at a time, as from a file}
   *
   * @param inputShape the shape of one image, {@code [H, W, C]}
   * @throws IllegalArgumentException if the shape is not of rank 3
   */
  public static Builder builder(Shape inputShape) {
    return new Builder(inputShape);
  }

  /**
   * {@return images that are read from elsewhere when they are asked for}
   *
   * @param labels for every image; checked
   */
  static ImageSet of(Shape inputShape, Pixels pixels, int[] labels, List<String> classNames) {
    List<String> names = List.copyOf(classNames);
    requireClasses(names.size());
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= names.size()) {
        throw new IllegalArgumentException(
            "ImageSet: label %d: expected 0 to %d, got %d"
                .formatted(i, names.size() - 1, labels[i]));
      }
    }
    return new ImageSet(inputShape, pixels, labels.clone(), names, range(labels.length));
  }

  /** Collects the images of a set. */
  public static final class Builder {

    private final Shape inputShape;
    private final PackedPixels pixels;
    private long count;

    private Builder(Shape inputShape) {
      if (inputShape.rank() != 3) {
        throw new IllegalArgumentException(
            "ImageSet: expected an input shape [H, W, C], got %s".formatted(inputShape));
      }
      this.inputShape = inputShape;
      this.pixels = new PackedPixels(inputShape.size());
    }

    /**
     * Adds images after those there are.
     *
     * @param images {@code [count, H, W, C]}, unsigned bytes, perhaps with more after them. Copied.
     * @param count how many
     * @return this
     * @throws IllegalArgumentException if there are fewer
     */
    public Builder add(byte[] images, int count) {
      if (count < 0 || images.length < (long) count * inputShape.size()) {
        throw new IllegalArgumentException(
            "ImageSet: expected %d images %s, got %d bytes"
                .formatted(count, inputShape, images.length));
      }
      pixels.add(images, count);
      this.count += count;
      return this;
    }

    /**
     * {@return the set of all images} Nothing may be added then.
     *
     * @param labels for every image the position of its class in {@code classNames}. Copied.
     * @param classNames the names of the classes, 1 to {@value #MAX_CLASSES}
     * @throws IllegalArgumentException if there is no image, if there are more or fewer labels than
     *     images, or a label or the number of classes is out of range
     */
    public ImageSet build(int[] labels, List<String> classNames) {
      if (count == 0 || labels.length != count) {
        throw new IllegalArgumentException(
            "ImageSet: expected at least 1 image and a label for each, got %d and %d"
                .formatted(count, labels.length));
      }
      pixels.finish();
      return of(inputShape, pixels, labels, classNames);
    }
  }

  private static int[] range(int n) {
    int[] rows = new int[n];
    Arrays.setAll(rows, i -> i);
    return rows;
  }

  private static void requireClasses(int classes) {
    if (classes < 1 || classes > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "ImageSet: expected 1 to %d classes, got %d".formatted(MAX_CLASSES, classes));
    }
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public Shape inputShape() {
    return inputShape;
  }

  @Override
  public int classes() {
    return classNames.size();
  }

  /** {@return the names of the classes, by their numbers} */
  @Override
  public List<String> classNames() {
    return classNames;
  }

  /**
   * {@return these images with other names of their classes}
   *
   * @param names as many as there are classes
   * @throws IllegalArgumentException if there are more or fewer
   */
  public ImageSet withClassNames(List<String> names) {
    if (names.size() != classes()) {
      throw new IllegalArgumentException(
          "ImageSet: expected %d class names, got %d".formatted(classes(), names.size()));
    }
    return new ImageSet(inputShape, pixels, labels, List.copyOf(names), rows);
  }

  /**
   * {@return these images with classes in another order, or with more of them} Each class goes to
   * where its name is.
   *
   * @param names the names of all classes
   * @throws IllegalArgumentException if a class that has images is not among them
   */
  public ImageSet relabelled(List<String> names) {
    int[] places = new int[classes()];
    int[] counts = classCounts();
    for (int label = 0; label < places.length; label++) {
      places[label] = names.indexOf(classNames.get(label));
      if (places[label] < 0 && counts[label] > 0) {
        throw new IllegalArgumentException(
            "ImageSet: expected images of the classes %s, got %d of %s"
                .formatted(names, counts[label], classNames.get(label)));
      }
    }
    int[] moved = new int[labels.length];
    Arrays.setAll(moved, i -> Math.max(0, places[labels[i]]));
    return new ImageSet(inputShape, pixels, moved, List.copyOf(names), rows);
  }

  @Override
  public int label(int index) {
    return labels[row(index)];
  }

  @Override
  public void readInput(int index, float[] to, int offset) {
    int row = row(index);
    Objects.checkFromIndexSize(offset, pixels.imageBytes(), to.length);
    pixels.read(row, UNIT, to, offset);
  }

  /**
   * {@return the pixels of one image as they stand in the file, in a new array of H x W x C
   * unsigned bytes}
   *
   * @param index from 0 to {@code size() - 1}
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public byte[] image(int index) {
    byte[] image = new byte[pixels.imageBytes()];
    pixels.read(row(index), image);
    return image;
  }

  private int row(int index) {
    return rows[Objects.checkIndex(index, rows.length)];
  }

  /** {@return for every class the number of its images, in a new array} */
  public int[] classCounts() {
    int[] counts = new int[classes()];
    for (int row : rows) {
      counts[labels[row]]++;
    }
    return counts;
  }

  /**
   * {@return the first images}
   *
   * @param n how many, from 1 to {@link #size()}
   * @throws IllegalArgumentException if {@code n} is out of range
   */
  public ImageSet limit(int n) {
    requireCount("limit", n, size());
    return view(Arrays.copyOf(rows, n));
  }

  /**
   * {@return the images in two parts, in the same order}
   *
   * @param trainSize how many are in the first, from 1 to {@code size() - 1}
   * @throws IllegalArgumentException if {@code trainSize} is out of range
   */
  public Split split(int trainSize) {
    requireCount("split", trainSize, size() - 1);
    return new Split(
        view(Arrays.copyOf(rows, trainSize)),
        view(Arrays.copyOfRange(rows, trainSize, rows.length)));
  }

  /**
   * {@return all images in the order of {@link SplitMix64#permutation}}
   *
   * @param seed any; the same seed gives the same order
   */
  public ImageSet shuffled(long seed) {
    return subset(SplitMix64.permutation(size(), seed));
  }

  /**
   * {@return some of the images, drawn at random, of each class in proportion}
   *
   * <p>A class with {@code k} of the {@link #size()} images gives {@code n * k / size()}, rounded
   * down; the places left go, one each, to the classes whose remainders are the largest, among
   * equals to the lower class. The images come in the order of {@link SplitMix64#permutation}.
   *
   * @param n how many, from 1 to {@link #size()}
   * @param seed any; the same seed gives the same images
   * @throws IllegalArgumentException if {@code n} is out of range
   */
  public ImageSet stratifiedSubset(int n, long seed) {
    requireCount("stratifiedSubset", n, size());
    int[] places = Quotas.largestRemainder(classCounts(), n);
    int[] chosen = new int[n];
    int count = 0;
    for (int index : SplitMix64.permutation(size(), seed)) {
      if (places[label(index)]-- > 0) {
        chosen[count++] = index;
      }
    }
    return subset(chosen);
  }

  /**
   * {@return the images at given positions, in that order}
   *
   * @param indices at least one, each from 0 to {@code size() - 1}; repetitions are allowed. Not
   *     modified.
   * @throws IllegalArgumentException if there is none
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public ImageSet subset(int[] indices) {
    if (indices.length == 0) {
      throw new IllegalArgumentException("subset: expected at least 1 index, got 0");
    }
    int[] chosen = new int[indices.length];
    Arrays.setAll(chosen, i -> row(indices[i]));
    return view(chosen);
  }

  private ImageSet view(int[] chosen) {
    return new ImageSet(inputShape, pixels, labels, classNames, chosen);
  }

  private static void requireCount(String method, int n, int max) {
    if (n < 1 || n > max) {
      throw new IllegalArgumentException(
          "%s: expected 1 to %d images, got %d".formatted(method, max, n));
    }
  }

  /**
   * {@return the images in batches, in order} Every pass makes new tensors.
   *
   * @param batchSize images in a batch, at least 1; the last batch has fewer if they do not come
   *     out even
   * @throws IllegalArgumentException if {@code batchSize} is less than 1
   */
  public Iterable<Batch> batches(int batchSize) {
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "batches: expected a batch size of at least 1, got %d".formatted(batchSize));
    }
    return () -> new BatchIterator(this, batchSize);
  }

  /**
   * {@return the SHA-256 of the images and labels, as 64 hexadecimal digits in lower case}
   *
   * <p>It is taken over N, H, W and C as big-endian {@code int}s, then the pixels of all images in
   * order, then their labels, one byte each. So it depends on the order, and not on how the files
   * were packed.
   */
  public String sha256() {
    MessageDigest digest = sha256Digest();
    ByteBuffer lengths = ByteBuffer.allocate(16).putInt(size());
    for (int length : inputShape.dims()) {
      lengths.putInt(length);
    }
    digest.update(lengths.array());
    byte[] image = new byte[pixels.imageBytes()];
    for (int row : rows) {
      pixels.read(row, image);
      digest.update(image);
    }
    for (int row : rows) {
      digest.update((byte) labels[row]);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /**
   * The two parts of a set.
   *
   * @param train the first part, to learn from
   * @param validation the last part, to watch the learning with
   */
  public record Split(ImageSet train, ImageSet validation) {}

  /**
   * Some images with their labels.
   *
   * @param inputs {@code [N, H, W, C]}, from 0 to 1
   * @param labels N labels, each from 0 to {@code classes() - 1}
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  public record Batch(Tensor inputs, int[] labels) {

    /** {@return the number of images} */
    public int size() {
      return labels.length;
    }
  }
}
