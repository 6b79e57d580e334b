package io.crema.examples.browser;

import io.crema.vision.dataset.ImageSet;
import io.crema.mnist.data.BundledMnist;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures like those that people have: dark ink on light paper, larger than the data set's. */
final class Photo {

  private static final int SIDE = 150;
  private static final Color PAPER = new Color(0xEFEAE0);
  private static final Color INK = new Color(0x23304E);

  private Photo() {}

  /** Writes digits of the test set beside each other. */
  static Path of(Path file, String digits) throws IOException {
    ImageSet test =
        BundledMnist.load().test();
    BufferedImage picture = paper(SIDE * digits.length() + 80, SIDE + 60);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    int from = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      while (test.label(from) != digit) {
        from++;
      }
      BufferedImage ink = ink(test, from++);
      graphics.drawImage(ink, 40 + i * SIDE, 30, SIDE, SIDE, null);
    }
    graphics.dispose();
    return write(picture, file);
  }

  static Path blank(Path file) throws IOException {
    return write(paper(480, 300), file);
  }

  private static BufferedImage paper(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(PAPER);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return picture;
  }

  private static BufferedImage ink(ImageSet set, int index) {
    float[] levels = new float[28 * 28];
    set.readInput(index, levels, 0);
    BufferedImage ink = new BufferedImage(28, 28, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < levels.length; i++) {
      int alpha = Math.round(255 * levels[i]);
      ink.setRGB(i % 28, i / 28, (alpha << 24) | (INK.getRGB() & 0xFFFFFF));
    }
    return ink;
  }

  private static Path write(BufferedImage picture, Path file) throws IOException {
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }
}
