package io.crema.examples.shapes;

import static io.crema.examples.shapes.DrawnShapes.SIZE;

import io.crema.core.tensor.Tensor;
import java.awt.image.BufferedImage;

/** A picture of pictures: in each row an image, its target mask and the predicted one. */
public final class MaskSheet {

  /** Sides of a pixel of the images. */
  private static final int SCALE = 4;

  /** Width of the gaps between images. */
  private static final int GAP = 8;

  private static final int STEP = SIZE * SCALE + GAP;
  private static final int WHITE = 0xffffff;

  private final BufferedImage sheet;

  private MaskSheet(int rows) {
    sheet = new BufferedImage(3 * STEP + GAP, rows * STEP + GAP, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < sheet.getHeight(); y++) {
      for (int x = 0; x < sheet.getWidth(); x++) {
        sheet.setRGB(x, y, WHITE);
      }
    }
  }

  /**
   * {@return a sheet; masks have a color for each kind of shape, the darker the less probable}
   *
   * @param images {@code [N, 32, 32, 1]}. Not modified.
   * @param targets {@code [N, 32, 32, 3]}. Not modified.
   * @param predictions {@code [N, 32, 32, 3]}, from 0 to 1. Not modified.
   * @param rows number of the images to show, the first ones
   */
  public static BufferedImage of(Tensor images, Tensor targets, Tensor predictions, int rows) {
    MaskSheet sheet = new MaskSheet(rows);
    for (int row = 0; row < rows; row++) {
      sheet.paint(row, 0, images);
      sheet.paint(row, 1, targets);
      sheet.paint(row, 2, predictions);
    }
    return sheet.sheet;
  }

  private void paint(int row, int column, Tensor values) {
    int channels = values.shape().dim(3);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        int red = level(values.get(row, y, x, 0));
        int green = level(values.get(row, y, x, channels == 1 ? 0 : 1));
        int blue = level(values.get(row, y, x, channels == 1 ? 0 : 2));
        fill(GAP + column * STEP + x * SCALE, GAP + row * STEP + y * SCALE, rgb(red, green, blue));
      }
    }
  }

  private void fill(int left, int top, int color) {
    for (int y = 0; y < SCALE; y++) {
      for (int x = 0; x < SCALE; x++) {
        sheet.setRGB(left + x, top + y, color);
      }
    }
  }

  private static int level(float value) {
    return Math.round(255 * Math.max(0, Math.min(1, value)));
  }

  private static int rgb(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }
}
