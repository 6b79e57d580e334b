package io.crema.vision.raster;

/** What an image is taken to show beyond its edges. */
public enum Border {
  /** Level 0 in every channel: {@code 0 0 | a b c | 0 0}. */
  BLACK,
  /** The pixels of the edge, repeated: {@code a a | a b c | c c}. */
  EDGE,
  /** The image mirrored at the pixels of its edge: {@code c b | a b c | b a}. */
  REFLECT;

  /**
   * {@return the pixel of a row or column that is shown at a place, which may be beyond the edges;
   * -1 if none is, as beyond the edges of {@link #BLACK}}
   *
   * @param place the place, 0 being the first pixel; any value
   * @param size the number of pixels in the row or column, at least 1
   */
  public int pixel(int place, int size) {
    if (place >= 0 && place < size) {
      return place;
    }
    return switch (this) {
      case BLACK -> -1;
      case EDGE -> place < 0 ? 0 : size - 1;
      case REFLECT -> mirrored(place, size);
    };
  }

  private static int mirrored(int place, int size) {
    if (size == 1) {
      return 0;
    }
    int period = 2 * (size - 1);
    int at = Math.floorMod(place, period);
    return at < size ? at : period - at;
  }
}
