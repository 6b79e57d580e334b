package io.crema.examples.exam;

import io.crema.vision.raster.Box;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import javax.imageio.ImageIO;

/** Digits to draw, and what is to be seen on pictures. */
final class Drawn {

  private Drawn() {}

  /** A 5 of straight and round strokes, 20 pixels high, with soft edges. */
  static float[] five() {
    Mask mask = new Mask(28, 28);
    mask.stroke(9, 5, 19, 5, 1.2f);
    mask.stroke(9, 5, 9, 13, 1.2f);
    mask.stroke(9, 13, 15, 12, 1.2f);
    mask.stroke(15, 12, 19, 16, 1.2f);
    mask.stroke(19, 16, 17, 22, 1.2f);
    mask.stroke(17, 22, 9, 22.6f, 1.2f);
    return mask.cover;
  }

  /** An upright stroke. */
  static float[] one() {
    Mask mask = new Mask(28, 28);
    mask.stroke(14, 5.2f, 14, 22.8f, 1.2f);
    return mask.cover;
  }

  /** A ring. */
  static float[] zero() {
    Mask mask = new Mask(28, 28);
    double step = Math.PI / 20;
    for (int k = 0; k < 40; k++) {
      float x0 = (float) (14 + 7 * Math.cos(k * step));
      float y0 = (float) (14 + 8.8 * Math.sin(k * step));
      float x1 = (float) (14 + 7 * Math.cos((k + 1) * step));
      float y1 = (float) (14 + 8.8 * Math.sin((k + 1) * step));
      mask.stroke(x0, y0, x1, y1, 1.2f);
    }
    return mask.cover;
  }

  static BufferedImage decode(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The levels, 0 to 255, of the green samples or of the grey ones. */
  static int[][] levels(BufferedImage image) {
    int band = image.getRaster().getNumBands() >= 3 ? 1 : 0;
    int[][] levels = new int[image.getHeight()][image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        levels[y][x] = image.getRaster().getSample(x, y, band);
      }
    }
    return levels;
  }

  static int[][] levels(byte[] file) {
    return levels(decode(file));
  }

  /** Where dark ink is: below a level half way between the darkest and the brightest pixel. */
  static boolean[][] ink(int[][] levels) {
    int middle = (least(levels) + most(levels)) / 2;
    boolean[][] ink = new boolean[levels.length][levels[0].length];
    for (int y = 0; y < ink.length; y++) {
      for (int x = 0; x < ink[0].length; x++) {
        ink[y][x] = levels[y][x] < middle;
      }
    }
    return ink;
  }

  static int least(int[][] levels) {
    int least = Integer.MAX_VALUE;
    for (int[] row : levels) {
      for (int level : row) {
        least = Math.min(least, level);
      }
    }
    return least;
  }

  static int most(int[][] levels) {
    int most = Integer.MIN_VALUE;
    for (int[] row : levels) {
      for (int level : row) {
        most = Math.max(most, level);
      }
    }
    return most;
  }

  static int count(boolean[][] ink) {
    int count = 0;
    for (boolean[] row : ink) {
      for (boolean pixel : row) {
        count += pixel ? 1 : 0;
      }
    }
    return count;
  }

  /** The box around all ink. */
  static Box box(boolean[][] ink) {
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < ink.length; y++) {
      for (int x = 0; x < ink[0].length; x++) {
        if (ink[y][x]) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x + 1);
          bottom = Math.max(bottom, y + 1);
        }
      }
    }
    return new Box(left, top, right - left, bottom - top);
  }

  /** The number of parts of the ink that do not touch, corners included. */
  static int parts(boolean[][] ink) {
    boolean[][] left = new boolean[ink.length][];
    for (int y = 0; y < ink.length; y++) {
      left[y] = ink[y].clone();
    }
    int parts = 0;
    for (int y = 0; y < ink.length; y++) {
      for (int x = 0; x < ink[0].length; x++) {
        if (left[y][x]) {
          erase(left, x, y);
          parts++;
        }
      }
    }
    return parts;
  }

  private static void erase(boolean[][] ink, int x, int y) {
    ArrayDeque<int[]> open = new ArrayDeque<>();
    ink[y][x] = false;
    open.add(new int[] {x, y});
    while (!open.isEmpty()) {
      int[] at = open.remove();
      for (int v = Math.max(0, at[1] - 1); v <= Math.min(ink.length - 1, at[1] + 1); v++) {
        for (int u = Math.max(0, at[0] - 1); u <= Math.min(ink[0].length - 1, at[0] + 1); u++) {
          if (ink[v][u]) {
            ink[v][u] = false;
            open.add(new int[] {u, v});
          }
        }
      }
    }
  }
}
