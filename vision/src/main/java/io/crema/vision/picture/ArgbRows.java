package io.crema.vision.picture;

import java.awt.image.BufferedImage;

/** Rows of a picture of any kind, by the colours of 8 bits that Java makes of them. */
final class ArgbRows implements PixelRows {

  private final BufferedImage picture;
  private final int[] row;

  ArgbRows(BufferedImage picture) {
    this.picture = picture;
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
  public boolean hasAlpha() {
    return picture.getColorModel().hasAlpha();
  }

  @Override
  public void read(int y, float[] luma, float[] opacity) {
    picture.getRGB(0, y, width(), 1, row, 0, width());
    for (int x = 0; x < width(); x++) {
      opacity[x] = (row[x] >>> 24) / 255f;
      luma[x] = Luma.of(row[x]) * opacity[x];
    }
  }
}
