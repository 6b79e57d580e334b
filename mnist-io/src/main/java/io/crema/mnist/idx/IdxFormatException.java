package io.crema.mnist.idx;

import java.io.IOException;

/**
 * A file that is not the IDX file it should be.
 *
 * <p>The message has all four parts: {@code labels.gz (inflated): byte 11: expected a label from 0
 * to 9, found 12}.
 */
public final class IdxFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  /** The file. */
  private final String source;

  /** Where in the file. */
  private final long offset;

  /** What should be there. */
  private final String expected;

  /** What is there. */
  private final String found;

  /**
   * A defect at one place in a file.
   *
   * @param source the path or name of the file; with {@code (inflated)} behind it if the offset
   *     counts the bytes that come out of gzip
   * @param offset the position of the defect in bytes, at least 0
   * @param expected what should be there
   * @param found what is there
   */
  public IdxFormatException(String source, long offset, String expected, String found) {
    super("%s: byte %d: expected %s, found %s".formatted(source, offset, expected, found));
    this.source = source;
    this.offset = offset;
    this.expected = expected;
    this.found = found;
  }

  /** {@return the path or name of the file} */
  public String source() {
    return source;
  }

  /** {@return the position of the defect in bytes} */
  public long offset() {
    return offset;
  }

  /** {@return what should be there} */
  public String expected() {
    return expected;
  }

  /** {@return what is there} */
  public String found() {
    return found;
  }
}
