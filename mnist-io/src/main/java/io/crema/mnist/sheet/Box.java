package io.crema.mnist.sheet;

/**
 * A rectangle of pixels.
 *
 * @param x its left column, from 0
 * @param y its top row, from 0
 * @param width in pixels
 * @param height in pixels
 */
public record Box(int x, int y, int width, int height) {

  /** {@return the first column to the right of it} */
  public int right() {
    return x + width;
  }

  /** {@return the first row below it} */
  public int bottom() {
    return y + height;
  }
}
