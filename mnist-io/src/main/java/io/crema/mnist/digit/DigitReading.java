package io.crema.mnist.digit;

import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import java.util.List;

/** What was found in a picture: one digit, several, or none. */
public sealed interface DigitReading {

  /**
   * One digit.
   *
   * @param image 28 x 28, as MNIST has it: light ink on black, from 0 to 1
   * @param box where it is in the picture
   */
  record OneDigit(GreyImage image, Box box) implements DigitReading {}

  /**
   * More than one.
   *
   * @param boxes where each is in the picture, at least two, from left to right
   */
  record SeveralDigits(List<Box> boxes) implements DigitReading {

    /**
     * Makes one.
     *
     * @param boxes where each is in the picture, at least two, from left to right; copied
     */
    public SeveralDigits {
      boxes = List.copyOf(boxes);
    }
  }

  /**
   * None.
   *
   * @param reason why
   */
  record NoDigit(Reason reason) implements DigitReading {}

  /** Why there is no digit. */
  enum Reason {

    /** Nothing but paper and noise. */
    BLANK("blank"),

    /** Something, too faint to read. */
    LOW_CONTRAST("too little contrast"),

    /** Most of the picture is covered. */
    TOO_MUCH_INK("ink everywhere");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** {@return the reason in a few words} */
    @Override
    public String toString() {
      return text;
    }
  }
}
