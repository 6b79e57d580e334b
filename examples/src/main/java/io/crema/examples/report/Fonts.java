package io.crema.examples.report;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;

/** Whether this machine can write words into pictures. */
public final class Fonts {

  private Fonts() {}

  /**
   * Makes sure that there is a font.
   *
   * @throws IOException if there is none; the message tells the remedy
   */
  public static void require() throws IOException {
    try {
      Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
      font.getStringBounds("0", new FontRenderContext(null, true, true));
    } catch (RuntimeException | LinkageError | InternalError e) { // Java throws all three
      throw new IOException(
          "text in pictures needs a font, and Java finds none: install fontconfig and any font, such"
              + " as the packages fontconfig and fonts-dejavu-core of Debian",
          e);
    }
  }
}
