package io.crema.vision.picture;

import java.awt.image.Raster;

/** Rows that are read from the samples of a raster. */
abstract class RasterRows implements PixelRows {

  final Raster raster;
  final ColorMode mode;

  RasterRows(Raster raster, ColorMode mode) {
    this.raster = raster;
    this.mode = mode;
  }

  @Override
  public final int width() {
    return raster.getWidth();
  }

  @Override
  public final int height() {
    return raster.getHeight();
  }

  @Override
  public final int channels() {
    return mode.channels();
  }

  /** Reads the samples of a row of bytes as they stand in the raster. */
  final void readBytes(int y, byte[] row) {
    raster.getDataElements(raster.getMinX(), raster.getMinY() + y, width(), 1, row);
  }
}
