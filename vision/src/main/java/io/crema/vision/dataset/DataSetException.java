package io.crema.vision.dataset;

import java.io.IOException;

/**
 * A file or directory that is not the data set it should be.
 *
 * <p>The message is one line that names the file, the place in it, what should be there, and what
 * is: {@code train.csv: line 5, column 3: expected a pixel from 0 to 255, found "256"}.
 */
public class DataSetException extends IOException {

  private static final long serialVersionUID = 1L;

  private static final int MOST_CHARACTERS_FOUND = 120;

  /**
   * Creates an exception for a whole file or directory.
   *
   * @param source the path or name of the file
   * @param expected what should be there
   * @param found what is there; shortened if it is long
   */
  public DataSetException(String source, String expected, String found) {
    super(oneLine("%s: expected %s, found %s".formatted(source, expected, shortened(found))));
  }

  /**
   * Creates an exception for one place in a file.
   *
   * @param source the path or name of the file
   * @param place where in it, such as {@code byte 3073}
   * @param expected what should be there
   * @param found what is there; shortened if it is long
   */
  DataSetException(String source, String place, String expected, String found) {
    this(source + ": " + place, expected, found);
  }

  private static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS_FOUND
        ? text
        : text.substring(0, MOST_CHARACTERS_FOUND) + "...";
  }

  /** Replaces what would break the line, or cannot be seen: names in files may be hostile. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
  }
}
