package io.crema.vision.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Classes from 0 to n - 1 for labels that are any whole numbers.
 *
 * <p>The labels that occur, in ascending order, are the classes; so no class is without images. The
 * names of the classes are the labels.
 */
public final class ClassNumbering {

  /** The labels that occur, ascending. */
  private final long[] labels;

  private ClassNumbering(long[] labels) {
    this.labels = labels;
  }

  /**
   * Numbers the classes of a data set.
   *
   * @param source the path or name of the data set, for messages
   * @param parts the labels of each of its parts. Not modified.
   * @return the numbering
   * @throws DataSetException if there is no label, or more than {@link ImageSet#MAX_CLASSES}
   *     different ones
   */
  public static ClassNumbering of(String source, long[]... parts) throws DataSetException {
    long[] labels =
        Arrays.stream(parts).flatMapToLong(LongStream::of).distinct().sorted().toArray();
    if (labels.length < 1 || labels.length > ImageSet.MAX_CLASSES) {
      throw new DataSetException(
          source,
          "1 to %d different labels".formatted(ImageSet.MAX_CLASSES),
          String.valueOf(labels.length));
    }
    return new ClassNumbering(labels);
  }

  /** {@return the names of the classes: their labels} */
  public List<String> names() {
    return LongStream.of(labels).mapToObj(Long::toString).toList();
  }

  /**
   * {@return the classes of some labels, in a new array}
   *
   * @param labels labels that this was made from. Not modified.
   */
  public int[] classes(long[] labels) {
    int[] classes = new int[labels.length];
    Arrays.setAll(classes, i -> Arrays.binarySearch(this.labels, labels[i]));
    return classes;
  }

  /** {@return a sentence about the new numbers, unless every label is its class} */
  public Optional<String> note() {
    int last = labels.length - 1;
    boolean inRow = labels[last] - labels[0] == last;
    if (inRow && labels[0] == 0) {
      return Optional.empty();
    }
    String old = inRow && last > 0 ? labels[0] + " to " + labels[last] : Loaded.listing(names());
    return Optional.of(
        "The labels %s became the classes 0 to %d; their names keep the numbers."
            .formatted(old, last));
  }
}
