package io.crema.vision.picture;

import java.awt.image.ColorModel;
import java.awt.image.Raster;

/** Rows of grey or RGB in samples of 8 bits, perhaps with opacity. */
final class ByteRows implements PixelRows {

  private final Raster raster;
  private final boolean alpha;
  private final boolean premultiplied;
  private final boolean grey;
  private final int bands;
  private final byte[] row;

  ByteRows(Raster raster, ColorModel colors) {
    this.raster = raster;
    alpha = colors.hasAlpha();
    premultiplied = colors.isAlphaPremultiplied();
    grey = PixelRows.isGrey(colors);
    bands = raster.getNumBands();
    row = new byte[raster.getWidth() * bands];
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
    return alpha;
  }

  @Override
  public void read(int y, float[] luma, float[] opacity) {
    raster.getDataElements(raster.getMinX(), raster.getMinY() + y, width(), 1, row);
    if (grey) {
      readGrey(luma);
    } else {
      readRgb(luma);
    }
    if (alpha) {
      readAlpha(luma, opacity);
    }
  }

  private void readGrey(float[] luma) {
    for (int x = 0; x < width(); x++) {
      luma[x] = (row[x * bands] & 0xFF) / 255f;
    }
  }

  private void readRgb(float[] luma) {
    for (int x = 0, i = 0; x < width(); x++, i += bands) {
      luma[x] = Luma.of(row[i] & 0xFF, row[i + 1] & 0xFF, row[i + 2] & 0xFF);
    }
  }

  private void readAlpha(float[] luma, float[] opacity) {
    for (int x = 0; x < width(); x++) {
      opacity[x] = (row[x * bands + bands - 1] & 0xFF) / 255f;
      luma[x] *= premultiplied ? 1f : opacity[x];
    }
  }
}
