package io.crema.nn.metric;

import io.crema.core.data.ClassNames;
import io.crema.nn.text.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often images of one class were predicted to be of another; immutable. A row is a true class,
 * a column a predicted one, so that right answers are on the diagonal.
 */
public final class ConfusionMatrix {

  private final int[][] counts;

  /**
   * A matrix over the counts given.
   *
   * @param counts square; row = true class. Copied.
   */
  ConfusionMatrix(int[][] counts) {
    this.counts = copy(counts);
  }

  /** {@return the number of classes, which is that of rows and of columns} */
  public int classes() {
    return counts.length;
  }

  /**
   * {@return the number of images of one class that were predicted to be of another, or the same}
   *
   * @param truth the true class, from 0 to {@code classes() - 1}
   * @param predicted the predicted class, from 0 to {@code classes() - 1}
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public int count(int truth, int predicted) {
    return counts[checked(truth)][checked(predicted)];
  }

  /**
   * {@return the number of images of one class: the sum of its row}
   *
   * @param truth the true class, from 0 to {@code classes() - 1}
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public int support(int truth) {
    return IntStream.of(counts[checked(truth)]).sum();
  }

  /**
   * {@return the number of images predicted to be of one class: the sum of its column}
   *
   * @param predicted the predicted class, from 0 to {@code classes() - 1}
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public int predicted(int predicted) {
    int column = checked(predicted);
    return Arrays.stream(counts).mapToInt(row -> row[column]).sum();
  }

  /** {@return the number of right answers: the sum of the diagonal} */
  public int correct() {
    return IntStream.range(0, classes()).map(c -> counts[c][c]).sum();
  }

  /** {@return the number of images: the sum of all counts} */
  public int total() {
    return Arrays.stream(counts).flatMapToInt(IntStream::of).sum();
  }

  /** {@return a copy of the counts, {@code [true class][predicted class]}} */
  public int[][] toArray() {
    return copy(counts);
  }

  private int checked(int label) {
    if (label < 0 || label >= classes()) {
      throw new IndexOutOfBoundsException(
          "ConfusionMatrix: no class %d, there are %d".formatted(label, classes()));
    }
    return label;
  }

  private static int[][] copy(int[][] counts) {
    return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix matrix && Arrays.deepEquals(counts, matrix.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(counts);
  }

  /** Refuses more or fewer names than classes. */
  void requireNames(List<String> classNames) {
    if (classNames.size() != classes()) {
      throw new IllegalArgumentException(
          "Expected %d class names, got %d: %s"
              .formatted(classes(), classNames.size(), classNames));
    }
  }

  /** {@return the counts as a table with the class numbers in front and on top} */
  @Override
  public String toString() {
    return toString(ClassNames.numbers(classes()));
  }

  /**
   * {@return the counts as a table with the class names in front and on top}
   *
   * @param classNames one name a class. Not modified.
   * @throws IllegalArgumentException if there are more or fewer names than classes
   */
  public String toString(List<String> classNames) {
    requireNames(classNames);
    TextTable table = new TextTable(0);
    List<String> heads = new ArrayList<>(List.of("true \\ predicted"));
    heads.addAll(classNames);
    table.addRow(heads);
    for (int truth = 0; truth < classes(); truth++) {
      List<String> cells = new ArrayList<>(List.of(classNames.get(truth)));
      IntStream.of(counts[truth]).mapToObj(Integer::toString).forEach(cells::add);
      table.addRow(cells);
    }
    return table.toString();
  }
}
