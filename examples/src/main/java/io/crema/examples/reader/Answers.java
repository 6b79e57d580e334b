package io.crema.examples.reader;

import io.crema.core.tensor.Tensor;
import io.crema.mnist.dataset.Mnist;
import io.crema.mnist.digit.DigitLine;
import io.crema.mnist.digit.DigitLine.Line;
import io.crema.mnist.digit.DigitLine.LineDigit;
import io.crema.mnist.digit.DigitPreprocessor;
import io.crema.mnist.digit.DigitReading;
import io.crema.mnist.digit.DigitReading.NoDigit;
import io.crema.mnist.digit.DigitReading.OneDigit;
import io.crema.mnist.digit.DigitReading.SeveralDigits;
import io.crema.mnist.digit.StepListener;
import io.crema.nn.confidence.ConformalSets;
import io.crema.nn.model.Predictor;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads pictures: the preprocessor finds the digits, a model reads them. */
public final class Answers {

  /**
   * Ink that is wider than this, compared with its height, may be several digits that touch. Of
   * 4,000 single digits of the training images 7 then fall apart; of 400 pairs that touch 330 are
   * read.
   */
  private static final double WIDE = 0.9;

  private final PictureModel model;
  private final Predictor predictor;
  private final DigitLine.@Nullable Reader lineReader;
  private final @Nullable ConformalSets sets;

  /**
   * Takes what reads.
   *
   * @param model sees one class in a picture
   * @param predictor of the model
   * @param lineReader reads the digits of numbers; null where none is asked for
   * @param sets gives the digits that come into question; null where only one is asked for
   */
  public Answers(
      PictureModel model,
      Predictor predictor,
      DigitLine.@Nullable Reader lineReader,
      @Nullable ConformalSets sets) {
    this.model = model;
    this.predictor = predictor;
    this.lineReader = lineReader;
    this.sets = sets;
  }

  /** {@return the digit of a picture, or why there is none} */
  public Answer digit(GreyImage picture, StepListener listener) {
    return digit(picture, DigitPreprocessor.DEFAULT.read(picture, listener));
  }

  private Answer digit(GreyImage picture, DigitReading reading) {
    if (reading instanceof OneDigit one) {
      return prediction(DigitModel.inputs(List.of(one.image())), one.image(), one.box());
    }
    if (reading instanceof SeveralDigits several) {
      return new Answer.Several(picture, several.boxes());
    }
    return new Answer.Nothing("digit", ((NoDigit) reading).reason());
  }

  /**
   * {@return what the whole picture shows}
   *
   * @param picture read by the model's preparation
   */
  public Answer asItIs(Picture picture) {
    return prediction(model.input(picture), PictureReader.of(picture.toBufferedImage()), null);
  }

  private Answer prediction(Tensor input, GreyImage image, @Nullable Box box) {
    Prediction prediction = Prediction.of(predictor, input, model.classNames(), image, box);
    return sets == null ? prediction : PredictionSet.of(prediction, sets);
  }

  /**
   * {@return the digit in a picture, or the number if it has several digits, or why there is none}
   *
   * @param steps gets what the picture is after each step
   */
  public Answer digitOrNumber(GreyImage picture, StepPictures steps) {
    DigitReading reading = DigitPreprocessor.DEFAULT.read(picture, steps);
    if (reading instanceof NoDigit || (reading instanceof OneDigit one && !isWide(one, picture))) {
      return digit(picture, reading);
    }
    Line digits = line(picture);
    if (reading instanceof OneDigit && digits.digits().size() <= 1) {
      return digit(picture, reading);
    }
    if (!digits.digits().isEmpty()) {
      steps.removeCuts();
    }
    return number(picture, digits, steps);
  }

  /** An image as MNIST has it is one digit, and its box says nothing. */
  private static boolean isWide(OneDigit one, GreyImage picture) {
    Box box = one.box();
    return box.width() > WIDE * box.height() && !one.image().equals(picture);
  }

  /** {@return the number in a picture, or why there is none} */
  public Answer number(GreyImage picture) {
    return NumberAnswer.of(picture, line(picture));
  }

  /** Also shows the steps up to the digits, then each digit as the model is given it. */
  public Answer number(GreyImage picture, StepPictures steps) {
    DigitPreprocessor.DEFAULT.read(picture, steps);
    return number(picture, line(picture), steps);
  }

  private static Answer number(GreyImage picture, Line digits, StepPictures steps) {
    for (LineDigit digit : digits.digits()) {
      steps.add("digit", "read as " + digit.digit(), digit.image());
    }
    return NumberAnswer.of(picture, digits);
  }

  private Line line(GreyImage picture) {
    return new DigitLine(Objects.requireNonNull(lineReader)).read(picture);
  }

  /** {@return the probabilities of the ten digits for each digit of a number} */
  public List<float[]> probabilities(NumberAnswer number) {
    float[][] all = Objects.requireNonNull(lineReader).probabilities(number.images());
    return Arrays.stream(all).map(each -> Arrays.copyOf(each, Mnist.CLASSES)).toList();
  }
}
