package io.crema.vision.picture;

import java.awt.image.Raster;

/**
 * Rows of cyan, magenta, yellow and black ink in samples of 8 bits, of which the first three may be
 * given as luma and chroma.
 *
 * <p>Every ink takes its part of the light: no profile of a press is followed.
 */
final class InkRows implements PixelRows {

  private static final int BANDS = 4;

  private final Raster raster;
  private final boolean chroma;
  private final boolean inverted;
  private final byte[] row;

  /**
   * Rows of inks.
   *
   * @param chroma whether the first three are luma and chroma of the inks
   * @param inverted whether more of an ink is a lower sample
   */
  InkRows(Raster raster, boolean chroma, boolean inverted) {
    this.raster = raster;
    this.chroma = chroma;
    this.inverted = inverted;
    row = new byte[raster.getWidth() * BANDS];
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
    return false;
  }

  @Override
  public void read(int y, float[] luma, float[] opacity) {
    raster.getDataElements(raster.getMinX(), raster.getMinY() + y, width(), 1, row);
    for (int x = 0, i = 0; x < width(); x++, i += BANDS) {
      float colors =
          chroma
              ? (row[i] & 0xFF) / 255f
              : Luma.of(row[i] & 0xFF, row[i + 1] & 0xFF, row[i + 2] & 0xFF);
      float black = (row[i + 3] & 0xFF) / 255f;
      luma[x] = inverted ? lit(colors) * black : (1f - colors) * (1f - black);
    }
  }

  /** Adobe's inverted samples are of light, but their luma is taken of the inks. */
  private float lit(float colors) {
    return chroma ? 1f - colors : colors;
  }
}
