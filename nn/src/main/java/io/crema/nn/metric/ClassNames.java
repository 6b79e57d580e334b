package io.crema.nn.metric;

import java.util.List;
import java.util.stream.IntStream;

/** What classes are called in tables: the caller's names, or their numbers. */
final class ClassNames {

  private ClassNames() {}

  static List<String> numbers(int classes) {
    return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }

  static void requireCount(List<String> names, int classes) {
    if (names.size() != classes) {
      throw new IllegalArgumentException(
          "Expected %d class names, got %d: %s".formatted(classes, names.size(), names));
    }
  }
}
