package io.crema.examples.exam;

/** A way to make a file of a canvas. */
@FunctionalInterface
interface Encoding {

  /**
   * {@return the bytes of the file}
   *
   * @param canvas not modified
   * @param ink what covers the canvas, for pictures that have nothing but ink
   */
  byte[] encode(Canvas canvas, Mask ink);
}
