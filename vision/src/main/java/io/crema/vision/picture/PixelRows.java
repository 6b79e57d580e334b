package io.crema.vision.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * The rows of a picture as levels and opacity.
 *
 * <p>Grey samples are taken as they are: Java takes them for linear light and would brighten them.
 */
interface PixelRows {

  /** {@return the number of pixels in a row} */
  int width();

  /** {@return the number of rows} */
  int height();

  /** {@return the number of levels of a pixel: 1 for luma, 3 for red, green and blue} */
  int channels();

  /** {@return whether a pixel may be other than opaque} */
  boolean hasAlpha();

  /**
   * Reads a row.
   *
   * @param levels {@code [W, C]}, set to the levels, from 0 to 1, times the opacity. Overwritten.
   * @param alpha set to the opacity, from 0 to 1, if there is any. Overwritten.
   */
  void read(int y, float[] levels, float[] alpha);

  /** {@return the rows of a picture} */
  static PixelRows of(BufferedImage picture, ColorMode mode) {
    ColorModel colors = picture.getColorModel();
    Raster raster = picture.getRaster();
    int transfer = colors.getTransferType();
    if (colors instanceof IndexColorModel palette
        && transfer == DataBuffer.TYPE_BYTE
        && raster.getNumBands() == 1) {
      return new PaletteRows(raster, palette, mode);
    }
    boolean samples =
        hasWeights(colors)
            && raster.getNumBands() == colors.getNumComponents()
            && (transfer == DataBuffer.TYPE_BYTE
                || transfer == DataBuffer.TYPE_USHORT
                || (transfer == DataBuffer.TYPE_INT && colors instanceof DirectColorModel));
    if (!samples) {
      return new ArgbRows(picture, mode);
    }
    boolean bytes =
        colors instanceof ComponentColorModel
            && transfer == DataBuffer.TYPE_BYTE
            && Arrays.stream(colors.getComponentSize()).allMatch(bits -> bits == Byte.SIZE);
    return bytes ? new ByteRows(raster, colors, mode) : new SampleRows(raster, colors, mode);
  }

  /** Multiplies the levels of a pixel. */
  static void dim(float[] levels, int x, int channels, float factor) {
    for (int i = x * channels; i < (x + 1) * channels; i++) {
      levels[i] *= factor;
    }
  }

  private static boolean hasWeights(ColorModel colors) {
    return (colors instanceof ComponentColorModel || colors instanceof DirectColorModel)
        && (isGrey(colors) || colors.getColorSpace().isCS_sRGB());
  }

  /** {@return whether the first component is grey, and no other but opacity follows} */
  static boolean isGrey(ColorModel colors) {
    return colors.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }
}
