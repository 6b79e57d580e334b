package io.crema.mnist.digit;

import io.crema.mnist.digit.DigitReading.NoDigit;
import io.crema.mnist.digit.DigitReading.OneDigit;
import io.crema.mnist.digit.DigitReading.Reason;
import io.crema.mnist.digit.DigitReading.SeveralDigits;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Resampling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Turns a picture of a handwritten digit into what a network was trained on, or says why it cannot.
 *
 * <p>It does so in {@linkplain Step steps}, each of which can be left out, unless it is {@linkplain
 * Step#isRequired required}, looked at with a {@link StepListener}, and used alone. A picture that
 * has the form of an image of MNIST is returned as it is, without any step. Immutable, and safe for
 * use by several threads.
 *
 * <pre>{@code
 * DigitReading reading = DigitPreprocessor.DEFAULT.read(PictureReader.read(path));
 * if (reading instanceof DigitReading.OneDigit one) {
 *   show(one.image());
 * }
 * }</pre>
 */
public final class DigitPreprocessor {

  /** All steps but {@link Step#DESKEW}. */
  public static final DigitPreprocessor DEFAULT =
      new DigitPreprocessor(EnumSet.complementOf(EnumSet.of(Step.DESKEW)));

  private final Set<Step> steps;

  private DigitPreprocessor(Set<Step> steps) {
    this.steps = Collections.unmodifiableSet(steps);
  }

  /** {@return the steps that it does, in their order; unmodifiable} */
  public Set<Step> steps() {
    return steps;
  }

  /**
   * {@return one that does a step, too}
   *
   * @param step which
   */
  public DigitPreprocessor with(Step step) {
    Set<Step> more = EnumSet.copyOf(steps);
    more.add(step);
    return new DigitPreprocessor(more);
  }

  /**
   * {@return one that leaves a step out}
   *
   * @param step which
   * @throws IllegalArgumentException if the step is {@linkplain Step#isRequired required}
   */
  public DigitPreprocessor without(Step step) {
    if (step.isRequired()) {
      throw new IllegalArgumentException(
          "DigitPreprocessor: expected a step that can be left out, got " + step);
    }
    Set<Step> fewer = EnumSet.copyOf(steps);
    fewer.remove(step);
    return new DigitPreprocessor(fewer);
  }

  /**
   * {@return what is in a picture}
   *
   * @param picture of any size, ink dark on light or light on dark
   */
  public DigitReading read(GreyImage picture) {
    return read(picture, StepListener.NONE);
  }

  /**
   * {@return what is in a picture}
   *
   * @param picture of any size, ink dark on light or light on dark
   * @param listener is shown the picture after each step that was done, in their order, before this
   *     returns
   */
  public DigitReading read(GreyImage picture, StepListener listener) {
    if (MnistForm.matches(picture)) {
      return new OneDigit(picture, new Box(0, 0, picture.width(), picture.height()));
    }
    GreyImage small = picture;
    if (steps.contains(Step.SHRINK)) {
      small = Resampling.limit(picture, PictureReader.MAX_SIDE);
      listener.stepDone(Step.SHRINK, small);
    }
    Page page = Page.of(small, steps, listener);
    Reason reason = page.reason();
    if (reason != null) {
      return new NoDigit(reason);
    }
    List<Box> boxes = new ArrayList<>();
    for (InkGroup group : page.groups()) {
      boxes.add(scaled(group.box(), small, picture));
    }
    if (boxes.size() > 1) {
      boxes.sort(Comparator.comparingInt(Box::x));
      return new SeveralDigits(boxes);
    }
    GreyImage digit = new DigitFitter(steps, listener).fit(page, page.groups().get(0));
    return new OneDigit(digit, boxes.get(0));
  }

  /** {@return the smallest box in the picture that has all of one in a smaller copy of it} */
  private static Box scaled(Box box, GreyImage small, GreyImage picture) {
    int left = (int) ((long) box.x() * picture.width() / small.width());
    int top = (int) ((long) box.y() * picture.height() / small.height());
    int right = ceilDiv((long) box.right() * picture.width(), small.width());
    int bottom = ceilDiv((long) box.bottom() * picture.height(), small.height());
    return new Box(left, top, right - left, bottom - top);
  }

  private static int ceilDiv(long dividend, int divisor) {
    return (int) ((dividend + divisor - 1) / divisor);
  }
}
