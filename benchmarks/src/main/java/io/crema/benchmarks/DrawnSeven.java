package io.crema.benchmarks;

import io.crema.core.random.SplitMix64;
import io.crema.mnist.digit.DigitReading;
import io.crema.mnist.digit.DigitReading.OneDigit;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures of a seven in the middle, half as high as the picture. */
final class DrawnSeven {

  /** The share of the light that a corner of the photo has, compared with the one across. */
  private static final double DIMMEST = 0.5;

  /** The largest step of the noise, in levels of 255. */
  private static final int NOISE = 8;

  /** How far a box that is found may be off, as a part of the shorter side. */
  private static final double NEAR = 0.04;

  private DrawnSeven() {}

  /** {@return light ink on black, as drawn by a mouse} */
  static GreyImage canvas(int side) {
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    draw(picture, Color.BLACK, Color.WHITE);
    return PictureReader.of(picture);
  }

  /** {@return a JPEG of dark ink on paper, with noise and more light at the left and the top} */
  static byte[] photo(int width, int height) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    draw(picture, new Color(0xE8E4D8), new Color(0x202060));
    int[] row = new int[3 * width];
    for (int y = 0; y < height; y++) {
      picture.getRaster().getPixels(0, y, width, 1, row);
      for (int i = 0; i < row.length; i++) {
        double far = (i / 3.0 / width + (double) y / height) / 2;
        int noise = Math.floorMod(SplitMix64.at(y, i), 2 * NOISE + 1) - NOISE;
        long level = Math.round(row[i] * (1 - (1 - DIMMEST) * far)) + noise;
        row[i] = (int) Math.min(Math.max(level, 0), 255);
      }
      picture.getRaster().setPixels(0, y, width, 1, row);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(picture, "jpeg", out);
    }
    return bytes.toByteArray();
  }

  private static void draw(BufferedImage picture, Color ground, Color ink) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(ground);
    graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    graphics.setColor(ink);
    Box box = box(picture.getWidth(), picture.getHeight());
    graphics.setStroke(
        new BasicStroke(box.height() / 10f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    Path2D.Float line = new Path2D.Float();
    line.moveTo(box.x(), box.y());
    line.lineTo(box.right(), box.y());
    line.lineTo(box.x() + box.width() / 3f, box.bottom());
    graphics.draw(line);
    graphics.dispose();
  }

  /** {@return the box of the line that the pen follows} */
  private static Box box(int width, int height) {
    int high = Math.min(width, height) / 2;
    int wide = high * 2 / 3;
    return new Box((width - wide) / 2, (height - high) / 2, wide, high);
  }

  /**
   * Proves that one digit was found, 28 x 28, where it was drawn.
   *
   * @param what name of the picture, for the message
   * @param reading what was found
   * @param width of the picture that was looked through
   * @param height of the picture that was looked through
   * @throws IllegalStateException if it was not
   */
  static void requireFound(String what, DigitReading reading, int width, int height) {
    Box line = box(width, height);
    int pen = line.height() / 20;
    double near = NEAR * Math.min(width, height);
    boolean found =
        reading instanceof OneDigit one
            && one.image().width() == 28
            && one.image().height() == 28
            && Math.abs(one.box().x() - (line.x() - pen)) <= near
            && Math.abs(one.box().y() - (line.y() - pen)) <= near
            && Math.abs(one.box().right() - (line.right() + pen)) <= near
            && Math.abs(one.box().bottom() - (line.bottom() + pen)) <= near;
    if (!found) {
      throw new IllegalStateException(
          "%s: expected one digit around %s, got %s".formatted(what, line, reading));
    }
  }
}
