package io.crema.vision.picture;

import io.crema.vision.raster.GreyImage;
import java.util.Arrays;

/**
 * How a camera held its sensor, as Exif tells it: from 1 to 8.
 *
 * <p>The first row of what is stored is the upper (1, 2), lower (3, 4), left (5, 8) or right (6, 7)
 * side of what is to be shown; from 5 on the two axes are exchanged.
 */
final class Orientation {

  /** What is stored is what is to be shown. */
  static final int UPRIGHT = 1;

  private Orientation() {}

  static boolean isKnown(int orientation) {
    return orientation >= UPRIGHT && orientation <= 8;
  }

  /** {@return whether the axes are exchanged} */
  static boolean isTurned(int orientation) {
    return orientation >= 5;
  }

  /** {@return the image as it is to be shown} */
  static GreyImage applied(int orientation, GreyImage stored) {
    int width = stored.width();
    int height = stored.height();
    boolean turned = isTurned(orientation);
    return GreyImage.wrap(
        turned ? height : width,
        turned ? width : height,
        applied(orientation, stored.levels(), width, height, 1));
  }

  /**
   * {@return the levels as they are to be shown, the array itself if they are upright}
   *
   * @param levels {@code [height, width, channels]}. Not modified.
   */
  static float[] applied(int orientation, float[] levels, int width, int height, int channels) {
    if (orientation == UPRIGHT) {
      return levels;
    }
    boolean turned = isTurned(orientation);
    boolean fromRight = isAnyOf(orientation, 2, 3, 7, 8);
    boolean fromBottom = isAnyOf(orientation, 3, 4, 6, 7);
    int newWidth = turned ? height : width;
    int newHeight = turned ? width : height;
    float[] shown = new float[levels.length];
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        int column = turned ? y : x;
        int row = turned ? x : y;
        int fromX = fromRight ? width - 1 - column : column;
        int fromY = fromBottom ? height - 1 - row : row;
        for (int c = 0; c < channels; c++) {
          shown[(y * newWidth + x) * channels + c] = levels[(fromY * width + fromX) * channels + c];
        }
      }
    }
    return shown;
  }

  private static boolean isAnyOf(int orientation, int... values) {
    return Arrays.stream(values).anyMatch(value -> value == orientation);
  }
}
