package io.crema.vision.picture;

import io.crema.vision.raster.AreaMean;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Resampling;

/** Makes grey levels of rows of pixels, over white or black where they are transparent. */
final class Flattening {

  private final PixelRows rows;
  private final int width;
  private final int height;

  private Flattening(PixelRows rows, int width, int height) {
    this.rows = rows;
    this.width = width;
    this.height = height;
  }

  /**
   * {@return the picture in another size, each level the mean of the area it stands for}
   *
   * <p>What is behind a transparent picture is the opposite of its ink.
   */
  static GreyImage flatten(PixelRows rows, int width, int height) {
    return GreyImage.wrap(width, height, new Flattening(rows, width, height).levels());
  }

  private float[] levels() {
    AreaMean luma = mean();
    AreaMean opacity = rows.hasAlpha() ? mean() : null;
    float[] lumaRow = new float[rows.width()];
    float[] opacityRow = new float[rows.width()];
    for (int y = 0; y < rows.height(); y++) {
      rows.read(y, lumaRow, opacityRow);
      luma.add(lumaRow);
      if (opacity != null) {
        opacity.add(opacityRow);
      }
    }
    float[] levels = luma.means();
    if (opacity != null) {
      putOverOpposite(levels, opacity.means());
    }
    Resampling.clamp(levels);
    return levels;
  }

  private AreaMean mean() {
    return new AreaMean(rows.width(), rows.height(), width, height);
  }

  /** Light ink, and no ink at all, goes over black, where nothing is to be added. */
  private static void putOverOpposite(float[] levels, float[] opacities) {
    double ink = sum(levels);
    double covered = sum(opacities);
    if (ink < 0.5 * covered) {
      for (int i = 0; i < levels.length; i++) {
        levels[i] += 1f - opacities[i];
      }
    }
  }

  private static double sum(float[] values) {
    double sum = 0.0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
