package io.crema.vision.picture;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file that is no picture, is a broken one, or is one too large to read.
 *
 * <p>The message is one line that begins with the name: {@code scan.png: expected a picture (PNG,
 * JPEG, GIF, BMP), found text}.
 */
public final class PictureException extends IOException {

  private static final long serialVersionUID = 1L;

  /** The file. */
  private final String source;

  /** What is wrong with it. */
  private final String problem;

  /**
   * What is wrong with a picture.
   *
   * @param source the path or name of the picture
   * @param problem what is wrong with it
   * @param cause what the decoder said, or {@code null}
   */
  PictureException(String source, String problem, @Nullable Throwable cause) {
    super(line(source + ": " + problem), cause);
    this.source = source;
    this.problem = line(problem);
  }

  private static String line(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }

  /** {@return the path or name of the picture} */
  public String source() {
    return source;
  }

  /** {@return what is wrong with it, in one line without the name} */
  public String problem() {
    return problem;
  }
}
