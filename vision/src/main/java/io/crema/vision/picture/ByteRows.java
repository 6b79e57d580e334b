package io.crema.vision.picture;

import java.awt.image.ColorModel;
import java.awt.image.Raster;

/** Rows of grey or RGB in samples of 8 bits, perhaps with opacity. */
final class ByteRows extends RasterRows {

  private final boolean alpha;
  private final boolean premultiplied;

  /** The places of green and blue after red; a grey sample is all three. */
  private final int green;

  private final int blue;
  private final int bands;
  private final byte[] row;

  ByteRows(Raster raster, ColorModel colors, ColorMode mode) {
    super(raster, mode);
    alpha = colors.hasAlpha();
    premultiplied = colors.isAlphaPremultiplied();
    green = PixelRows.isGrey(colors) ? 0 : 1;
    blue = 2 * green;
    bands = raster.getNumBands();
    row = new byte[raster.getWidth() * bands];
  }

  @Override
  public boolean hasAlpha() {
    return alpha;
  }

  @Override
  public void read(int y, float[] levels, float[] opacity) {
    readBytes(y, row);
    for (int x = 0, i = 0; x < width(); x++, i += bands) {
      mode.put(levels, x, row[i] & 0xFF, row[i + green] & 0xFF, row[i + blue] & 0xFF);
    }
    if (alpha) {
      readAlpha(levels, opacity);
    }
  }

  private void readAlpha(float[] levels, float[] opacity) {
    for (int x = 0; x < width(); x++) {
      opacity[x] = (row[x * bands + bands - 1] & 0xFF) / 255f;
      PixelRows.dim(levels, x, channels(), premultiplied ? 1f : opacity[x]);
    }
  }
}
