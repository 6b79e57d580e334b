package io.crema.vision.picture;

/** The luma of ITU-R BT.601: 0.299 red + 0.587 green + 0.114 blue. */
final class Luma {

  /** The luma of white of 8 bits, times a thousand: sums of weighted samples are exact. */
  private static final float WHITE = 255_000f;

  private static final int RED = 299;
  private static final int GREEN = 587;
  private static final int BLUE = 114;

  private Luma() {}

  /** {@return the luma, from 0 to 1, of samples from 0 to 255} */
  static float of(int red, int green, int blue) {
    return (RED * red + GREEN * green + BLUE * blue) / WHITE;
  }

  /** {@return the weights of red, green and blue, which add up to 1} */
  static double[] weights() {
    return new double[] {RED / 1000.0, GREEN / 1000.0, BLUE / 1000.0};
  }
}
