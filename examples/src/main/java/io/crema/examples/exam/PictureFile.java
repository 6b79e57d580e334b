package io.crema.examples.exam;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Files of pictures, in memory. */
final class PictureFile {

  private PictureFile() {}

  /** {@return a PNG of 8-bit colours} */
  static byte[] png(Canvas canvas) {
    return encode("png", colours(canvas), null);
  }

  /** {@return a PNG of 8-bit grey levels} */
  static byte[] greyPng(Canvas canvas) {
    return encode("png", greys(canvas), null);
  }

  /**
   * {@return a JPEG of colours}
   *
   * @param quality from 1 to 100
   */
  static byte[] jpeg(Canvas canvas, int quality) {
    return encode("jpeg", colours(canvas), quality / 100f);
  }

  /** {@return a JPEG of grey levels} */
  static byte[] greyJpeg(Canvas canvas, int quality) {
    return encode("jpeg", greys(canvas), quality / 100f);
  }

  /** {@return a PNG of one colour that is there where something covers the canvas} */
  static byte[] transparentPng(Mask ink, Colour colour, Colour beneath) {
    BufferedImage image = new BufferedImage(ink.width, ink.height, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < ink.cover.length; i++) {
      int alpha = (int) (ink.cover[i] * 255 + 0.5f);
      Canvas pixel = new Canvas(1, 1, false);
      pixel.fill(alpha == 0 ? beneath : colour);
      image.setRGB(i % ink.width, i / ink.width, alpha << 24 | pixel.rgb(0, 0));
    }
    return encode("png", image, null);
  }

  /**
   * {@return a PNG whose pixels are numbers of colours}
   *
   * @param bits in a pixel: 1, 2 or 4
   * @param dark the first colour
   * @param light the last; between the two in equal steps
   */
  static byte[] palettePng(Canvas canvas, int bits, Colour dark, Colour light) {
    int count = 1 << bits;
    byte[][] table = new byte[3][count];
    for (int plane = 0; plane < 3; plane++) {
      for (int k = 0; k < count; k++) {
        float share = (float) k / (count - 1);
        table[plane][k] = (byte) Math.round(255 * dark.towards(light, share).level(plane));
      }
    }
    BufferedImage image =
        new BufferedImage(
            canvas.width,
            canvas.height,
            BufferedImage.TYPE_BYTE_BINARY,
            new IndexColorModel(bits, count, table[0], table[1], table[2]));
    float low = dark.luma();
    float range = light.luma() - low;
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        float share = Colour.clamp((canvas.luma(x, y) - low) / range);
        image.getRaster().setSample(x, y, 0, Math.round(share * (count - 1)));
      }
    }
    return encode("png", image, null);
  }

  private static BufferedImage colours(Canvas canvas) {
    BufferedImage image =
        new BufferedImage(canvas.width, canvas.height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] samples = new byte[3 * canvas.width];
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        int rgb = canvas.rgb(x, y);
        samples[3 * x] = (byte) (rgb >> 16);
        samples[3 * x + 1] = (byte) (rgb >> 8);
        samples[3 * x + 2] = (byte) rgb;
      }
      image.getRaster().setDataElements(0, y, canvas.width, 1, samples);
    }
    return image;
  }

  private static BufferedImage greys(Canvas canvas) {
    BufferedImage image =
        new BufferedImage(canvas.width, canvas.height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] samples = new byte[canvas.width];
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        samples[x] = (byte) (255 * Colour.clamp(canvas.luma(x, y)) + 0.5f);
      }
      image.getRaster().setDataElements(0, y, canvas.width, 1, samples);
    }
    return image;
  }

  /** Encodes an image, at a quality from 0 to 1 where the format has qualities. */
  static byte[] encode(String format, BufferedImage image, @Nullable Float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Not ImageIO.write: it would put a file of its own on the disk.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (quality != null) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
