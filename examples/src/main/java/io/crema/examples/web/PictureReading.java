package io.crema.examples.web;

import io.crema.examples.reader.Answer;
import io.crema.examples.reader.NumberAnswer;
import io.crema.examples.reader.Prediction;
import io.crema.examples.reader.StepPictures;
import io.crema.examples.reader.StepPictures.StepPicture;
import io.crema.examples.web.PictureAnswer.ClassProbability;
import io.crema.examples.web.PictureAnswer.DigitOfLine;
import io.crema.examples.web.PictureAnswer.Nothing;
import io.crema.examples.web.PictureAnswer.One;
import io.crema.examples.web.PictureAnswer.OneClass;
import io.crema.examples.web.PictureAnswer.Several;
import io.crema.examples.web.PictureAnswer.StepView;
import io.crema.mnist.digit.DigitLine.LineDigit;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Picture;
import io.crema.vision.raster.Resampling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads pictures with a model, and writes the answers as the JSON interface has them. */
final class PictureReading {

  /** Longest side of the pictures of steps. */
  private static final int STEP_SIDE = 280;

  /** The most classes that are named with their probabilities. */
  private static final int TOP = 5;

  private final ServedModel model;
  private final boolean withSteps;
  private final long start;

  /**
   * Creates a reading.
   *
   * @param model reads the picture
   * @param withSteps whether the answer has the steps
   * @param start when the work on the picture began, see {@link System#nanoTime()}
   */
  PictureReading(ServedModel model, boolean withSteps, long start) {
    this.model = model;
    this.withSteps = withSteps;
    this.start = start;
  }

  /**
   * {@return the answer to the bytes of a picture file}
   *
   * @param many whether several digits are read as a number
   */
  PictureAnswer answer(byte[] file, boolean many) throws IOException {
    return model.model().readsDigits()
        ? digits(PictureReader.read("picture", file), many)
        : classOf(PictureReader.read("picture", file, model.model().preparation()));
  }

  private OneClass classOf(Picture picture) throws IOException {
    Prediction prediction = (Prediction) model.answers().asItIs(picture);
    double time = milliseconds();
    return new OneClass(
        "class",
        prediction.names().get(prediction.digit()),
        prediction.digit(),
        prediction.confidence(),
        top(prediction),
        prediction.probabilities(),
        Png.dataUri(picture),
        withSteps ? List.of() : null,
        time);
  }

  private static List<ClassProbability> top(Prediction prediction) {
    float[] probabilities = prediction.probabilities();
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> -probabilities[i]))
        .limit(TOP)
        .map(i -> new ClassProbability(prediction.names().get(i), probabilities[i]))
        .toList();
  }

  private PictureAnswer digits(GreyImage picture, boolean many) throws IOException {
    StepPictures steps = new StepPictures();
    Answer answer =
        many
            ? model.answers().digitOrNumber(picture, steps)
            : model.answers().digit(picture, steps);
    if (answer instanceof Prediction prediction) {
      return digit(picture, prediction, steps);
    }
    if (answer instanceof NumberAnswer number) {
      return number(picture, number, steps);
    }
    String reason =
        answer instanceof Answer.Nothing nothing ? nothing.reason().toString() : "several digits";
    double time = milliseconds();
    return new Nothing(
        "none", null, reason, PictureAnswer.size(picture), views(picture, steps), time);
  }

  private One digit(GreyImage picture, Prediction one, StepPictures steps) throws IOException {
    double time = milliseconds();
    return new One(
        "digit",
        one.digit(),
        one.confidence(),
        one.probabilities(),
        PictureAnswer.size(picture),
        PictureAnswer.box(Objects.requireNonNull(one.box())),
        PictureAnswer.pixels(one.image()),
        views(picture, steps),
        time);
  }

  private Several number(GreyImage picture, NumberAnswer number, StepPictures steps)
      throws IOException {
    List<float[]> probabilities = model.answers().probabilities(number);
    List<DigitOfLine> digits = new ArrayList<>();
    for (int i = 0; i < probabilities.size(); i++) {
      LineDigit digit = number.line().digits().get(i);
      digits.add(
          new DigitOfLine(
              digit.digit(),
              digit.confidence(),
              probabilities.get(i),
              PictureAnswer.box(digit.box()),
              PictureAnswer.pixels(digit.image())));
    }
    double time = milliseconds();
    return new Several(
        "number",
        number.line().number(),
        number.confidence(),
        PictureAnswer.size(picture),
        digits,
        views(picture, steps),
        time);
  }

  private double milliseconds() {
    return (System.nanoTime() - start) / 1e6;
  }

  private @Nullable List<StepView> views(GreyImage picture, StepPictures steps) throws IOException {
    if (!withSteps) {
      return null;
    }
    if (steps.toList().isEmpty()) {
      steps.add("unchanged", "is as MNIST has it", picture);
    }
    List<StepView> views = new ArrayList<>();
    for (StepPicture step : steps.toList()) {
      GreyImage small = Resampling.limit(step.image(), STEP_SIDE);
      views.add(new StepView(step.name(), step.caption(), Png.dataUri(small)));
    }
    return views;
  }
}
