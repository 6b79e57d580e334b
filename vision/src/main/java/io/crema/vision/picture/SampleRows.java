package io.crema.vision.picture;

import java.awt.image.ColorModel;
import java.awt.image.Raster;

/** Rows of grey or RGB in samples of any number of bits, perhaps with opacity. */
final class SampleRows implements PixelRows {

  private final Raster raster;
  private final boolean premultiplied;

  /** The weight of a step of each component that is a colour. */
  private final double[] steps;

  /** The opacity that a step stands for, or 0 if there is none. */
  private final double alphaStep;

  private final int bands;
  private final int[] row;

  SampleRows(Raster raster, ColorModel colors) {
    this.raster = raster;
    premultiplied = colors.isAlphaPremultiplied();
    steps = PixelRows.isGrey(colors) ? new double[] {1.0} : Luma.weights();
    for (int i = 0; i < steps.length; i++) {
      steps[i] /= most(colors, i);
    }
    bands = raster.getNumBands();
    alphaStep = colors.hasAlpha() ? 1.0 / most(colors, bands - 1) : 0.0;
    row = new int[raster.getWidth() * bands];
  }

  private static int most(ColorModel colors, int component) {
    return (1 << colors.getComponentSize(component)) - 1;
  }

  @Override
  public int width() {
    return raster.getWidth();
  }

  @Override
  public int height() {
    return raster.getHeight();
  }

  @Override
  public boolean hasAlpha() {
    return alphaStep > 0.0;
  }

  @Override
  public void read(int y, float[] luma, float[] opacity) {
    raster.getPixels(raster.getMinX(), raster.getMinY() + y, width(), 1, row);
    for (int x = 0, i = 0; x < width(); x++, i += bands) {
      double sum = 0.0;
      for (int c = 0; c < steps.length; c++) {
        sum += steps[c] * row[i + c];
      }
      if (hasAlpha()) {
        double alpha = alphaStep * row[i + bands - 1];
        opacity[x] = (float) alpha;
        sum *= premultiplied ? 1.0 : alpha;
      }
      luma[x] = (float) sum;
    }
  }
}
