package io.crema.core.kernel;

/**
 * The sizes of an upsampling, which makes every pixel of an image {@code factorHeight *
 * factorWidth} pixels.
 *
 * @param height rows of the input, at least 1
 * @param width columns of the input, at least 1
 * @param channels channels of input and output, at least 1
 * @param factorHeight output rows for each input row, at least 1
 * @param factorWidth output columns for each input column, at least 1
 */
public record UpsamplingGeometry(
    int height, int width, int channels, int factorHeight, int factorWidth) {

  /**
   * The sizes of an upsampling.
   *
   * @throws IllegalArgumentException if one of them is below 1
   */
  public UpsamplingGeometry {
    atLeastOne("height", height);
    atLeastOne("width", width);
    atLeastOne("channels", channels);
    atLeastOne("factorHeight", factorHeight);
    atLeastOne("factorWidth", factorWidth);
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": expected at least 1, got " + value);
    }
  }

  /** Rows of the output. */
  public int outHeight() {
    return height * factorHeight;
  }

  /** Columns of the output. */
  public int outWidth() {
    return width * factorWidth;
  }

  /** Values of one input image. */
  public int inSize() {
    return height * width * channels;
  }

  /** Values of one output image. */
  public int outSize() {
    return outHeight() * outWidth() * channels;
  }
}
