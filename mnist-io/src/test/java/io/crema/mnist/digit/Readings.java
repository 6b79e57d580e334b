package io.crema.mnist.digit;

import io.crema.vision.raster.GreyImage;

/** Readings to test. */
final class Readings {

  private Readings() {}

  /** {@return the image of a reading that must be of one digit} */
  static GreyImage one(DigitReading reading) {
    if (reading instanceof DigitReading.OneDigit one) {
      return one.image();
    }
    throw new AssertionError("expected one digit, got " + reading);
  }
}
