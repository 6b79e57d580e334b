package io.crema.mnist.digit;

import io.crema.vision.raster.GreyImage;

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
    return isDarkOnLight(picture) ? picture : picture.negative();
  }
}
