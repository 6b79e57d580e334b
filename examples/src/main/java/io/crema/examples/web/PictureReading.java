package io.crema.examples.web;

import io.crema.examples.web.PictureAnswer.DigitOfLine;
import io.crema.examples.web.PictureAnswer.Nothing;
import io.crema.examples.web.PictureAnswer.One;
import io.crema.examples.web.PictureAnswer.Several;
import io.crema.examples.web.PictureAnswer.StepView;
import io.crema.mnist.dataset.Mnist;
import io.crema.mnist.digit.DigitLine;
import io.crema.mnist.digit.DigitLine.Line;
import io.crema.mnist.digit.DigitLine.LineDigit;
import io.crema.mnist.digit.DigitPreprocessor;
import io.crema.mnist.digit.DigitReading;
import io.crema.mnist.digit.DigitReading.NoDigit;
import io.crema.mnist.digit.DigitReading.OneDigit;
import io.crema.mnist.digit.DigitReading.Reason;
import io.crema.mnist.digit.Step;
import io.crema.mnist.digit.StepListener;
import io.crema.nn.metric.Accuracy;
import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Resampling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one picture with one network. */
final class PictureReading {

  /** Longest side of the pictures of steps. */
  private static final int STEP_SIDE = 280;

  /**
   * Ink that is wider than this, compared with its height, may be several digits that touch. Of
   * 4,000 single digits of the training images 7 then fall apart; of 400 pairs that touch 330 are
   * read.
   */
  private static final double WIDE = 0.9;

  /**
   * A picture after a step.
   *
   * @param name of the step
   * @param caption what the picture is now
   * @param image the picture
   */
  private record Shown(String name, String caption, GreyImage image) {}

  private final DigitNetwork network;
  private final GreyImage picture;
  private final long start;
  private final @Nullable List<Shown> shown;

  /** How many steps came before that which cuts out one digit. */
  private int stepsOfPage;

  /**
   * Begins to read.
   *
   * @param network reads the digits
   * @param picture what to read
   * @param steps whether to show the steps
   * @param start when the work on the picture began, see {@link System#nanoTime()}
   */
  PictureReading(DigitNetwork network, GreyImage picture, boolean steps, long start) {
    this.network = network;
    this.picture = picture;
    this.start = start;
    shown = steps ? new ArrayList<>() : null;
  }

  /**
   * {@return what is in the picture}
   *
   * @param many whether several digits are read as a number
   */
  PictureAnswer answer(boolean many) throws IOException {
    DigitReading reading = DigitPreprocessor.DEFAULT.read(picture, listener());
    if (reading instanceof OneDigit one) {
      Line line = many && mayBeSeveral(one) ? line() : null;
      return line != null && line.digits().size() > 1 ? number(line) : digit(one);
    }
    if (reading instanceof NoDigit none) {
      return nothing(none.reason());
    }
    return many ? number(line()) : nothing("several digits");
  }

  private StepListener listener() {
    List<Shown> to = shown;
    if (to == null) {
      return StepListener.NONE;
    }
    return (step, image) -> {
      to.add(new Shown(step.name().toLowerCase(Locale.ROOT), step.result(), image));
      if (step.compareTo(Step.CUT) < 0) {
        stepsOfPage = to.size();
      }
    };
  }

  /** An image as MNIST has it is one digit, and its box says nothing. */
  private boolean mayBeSeveral(OneDigit one) {
    Box box = one.box();
    return box.width() > WIDE * box.height() && !one.image().equals(picture);
  }

  private Line line() {
    return new DigitLine(network.reader()).read(picture);
  }

  private One digit(OneDigit one) throws IOException {
    float[] probabilities = network.probabilities(one.image());
    int digit = Accuracy.largest(probabilities, 0, probabilities.length);
    double time = milliseconds();
    return new One(
        "digit",
        digit,
        probabilities[digit],
        probabilities,
        PictureAnswer.size(picture),
        PictureAnswer.box(one.box()),
        PictureAnswer.pixels(one.image()),
        steps(),
        time);
  }

  private Nothing nothing(Object reason) throws IOException {
    double time = milliseconds();
    int[] size = PictureAnswer.size(picture);
    return new Nothing("none", null, reason.toString(), size, steps(), time);
  }

  private PictureAnswer number(Line line) throws IOException {
    Optional<Reason> reason = line.reason();
    if (reason.isPresent()) {
      return nothing(reason.get());
    }
    List<DigitOfLine> digits = digits(line);
    float least = 1;
    for (DigitOfLine digit : digits) {
      least = Math.min(least, digit.confidence());
    }
    double time = milliseconds();
    showDigits(line);
    int[] size = PictureAnswer.size(picture);
    return new Several("number", line.number(), least, size, digits, steps(), time);
  }

  private List<DigitOfLine> digits(Line line) {
    List<GreyImage> images = line.digits().stream().map(LineDigit::image).toList();
    float[][] probabilities = network.reader().probabilities(images);
    List<DigitOfLine> digits = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      LineDigit digit = line.digits().get(i);
      digits.add(
          new DigitOfLine(
              digit.digit(),
              digit.confidence(),
              Arrays.copyOf(probabilities[i], Mnist.CLASSES),
              PictureAnswer.box(digit.box()),
              PictureAnswer.pixels(digit.image())));
    }
    return digits;
  }

  /** Instead of steps to one digit, each digit as the network is given it. */
  private void showDigits(Line line) {
    if (shown != null) {
      shown.subList(stepsOfPage, shown.size()).clear();
      for (LineDigit digit : line.digits()) {
        shown.add(new Shown("digit", "read as " + digit.digit(), digit.image()));
      }
    }
  }

  private double milliseconds() {
    return (System.nanoTime() - start) / 1e6;
  }

  private @Nullable List<StepView> steps() throws IOException {
    if (shown == null) {
      return null;
    }
    if (shown.isEmpty()) {
      shown.add(new Shown("unchanged", "is as MNIST has it", picture));
    }
    List<StepView> views = new ArrayList<>();
    for (Shown step : shown) {
      GreyImage small = Resampling.limit(step.image(), STEP_SIDE);
      views.add(new StepView(step.name(), step.caption(), Png.dataUri(small)));
    }
    return views;
  }
}
