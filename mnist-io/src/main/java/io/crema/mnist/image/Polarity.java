package io.crema.mnist.image;

/** Whether the ink of a picture is darker or lighter than its paper: {@link Step#POLARITY}. */
public final class Polarity {

  private Polarity() {}

  /**
   * {@return whether the ink is darker than the paper; either where there is no ink}
   *
   * @param picture of any size
   */
  public static boolean isDarkOnLight(GreyImage picture) {
    return Overview.of(picture).isDarkOnLight();
  }

  /**
   * {@return the picture with dark ink on light paper: itself or its negative}
   *
   * @param picture of any size
   */
  public static GreyImage darkOnLight(GreyImage picture) {
    return isDarkOnLight(picture) ? picture : negative(picture);
  }

  /**
   * {@return an image in which each level is what the old one lacks to 1}
   *
   * @param image of any size
   */
  public static GreyImage negative(GreyImage image) {
    float[] levels = image.toArray();
    for (int i = 0; i < levels.length; i++) {
      levels[i] = 1 - levels[i];
    }
    return new GreyImage(image.width(), image.height(), levels);
  }
}
