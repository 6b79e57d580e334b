package io.crema.mnist.image;

/**
 * What an image of MNIST looks like: 28 x 28, light ink on black, its box 20 pixels long, its
 * centre of mass within half a pixel of the middle.
 */
final class MnistForm {

  private static final int SIDE = DigitFitter.SIDE;
  private static final float DARK = 0.1f;

  private MnistForm() {}

  static boolean matches(GreyImage picture) {
    if (picture.width() != SIDE || picture.height() != SIDE) {
      return false;
    }
    double mass = 0;
    double sumX = 0;
    double sumY = 0;
    double edge = 0;
    float most = 0f;
    Bounds bounds = new Bounds();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        float level = picture.levels()[y * SIDE + x];
        mass += level;
        sumX += level * x;
        sumY += level * y;
        most = Math.max(most, level);
        edge += x == 0 || y == 0 || x == SIDE - 1 || y == SIDE - 1 ? level : 0f;
        if (level > 0) {
          bounds.add(x, y);
        }
      }
    }
    return most >= 0.5f
        && edge < DARK * 4 * (SIDE - 1)
        && (bounds.longestSide() == 20 || bounds.longestSide() == 19)
        && Math.abs(sumX / mass - 14) < 0.6
        && Math.abs(sumY / mass - 14) < 0.6;
  }

  private static final class Bounds {
    private int left = SIDE;
    private int right = -1;
    private int top = SIDE;
    private int bottom = -1;

    void add(int x, int y) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }

    int longestSide() {
      return Math.max(right - left, bottom - top) + 1;
    }
  }
}
