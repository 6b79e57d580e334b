package io.crema.examples.exam;

import io.crema.vision.raster.Box;
import java.util.List;

/**
 * A picture of several digits in a line, dark on white, each 40 to 120 pixels high.
 *
 * @param file the bytes of the file, PNG or JPEG
 * @param boxes for each digit, from left to right, the box of its ink in pixels
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is not compared
public record NumberPicture(byte[] file, List<Box> boxes) {

  /** The fewest digits in a line: {@value}. */
  public static final int FEWEST = 2;

  /** The most digits in a line: {@value}. */
  public static final int MOST = 6;

  /** How the digits lie beside each other. */
  public enum Kind {
    /** The ink of at least one digit runs into that of the next. */
    TOUCHING,
    /** At least one pixel without ink all around every digit. */
    APART
  }

  /**
   * {@return a picture of digits}
   *
   * <p>Sizes and baselines differ by up to 10 % of the height. The boxes of digits that do not
   * touch lie from a tenth of a digit's width into each other to a whole width apart; digits that
   * touch run into each other by up to two pixels of their 28 x 28 images.
   *
   * @param digits {@value #FEWEST} to {@value #MOST} images of 28 x 28 levels from 0 to 1, light on
   *     dark as in MNIST. Not modified.
   * @param kind how they lie beside each other
   * @param seed any; one seed gives one picture
   * @throws IllegalArgumentException if there are fewer or more digits, or one has another length
   *     or no ink
   */
  public static NumberPicture draw(List<float[]> digits, Kind kind, long seed) {
    if (digits.size() < FEWEST || digits.size() > MOST) {
      throw new IllegalArgumentException(
          "digits: expected %d to %d, got %d".formatted(FEWEST, MOST, digits.size()));
    }
    Dice dice = Dice.of(seed, "number: " + kind);
    NumberLine line = new NumberLine(dice.between(40, 120), dice);
    int mustTouch = kind == Kind.TOUCHING ? dice.integer(1, digits.size() - 1) : 0;
    for (int i = 0; i < digits.size(); i++) {
      boolean touches = kind == Kind.TOUCHING && (i == mustTouch || dice.chance(0.6f));
      line.add(Ink.of(digits.get(i)), touches);
    }
    return line.picture();
  }
}
