package io.crema.vision.raster;

/**
 * A rectangular part of an image, in pixels from its upper left corner, not necessarily whole ones.
 *
 * @param left where the part begins
 * @param top where it begins
 * @param right where it ends, more than {@code left}
 * @param bottom where it ends, more than {@code top}
 */
public record Area(double left, double top, double right, double bottom) {

  /**
   * {@return the whole of an image}
   *
   * @param width pixels in a row
   * @param height rows
   */
  public static Area whole(int width, int height) {
    return new Area(0, 0, width, height);
  }
}
