package io.crema.vision.dataset;

/** The pixels of many images of one size, a byte each. Several threads may read at once. */
interface Pixels {

  /** {@return the size of an image in bytes} */
  int imageBytes();

  /**
   * Reads one image as values.
   *
   * @param image its number
   * @param values the value of each of the 256 pixels; that of pixel 0 is 0. Not modified.
   * @param to overwritten from {@code offset} on by {@link #imageBytes()} values
   * @param offset where to begin in {@code to}
   */
  void read(int image, float[] values, float[] to, int offset);

  /**
   * Reads one image.
   *
   * @param image its number
   * @param to overwritten by {@link #imageBytes()} pixels
   */
  void read(int image, byte[] to);
}
