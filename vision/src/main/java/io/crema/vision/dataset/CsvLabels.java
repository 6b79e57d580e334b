package io.crema.vision.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The labels of CSV files: numbers, or else names, which become classes in alphabetical order. */
final class CsvLabels {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

  /** The labels that occur, with their numbers in the order in which they came. */
  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /** {@return the number of a label} */
  int number(String label) {
    return numbers.computeIfAbsent(label, unused -> numbers.size());
  }

  /**
   * {@return the classes of all labels}
   *
   * @param source the name of the data set, for messages
   */
  Classes classes(String source) throws DataSetException {
    List<String> labels = new ArrayList<>(numbers.keySet());
    if (labels.stream().allMatch(label -> WHOLE_NUMBER.matcher(label).matches())) {
      long[] values = labels.stream().mapToLong(Long::parseLong).toArray();
      ClassNumbering numbering = ClassNumbering.of(source, values);
      return new Classes(numbering.names(), numbering.classes(values), numbering.note());
    }
    List<String> names = labels.stream().sorted().toList();
    int[] classes = new int[names.size()];
    Arrays.setAll(classes, number -> Collections.binarySearch(names, labels.get(number)));
    return new Classes(names, classes, Optional.empty());
  }

  /**
   * The classes of labels.
   *
   * @param names the names of the classes
   * @param ofNumbers for the number of each label its class
   * @param note a sentence about them
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  record Classes(List<String> names, int[] ofNumbers, Optional<String> note) {

    /** {@return the classes of labels with the given numbers, in a new array} */
    int[] of(int[] numbers) {
      return Arrays.stream(numbers).map(number -> ofNumbers[number]).toArray();
    }
  }
}
