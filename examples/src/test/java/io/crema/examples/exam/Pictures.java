package io.crema.examples.exam;

import io.crema.vision.dataset.ImageSet;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Files of pictures, in memory. */
public final class Pictures {

  private Pictures() {}

  /** {@return a PNG of grey samples} */
  public static byte[] png(byte[] samples, int width) {
    int height = samples.length / width;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, width, height, samples);
    return encode(picture, "png");
  }

  /** {@return a PNG of one grey level, and of another in a rectangle in its middle} */
  public static byte[] png(int width, int height, int ground, int middle) {
    byte[] samples = new byte[width * height];
    Arrays.fill(samples, (byte) ground);
    for (int y = height / 4; y < 3 * height / 4; y++) {
      for (int x = 7 * width / 16; x < 9 * width / 16; x++) {
        samples[y * width + x] = (byte) middle;
      }
    }
    return png(samples, width);
  }

  /** {@return a digit of a set, drawn in a way} */
  public static byte[] drawn(PictureVariation variation, ImageSet digits, int index) {
    float[] levels = new float[28 * 28];
    digits.readInput(index, levels, 0);
    return variation.draw(levels, index);
  }

  public static byte[] encode(RenderedImage picture, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(picture, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
