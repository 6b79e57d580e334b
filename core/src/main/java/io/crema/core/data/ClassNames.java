package io.crema.core.data;

import java.util.List;
import java.util.stream.IntStream;

/** The names of classes that have no others: their numbers, such as "0" to "9" for digits. */
public final class ClassNames {

  private ClassNames() {}

  /**
   * {@return the numbers from 0 to {@code classes - 1} as names, in this order}
   *
   * @param classes the number of classes, at least 0
   * @throws IllegalArgumentException if {@code classes} is less than 0
   */
  public static List<String> numbers(int classes) {
    if (classes < 0) {
      throw new IllegalArgumentException(
          "ClassNames: expected a number of classes of at least 0, got " + classes);
    }
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  /**
   * {@return whether names are those of {@link #numbers}, as classes have them that nobody named}
   *
   * @param names the names of all classes, by their numbers. Not modified.
   */
  public static boolean areNumbers(List<String> names) {
    return names.equals(numbers(names.size()));
  }
}
