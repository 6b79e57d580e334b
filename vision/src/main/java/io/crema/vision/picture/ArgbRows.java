package io.crema.vision.picture;

import java.awt.image.BufferedImage;

/** Rows of a picture of any kind, by the colours of 8 bits that Java makes of them. */
final class ArgbRows implements PixelRows {

  private final BufferedImage picture;
  private final ColorMode mode;
  private final int[] row;

  ArgbRows(BufferedImage picture, ColorMode mode) {
    this.picture = picture;
    this.mode = mode;
    row = new int[picture.getWidth()];
  }

  @Override
  public int width() {
    return picture.getWidth();
  }

  @Override
  public int height() {
    return picture.getHeight();
  }

  @Override
  public int channels() {
    return mode.channels();
  }

  @Override
  public boolean hasAlpha() {
    return picture.getColorModel().hasAlpha();
  }

  @Override
  public void read(int y, float[] levels, float[] opacity) {
    picture.getRGB(0, y, width(), 1, row, 0, width());
    for (int x = 0; x < width(); x++) {
      int argb = row[x];
      opacity[x] = (argb >>> 24) / 255f;
      mode.put(levels, x, argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF);
      PixelRows.dim(levels, x, channels(), opacity[x]);
    }
  }
}
