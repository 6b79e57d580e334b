package io.crema.vision.picture;

import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Rows of places in a palette of at most 256 colours. */
final class PaletteRows implements PixelRows {

  private final Raster raster;
  private final boolean alpha;

  /** Luma times opacity of each colour; black where the palette is shorter than it may be. */
  private final float[] lumas = new float[256];

  private final float[] opacities = new float[256];
  private final byte[] row;

  PaletteRows(Raster raster, IndexColorModel palette) {
    this.raster = raster;
    alpha = palette.hasAlpha();
    row = new byte[raster.getWidth()];
    for (int i = 0; i < lumas.length; i++) {
      int argb = i < palette.getMapSize() ? palette.getRGB(i) : 0xFF00_0000;
      opacities[i] = (argb >>> 24) / 255f;
      lumas[i] = Luma.of(argb) * opacities[i];
    }
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
    for (int x = 0; x < width(); x++) {
      int i = row[x] & 0xFF;
      luma[x] = lumas[i];
      opacity[x] = opacities[i];
    }
  }
}
