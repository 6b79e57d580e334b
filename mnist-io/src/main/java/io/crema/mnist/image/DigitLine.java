package io.crema.mnist.image;

import io.crema.mnist.image.DigitReading.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;

/**
 * Reads a number: splits a line of digits into its digits.
 *
 * <p>Ink that does not touch is told apart by the preprocessor. Ink that may be several digits is
 * cut at the places where there is little of it, in every way that leaves pieces of the size of a
 * digit; the way whose pieces are read with most confidence is taken.
 */
public final class DigitLine {

  /** What reads single digits: a network. */
  @FunctionalInterface
  public interface Reader {

    /**
     * Reads digits.
     *
     * @param images of 28 x 28, as MNIST has them
     * @return for each image the probabilities of the digits 0 to 9
     */
    float[][] probabilities(List<GreyImage> images);
  }

  /**
   * What was read.
   *
   * @param digits from left to right; empty where there are none
   * @param reason why there are none; {@link Reason#BLANK} otherwise
   */
  public record Line(List<LineDigit> digits, Reason reason) {}

  /**
   * One digit of a line.
   *
   * @param digit 0 to 9
   * @param confidence its probability
   * @param box where it is in the picture
   * @param image 28 x 28, as MNIST has it
   */
  public record LineDigit(int digit, float confidence, Box box, GreyImage image) {}

  static ThreadLocal<List<TouchingDigits>> hooks = new ThreadLocal<>();
  private final Reader reader;

  public DigitLine(Reader reader) {
    this.reader = reader;
  }

  /** {@return the digits of a picture} */
  public Line read(GreyImage picture) {
    EnumSet<Step> steps = EnumSet.complementOf(EnumSet.of(Step.DESKEW));
    GreyImage small = Resampling.limit(picture, PictureReader.MAX_SIDE);
    Page page = Page.of(small, steps, StepListener.NONE);
    Reason reason = page.reason();
    if (reason != null) {
      return new Line(List.of(), reason);
    }
    List<InkGroup> groups = new ArrayList<>(page.groups());
    groups.sort(Comparator.comparingInt(group -> group.box().x()));
    int height = 0;
    for (InkGroup group : groups) {
      height = Math.max(height, group.box().height());
    }
    List<TouchingDigits> hook = hooks.get();
    DigitFitter fitter = new DigitFitter(steps, StepListener.NONE);
    List<LineDigit> digits = new ArrayList<>();
    for (InkGroup group : groups) {
      TouchingDigits td;
      digits.addAll(
          (td = new TouchingDigits(page.cut(group, 0), group.box(), height, fitter, reader))
              .split());
      if (hook != null) hook.add(td);
    }
    return new Line(digits, Reason.BLANK);
  }
}
