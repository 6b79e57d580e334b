package io.crema.vision.dataset;

import io.crema.core.tensor.Shape;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Parses the text of an NPY header: a Python dictionary of a type, an order and a shape, such as
 * <code>{'descr': '|u1', 'fortran_order': False, 'shape': (60000, 28, 28), }</code>.
 */
final class NpyHeaderParser {

  private static final int MOST_AXES = 8;

  private final String source;
  private final String text;
  private final int offset;
  private int next;

  private Optional<NpyType> type = Optional.empty();
  private Optional<Boolean> fortran = Optional.empty();
  private Optional<int[]> dims = Optional.empty();

  /**
   * @param source the name of the array, for messages
   * @param text the dictionary, with spaces after it
   * @param offset where it begins in the file
   */
  NpyHeaderParser(String source, String text, int offset) {
    this.source = source;
    this.text = text;
    this.offset = offset;
  }

  /** {@return the header that the text describes} */
  NpyHeader parse(int headerBytes) throws DataSetException {
    require('{');
    while (!taken('}')) {
      entry();
      if (!taken(',')) {
        require('}');
        break;
      }
    }
    skipSpaces();
    if (next < text.length() || type.isEmpty() || fortran.isEmpty() || dims.isEmpty()) {
      throw wrong("a dictionary of 'descr', 'fortran_order' and 'shape'");
    }
    return new NpyHeader(type.get(), fortran.get(), dims.get(), headerBytes);
  }

  private void entry() throws DataSetException {
    String key = string();
    require(':');
    switch (key) {
      case "descr" -> type = Optional.of(type());
      case "fortran_order" -> fortran = Optional.of(truth());
      case "shape" -> dims = Optional.of(shape());
      default -> throw wrong("'descr', 'fortran_order' or 'shape' before it");
    }
  }

  private NpyType type() throws DataSetException {
    skipSpaces();
    if (next < text.length() && text.charAt(next) == '[') {
      throw new DataSetException(source, "values of type " + NpyType.KNOWN, "a structured array");
    }
    String descr = string();
    if (descr.matches("[|<>=]?O.*")) {
      throw new DataSetException(
          source, "values of type " + NpyType.KNOWN, "Python objects (pickle), which are not read");
    }
    return NpyType.parse(descr)
        .orElseThrow(
            () ->
                new DataSetException(source, "values of type " + NpyType.KNOWN, "'" + descr + "'"));
  }

  private boolean truth() throws DataSetException {
    skipSpaces();
    boolean value = text.startsWith("True", next);
    if (!value && !text.startsWith("False", next)) {
      throw wrong("True or False");
    }
    next += value ? 4 : 5;
    return value;
  }

  private int[] shape() throws DataSetException {
    require('(');
    int[] lengths = new int[MOST_AXES];
    int rank = 0;
    long values = 1;
    while (!taken(')')) {
      if (rank == MOST_AXES) {
        throw wrong("at most %d axes".formatted(MOST_AXES));
      }
      lengths[rank] = length().orElseThrow(() -> wrong("a length from 1 to " + Shape.MAX_SIZE));
      values *= lengths[rank++]; // at most 2^31 * 2^31: no overflow in long
      if (values > Shape.MAX_SIZE) {
        throw wrong("at most %d values".formatted(Shape.MAX_SIZE));
      }
      if (!taken(',')) {
        require(')');
        break;
      }
    }
    return Arrays.copyOf(lengths, rank);
  }

  private OptionalInt length() {
    skipSpaces();
    long value = 0;
    for (; next < text.length() && isDigit(text.charAt(next)); next++) {
      value = Math.min(10 * value + text.charAt(next) - '0', Integer.MAX_VALUE);
    }
    return value < 1 || value > Shape.MAX_SIZE ? OptionalInt.empty() : OptionalInt.of((int) value);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Reads a string in quotes; those of NumPy hold no escapes. */
  private String string() throws DataSetException {
    skipSpaces();
    char quote = next < text.length() ? text.charAt(next) : ' ';
    int end = quote == '\'' || quote == '"' ? text.indexOf(quote, next + 1) : -1;
    if (end < 0) {
      throw wrong("a string in quotes");
    }
    String string = text.substring(next + 1, end);
    next = end + 1;
    return string;
  }

  private void require(char c) throws DataSetException {
    if (!taken(c)) {
      throw wrong("'" + c + "'");
    }
  }

  private boolean taken(char c) {
    skipSpaces();
    boolean there = next < text.length() && text.charAt(next) == c;
    next += there ? 1 : 0;
    return there;
  }

  private void skipSpaces() {
    while (next < text.length() && " \t\r\n".indexOf(text.charAt(next)) >= 0) {
      next++;
    }
  }

  private DataSetException wrong(String expected) {
    String found = next < text.length() ? '"' + text.substring(next).strip() + '"' : "the end";
    return new DataSetException(source, "byte " + (offset + next), expected, found);
  }
}
