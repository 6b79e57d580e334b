package io.crema.vision.picture;

import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Rows of places in a palette of at most 256 colours. */
final class PaletteRows extends RasterRows {

  private final boolean alpha;

  /**
   * {@code [256, C]}, the levels times opacity of each colour; black where the palette is shorter
   * than it may be.
   */
  private final float[] colors;

  private final float[] opacities = new float[256];
  private final byte[] row;

  PaletteRows(Raster raster, IndexColorModel palette, ColorMode mode) {
    super(raster, mode);
    alpha = palette.hasAlpha();
    row = new byte[raster.getWidth()];
    colors = new float[opacities.length * channels()];
    for (int i = 0; i < opacities.length; i++) {
      int argb = i < palette.getMapSize() ? palette.getRGB(i) : 0xFF00_0000;
      opacities[i] = (argb >>> 24) / 255f;
      mode.put(colors, i, argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF);
      PixelRows.dim(colors, i, channels(), opacities[i]);
    }
  }

  @Override
  public boolean hasAlpha() {
    return alpha;
  }

  @Override
  public void read(int y, float[] levels, float[] opacity) {
    readBytes(y, row);
    int channels = channels();
    for (int x = 0; x < width(); x++) {
      int i = row[x] & 0xFF;
      for (int c = 0; c < channels; c++) {
        levels[x * channels + c] = colors[i * channels + c];
      }
      opacity[x] = opacities[i];
    }
  }
}
