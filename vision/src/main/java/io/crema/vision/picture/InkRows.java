package io.crema.vision.picture;

import java.awt.image.Raster;

/**
 * Rows of cyan, magenta, yellow and black ink in samples of 8 bits, of which the first three may be
 * given as luma and chroma.
 *
 * <p>Every ink takes its part of the light: no profile of a press is followed.
 */
final class InkRows extends RasterRows {

  private static final int BANDS = 4;

  private final boolean chroma;
  private final boolean inverted;
  private final byte[] row;

  /**
   * Rows of inks.
   *
   * @param mode grey or colour
   * @param chroma whether the first three are luma and chroma of the inks
   * @param inverted whether more of an ink is a lower sample
   */
  InkRows(Raster raster, ColorMode mode, boolean chroma, boolean inverted) {
    super(raster, mode);
    this.chroma = chroma;
    this.inverted = inverted;
    row = new byte[raster.getWidth() * BANDS];
  }

  @Override
  public boolean hasAlpha() {
    return false;
  }

  @Override
  public void read(int y, float[] levels, float[] opacity) {
    readBytes(y, row);
    int channels = channels();
    for (int x = 0, i = 0; x < width(); x++, i += BANDS) {
      if (chroma) {
        putChroma(levels, x, i);
      } else {
        mode.put(levels, x, row[i] & 0xFF, row[i + 1] & 0xFF, row[i + 2] & 0xFF);
      }
      float black = (row[i + 3] & 0xFF) / 255f;
      for (int c = x * channels; c < (x + 1) * channels; c++) {
        levels[c] = inverted ? lit(levels[c]) * black : (1f - levels[c]) * (1f - black);
      }
    }
  }

  /** Takes the luma alone for grey, else turns luma and chroma into inks as JFIF says. */
  private void putChroma(float[] levels, int x, int i) {
    int y = row[i] & 0xFF;
    if (mode == ColorMode.GREY) {
      mode.put(levels, x, y, y, y);
      return;
    }
    int cb = (row[i + 1] & 0xFF) - 128;
    int cr = (row[i + 2] & 0xFF) - 128;
    mode.put(
        levels,
        x,
        sample(y + 1.402 * cr),
        sample(y - 0.344136 * cb - 0.714136 * cr),
        sample(y + 1.772 * cb));
  }

  private static int sample(double value) {
    return (int) Math.min(255, Math.max(0, Math.round(value)));
  }

  /** Adobe's inverted samples are of light, but their luma and chroma are taken of the inks. */
  private float lit(float colors) {
    return chroma ? 1f - colors : colors;
  }
}
