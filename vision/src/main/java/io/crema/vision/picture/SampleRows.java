package io.crema.vision.picture;

import java.awt.image.ColorModel;
import java.awt.image.Raster;

/** Rows of grey or RGB in samples of any number of bits, perhaps with opacity. */
final class SampleRows extends RasterRows {

  private final boolean premultiplied;

  /** {@code [C, components]}, the weight of a step of each component that is a colour. */
  private final double[][] steps;

  /** The opacity that a step stands for, or 0 if there is none. */
  private final double alphaStep;

  private final int bands;
  private final int[] row;

  SampleRows(Raster raster, ColorModel colors, ColorMode mode) {
    super(raster, mode);
    premultiplied = colors.isAlphaPremultiplied();
    steps = mode.parts(PixelRows.isGrey(colors));
    for (double[] components : steps) {
      for (int i = 0; i < components.length; i++) {
        components[i] /= most(colors, i);
      }
    }
    bands = raster.getNumBands();
    alphaStep = colors.hasAlpha() ? 1.0 / most(colors, bands - 1) : 0.0;
    row = new int[raster.getWidth() * bands];
  }

  private static int most(ColorModel colors, int component) {
    return (1 << colors.getComponentSize(component)) - 1;
  }

  @Override
  public boolean hasAlpha() {
    return alphaStep > 0.0;
  }

  @Override
  public void read(int y, float[] levels, float[] opacity) {
    raster.getPixels(raster.getMinX(), raster.getMinY() + y, width(), 1, row);
    for (int x = 0, i = 0; x < width(); x++, i += bands) {
      double factor = 1.0;
      if (hasAlpha()) {
        double alpha = alphaStep * row[i + bands - 1];
        opacity[x] = (float) alpha;
        factor = premultiplied ? 1.0 : alpha;
      }
      for (int c = 0; c < steps.length; c++) {
        levels[x * steps.length + c] = (float) (level(steps[c], i) * factor);
      }
    }
  }

  /** {@return the level of a channel of the pixel that begins at a place of the row} */
  private double level(double[] components, int at) {
    double sum = 0.0;
    for (int c = 0; c < components.length; c++) {
      sum += components[c] * row[at + c];
    }
    return sum;
  }
}
