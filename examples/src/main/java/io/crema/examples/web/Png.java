package io.crema.examples.web;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as PNG. */
final class Png {

  static final String TYPE = "image/png";

  private Png() {}

  static byte[] of(GreyImage image) throws IOException {
    return encode(image.toBufferedImage());
  }

  /** {@return a picture of grey samples, row by row} */
  static byte[] of(byte[] samples, int width) throws IOException {
    int height = samples.length / width;
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, width, height, samples);
    return encode(picture);
  }

  /** {@return the picture as an address that holds it} */
  static String dataUri(GreyImage image) throws IOException {
    return dataUri(of(image));
  }

  /** {@return a picture, grey or in color, as an address that holds it} */
  static String dataUri(Picture picture) throws IOException {
    return dataUri(encode(picture.toBufferedImage()));
  }

  private static String dataUri(byte[] png) {
    return "data:" + TYPE + ";base64," + Base64.getEncoder().encodeToString(png);
  }

  private static byte[] encode(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(picture, "png", out);
    }
    return bytes.toByteArray();
  }
}
