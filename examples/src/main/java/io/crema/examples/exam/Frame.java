package io.crema.examples.exam;

/** Where the box of the ink lies, on a canvas of what size. */
@FunctionalInterface
interface Frame {

  Spot place(float boxWidth, float boxHeight);

  /**
   * A canvas and the corner of the ink's box on it, in pixels.
   *
   * @param width of the canvas
   * @param height of the canvas
   * @param left of the box
   * @param top of the box
   */
  record Spot(int width, int height, float left, float top) {}

  /**
   * {@return a canvas of a size, or a larger one if the ink needs it}
   *
   * @param across where the box lies between the left margin (0) and the right one (1)
   * @param down the same between top and bottom
   * @param margin the least distance from the border, in pixels
   */
  static Frame canvas(float width, float height, float across, float down, float margin) {
    return (boxWidth, boxHeight) -> {
      int w = (int) Math.ceil(Math.max(width, boxWidth + 2 * margin));
      int h = (int) Math.ceil(Math.max(height, boxHeight + 2 * margin));
      float left = margin + across * (w - boxWidth - 2 * margin);
      float top = margin + down * (h - boxHeight - 2 * margin);
      return new Spot(w, h, left, top);
    };
  }

  /** {@return a canvas that leaves given margins, in pixels} */
  static Frame margins(float left, float top, float right, float bottom) {
    return (boxWidth, boxHeight) ->
        new Spot(
            (int) Math.ceil(left + boxWidth + right),
            (int) Math.ceil(top + boxHeight + bottom),
            left,
            top);
  }
}
