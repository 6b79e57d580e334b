package io.crema.mnist.image;

import io.crema.mnist.image.DigitReading.NoDigit;
import io.crema.mnist.image.DigitReading.OneDigit;
import io.crema.mnist.image.DigitReading.Reason;
import io.crema.mnist.image.DigitReading.SeveralDigits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Turns a picture of a handwritten digit into what a network was trained on. Immutable. */
public final class DigitPreprocessor {

  /** All steps but {@link Step#DESKEW}. */
  public static final DigitPreprocessor DEFAULT =
      new DigitPreprocessor(EnumSet.complementOf(EnumSet.of(Step.DESKEW)));

  private final Set<Step> steps;

  private DigitPreprocessor(Set<Step> steps) {
    this.steps = steps;
  }

  /** {@return one that leaves a step out} */
  public DigitPreprocessor without(Step step) {
    Set<Step> fewer = EnumSet.copyOf(steps);
    fewer.remove(step);
    return new DigitPreprocessor(fewer);
  }

  /** {@return what is in a picture} */
  public DigitReading read(GreyImage picture) {
    return read(picture, StepListener.NONE);
  }

  /** {@return what is in a picture} */
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
    List<InkGroup> groups = page.groups();
    double scale = (double) picture.width() / small.width();
    if (groups.size() > 1) {
      List<Box> boxes = new ArrayList<>();
      for (InkGroup group : groups) {
        boxes.add(scaled(group.box(), scale));
      }
      boxes.sort(Comparator.comparingInt(Box::x));
      return new SeveralDigits(boxes);
    }
    InkGroup digit = groups.get(0);
    GreyImage image = new DigitFitter(steps, listener).fit(page, digit);
    return new OneDigit(image, scaled(digit.box(), scale));
  }

  private static Box scaled(Box box, double scale) {
    return new Box(
        (int) (box.x() * scale),
        (int) (box.y() * scale),
        Math.max(1, (int) Math.round(box.width() * scale)),
        Math.max(1, (int) Math.round(box.height() * scale)));
  }
}
