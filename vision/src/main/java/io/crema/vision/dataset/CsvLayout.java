package io.crema.vision.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the first line tells about a CSV file of pixels.
 *
 * @param delimiter what separates fields: a comma, a semicolon or a tab
 * @param columns the number of fields in a line
 * @param header whether the first line has the names of the columns
 * @param labelColumn the number of the column of labels, from 1; empty if the header names none
 */
record CsvLayout(char delimiter, int columns, boolean header, OptionalInt labelColumn) {

  private static final Set<String> LABEL_NAMES =
      Set.of("label", "labels", "class", "classes", "target", "y");

  private static final String DELIMITERS = ",;\t";

  /** Numbers that count up over more columns than these are names of columns, not pixels. */
  private static final int MOST_COUNTING_PIXELS = 16;

  /**
   * {@return the layout of a file}
   *
   * @param source the name of the file, for messages
   * @param firstLine its first line, without what ends the line. Not modified.
   */
  static CsvLayout of(String source, byte[] firstLine) throws IOException {
    char delimiter = delimiter(firstLine);
    Scan scan = new Scan();
    CsvFields fields = new CsvFields(source, new ByteArrayInputStream(firstLine), 1, delimiter);
    while (fields.next()) {
      scan.add(fields);
    }
    return new CsvLayout(delimiter, scan.columns, scan.isHeader(), scan.label());
  }

  /** What the fields of the first line are. */
  private static final class Scan {

    private int columns;
    private boolean pixelsAfterFirst = true;
    private boolean counting = true;
    private long before;
    private OptionalInt labelColumn = OptionalInt.empty();

    void add(CsvFields fields) throws IOException {
      columns = fields.column();
      if (fields.isNumber()) {
        long number = fields.number();
        counting &= columns <= 2 || number == before + 1;
        before = number;
        return;
      }
      pixelsAfterFirst &= columns == 1;
      if (labelColumn.isEmpty() && LABEL_NAMES.contains(fields.text().toLowerCase(Locale.ROOT))) {
        labelColumn = OptionalInt.of(columns);
      }
    }

    /** {@return whether the line names the columns, rather than being a label and pixels} */
    boolean isHeader() {
      boolean numbersAreNames = labelColumn.isPresent() || columns > MOST_COUNTING_PIXELS;
      return !pixelsAfterFirst || (counting && numbersAreNames);
    }

    OptionalInt label() {
      return (isHeader() && labelColumn.isPresent()) || !pixelsAfterFirst
          ? labelColumn
          : OptionalInt.of(1);
    }
  }

  /** {@return the delimiter that occurs most often outside quotes; a comma if there is none} */
  private static char delimiter(byte[] line) {
    int[] counts = new int[DELIMITERS.length()];
    boolean quoted = false;
    for (byte b : line) {
      quoted ^= b == '"';
      int i = DELIMITERS.indexOf((char) b);
      if (i >= 0 && !quoted) {
        counts[i]++;
      }
    }
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return DELIMITERS.charAt(best);
  }
}
