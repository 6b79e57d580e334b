package io.crema.examples.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as PNG files. */
public final class Png {

  private Png() {}

  /**
   * {@return the bytes of a file}
   *
   * @param picture what it shows. Not modified.
   * @throws IOException if the JDK cannot write PNG
   */
  public static byte[] of(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(picture, "png", out)) {
        throw new IOException("this Java cannot write PNG pictures");
      }
    }
    return bytes.toByteArray();
  }
}
