package io.crema.examples;

import io.crema.core.tensor.Tensor;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads a picture file as the input of a network: its grey levels, scaled to 28 x 28.
 *
 * <p>Nothing else is done to it. What is expected is what MNIST looks like: one white digit on
 * black, upright, in the middle.
 */
final class Picture {

  /** The most pixels on a side: {@value}. */
  static final int LONGEST_SIDE = 16_384;

  /** The most pixels in all: {@value}. */
  static final long MOST_PIXELS = 40_000_000;

  private static final int SIDE = 28;

  private Picture() {}

  /**
   * {@return the picture as {@code [1, 28, 28, 1]}, from 0 (black) to 1 (white)}
   *
   * @throws IOException if it cannot be read, is no picture, or is too large
   */
  static Tensor read(Path file) throws IOException {
    return resized(decode(file));
  }

  /** {@return a picture's grey levels as {@code [1, 28, 28, 1]}, from 0 to 1} */
  static Tensor resized(BufferedImage picture) {
    BufferedImage digit = scaled(grey(picture));
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (digit.getRGB(i % SIDE, i / SIDE) & 0xFF) / 255f;
    }
    return Tensor.of(DigitModel.IMAGE.withBatch(1), values);
  }

  private static BufferedImage decode(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw unreadable(file, Files.exists(file) ? "not a file" : "no such file");
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers =
          in == null ? Collections.emptyIterator() : ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw unreadable(file, "not a picture that Java can read (PNG, JPEG, GIF, BMP, TIFF)");
      }
      return decode(file, readers.next(), in);
    }
  }

  private static BufferedImage decode(Path file, ImageReader reader, ImageInputStream in)
      throws IOException {
    try {
      reader.setInput(in, true, true);
      requireSize(file, reader.getWidth(0), reader.getHeight(0));
      return reader.read(0);
    } catch (IOException | RuntimeException e) { // broken files make some readers throw the latter
      throw e instanceof FileSystemException known ? known : corrupt(file, e);
    } finally {
      reader.dispose();
    }
  }

  private static void requireSize(Path file, int width, int height) throws IOException {
    if (width > LONGEST_SIDE || height > LONGEST_SIDE || (long) width * height > MOST_PIXELS) {
      throw unreadable(
          file,
          "expected at most %,d pixels a side and %,d in all, found %,d x %,d"
              .formatted(LONGEST_SIDE, MOST_PIXELS, width, height));
    }
  }

  private static IOException unreadable(Path file, String why) {
    return new FileSystemException(file.toString(), null, why);
  }

  private static IOException corrupt(Path file, Exception e) {
    return new IOException("%s: corrupt picture (%s)".formatted(file, Failure.describe(e)), e);
  }

  /** {@return the luma of each pixel as a grey one, over black where the picture is transparent} */
  private static BufferedImage grey(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    boolean samples = hasGreySamples(picture);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      readRow(picture, y, row);
      for (int x = 0; x < width; x++) {
        int level = samples ? sample(picture, x, y) : luma(row[x]);
        row[x] = level * (row[x] >>> 24) / 255 * 0x010101;
      }
      grey.getRaster().setDataElements(0, y, width, 1, row);
    }
    return grey;
  }

  /**
   * Reads the colours of a row; of the most usual pictures without the detour by a colour model.
   */
  private static void readRow(BufferedImage picture, int y, int[] row) {
    ColorModel colors = picture.getColorModel();
    boolean bytesOfRgb =
        colors instanceof ComponentColorModel
            && colors.getColorSpace().isCS_sRGB()
            && colors.getNumComponents() == 3
            && colors.getTransferType() == DataBuffer.TYPE_BYTE;
    if (!bytesOfRgb) {
      picture.getRGB(0, y, row.length, 1, row, 0, row.length);
      return;
    }
    byte[] rgb = new byte[3 * row.length];
    picture.getRaster().getDataElements(0, y, row.length, 1, rgb);
    for (int x = 0; x < row.length; x++) {
      row[x] =
          0xFF000000
              | (rgb[3 * x] & 0xFF) << 16
              | (rgb[3 * x + 1] & 0xFF) << 8
              | (rgb[3 * x + 2] & 0xFF);
    }
  }

  /** Of these getRGB would take the samples for linear light and brighten them. */
  private static boolean hasGreySamples(BufferedImage picture) {
    ColorModel colors = picture.getColorModel();
    return colors.getColorSpace().getType() == ColorSpace.TYPE_GRAY
        && (colors.getTransferType() == DataBuffer.TYPE_BYTE
            || colors.getTransferType() == DataBuffer.TYPE_USHORT);
  }

  private static int sample(BufferedImage picture, int x, int y) {
    int white = (1 << picture.getColorModel().getComponentSize(0)) - 1;
    return picture.getRaster().getSample(x, y, 0) * 255 / white;
  }

  /** As in ITU-R BT.601. */
  private static int luma(int argb) {
    int red = argb >> 16 & 0xFF;
    int green = argb >> 8 & 0xFF;
    int blue = argb & 0xFF;
    return (299 * red + 587 * green + 114 * blue + 500) / 1000;
  }

  /** {@return the picture in 28 x 28, by halves so that every pixel counts} */
  private static BufferedImage scaled(BufferedImage picture) {
    BufferedImage scaled = picture;
    while (scaled.getWidth() != SIDE || scaled.getHeight() != SIDE) {
      int width = Math.max(SIDE, (scaled.getWidth() + 1) / 2);
      int height = Math.max(SIDE, (scaled.getHeight() + 1) / 2);
      scaled = scaled(scaled, width, height);
    }
    return scaled;
  }

  private static BufferedImage scaled(BufferedImage picture, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }
}
