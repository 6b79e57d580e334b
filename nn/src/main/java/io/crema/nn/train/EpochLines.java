package io.crema.nn.train;

import java.util.ArrayList;
import java.util.List;

/** Results of epochs as text, a line each, from which they are read back exactly. */
final class EpochLines {

  private static final int FIELDS = 8;

  private EpochLines() {}

  static String write(List<EpochResult> results) {
    StringBuilder lines = new StringBuilder();
    for (EpochResult result : results) {
      lines
          .append(result.epoch())
          .append(' ')
          .append(result.loss())
          .append(' ')
          .append(result.accuracy())
          .append(' ')
          .append(result.validationLoss())
          .append(' ')
          .append(result.validationAccuracy())
          .append(' ')
          .append(result.learningRate())
          .append(' ')
          .append(result.seconds())
          .append(' ')
          .append(result.samples())
          .append('\n');
    }
    return lines.toString();
  }

  static List<EpochResult> read(String lines) {
    List<EpochResult> results = new ArrayList<>();
    lines.lines().forEach(line -> results.add(result(line.split(" ", -1))));
    return results;
  }

  private static EpochResult result(String[] fields) {
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(
          "history: expected %d numbers an epoch, found %d".formatted(FIELDS, fields.length));
    }
    return new EpochResult(
        Integer.parseInt(fields[0]),
        Double.parseDouble(fields[1]),
        Double.parseDouble(fields[2]),
        Double.parseDouble(fields[3]),
        Double.parseDouble(fields[4]),
        Double.parseDouble(fields[5]),
        Double.parseDouble(fields[6]),
        Integer.parseInt(fields[7]));
  }
}
