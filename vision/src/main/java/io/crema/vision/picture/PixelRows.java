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
 * The rows of a picture as luma and opacity.
 *
 * <p>Grey samples are taken as they are: Java takes them for linear light and would brighten them.
 */
interface PixelRows {

  /** {@return the number of pixels in a row} */
  int width();

  /** {@return the number of rows} */
  int height();

  /** {@return whether a pixel may be other than opaque} */
  boolean hasAlpha();

  /**
   * Reads a row.
   *
   * @param luma set to the luma, from 0 to 1, times the opacity. Overwritten.
   * @param alpha set to the opacity, from 0 to 1, if there is any. Overwritten.
   */
  void read(int y, float[] luma, float[] alpha);

  /** {@return the rows of a picture} */
  static PixelRows of(BufferedImage picture) {
    ColorModel colors = picture.getColorModel();
    Raster raster = picture.getRaster();
    int transfer = colors.getTransferType();
    if (colors instanceof IndexColorModel palette
        && transfer == DataBuffer.TYPE_BYTE
        && raster.getNumBands() == 1) {
      return new PaletteRows(raster, palette);
    }
    boolean samples =
        hasWeights(colors)
            && raster.getNumBands() == colors.getNumComponents()
            && (transfer == DataBuffer.TYPE_BYTE
                || transfer == DataBuffer.TYPE_USHORT
                || (transfer == DataBuffer.TYPE_INT && colors instanceof DirectColorModel));
    if (!samples) {
      return new ArgbRows(picture);
    }
    boolean bytes =
        colors instanceof ComponentColorModel
            && transfer == DataBuffer.TYPE_BYTE
            && Arrays.stream(colors.getComponentSize()).allMatch(bits -> bits == Byte.SIZE);
    return bytes ? new ByteRows(raster, colors) : new SampleRows(raster, colors);
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
