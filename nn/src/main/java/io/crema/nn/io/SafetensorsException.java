package io.crema.nn.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file that is not the safetensors file it should be.
 *
 * <p>The message has all parts: {@code lenet.safetensors: byte 75: dtype of tensor "conv1":
 * expected F32, F16 or BF16, the types read, found F64}.
 */
public final class SafetensorsException extends IOException {

  private static final long serialVersionUID = 1L;

  /** The file. */
  private final String source;

  /** Where in the file. */
  private final long offset;

  /** What of the file is wrong. */
  private final String subject;

  /** What should be there. */
  private final String expected;

  /** What is there. */
  private final String found;

  /**
   * A defect at one place in a file.
   *
   * @param source the path or name of the file
   * @param offset the position of the defect in bytes from the start of the file
   * @param subject what of the file is wrong
   * @param expected what should be there
   * @param found what is there
   */
  SafetensorsException(String source, long offset, String subject, String expected, String found) {
    this(source, offset, subject, expected, found, null);
  }

  SafetensorsException(
      String source,
      long offset,
      String subject,
      String expected,
      String found,
      @Nullable Throwable cause) {
    super(
        "%s: byte %d: %s: expected %s, found %s"
            .formatted(source, offset, subject, expected, found),
        cause);
    this.source = source;
    this.offset = offset;
    this.subject = subject;
    this.expected = expected;
    this.found = found;
  }

  /** {@return the path or name of the file} */
  public String source() {
    return source;
  }

  /** {@return the position of the defect in bytes from the start of the file} */
  public long offset() {
    return offset;
  }

  /** {@return what of the file is wrong, such as {@code header length}} */
  public String subject() {
    return subject;
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
