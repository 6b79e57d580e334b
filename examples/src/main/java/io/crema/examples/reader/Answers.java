package io.crema.examples.reader;

import io.crema.core.tensor.Tensor;
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
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Picture;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads pictures: the preprocessor finds the digits, a model reads them. */
public final class Answers {

  private final PictureModel model;
  private final Predictor predictor;
  private final @Nullable DigitLine line;
  private final @Nullable ConformalSets sets;

  /**
   * Takes what reads.
   *
   * @param model sees one class in a picture
   * @param predictor of the model
   * @param line reads numbers; null where none is asked for
   * @param sets gives the digits that come into question; null where only one is asked for
   */
  public Answers(
      PictureModel model,
      Predictor predictor,
      @Nullable DigitLine line,
      @Nullable ConformalSets sets) {
    this.model = model;
    this.predictor = predictor;
    this.line = line;
    this.sets = sets;
  }

  /** {@return the digit of a picture, or why there is none} */
  public Answer digit(GreyImage picture, StepListener listener) {
    DigitReading reading = DigitPreprocessor.DEFAULT.read(picture, listener);
    if (reading instanceof OneDigit one) {
      Tensor input = DigitModel.inputs(List.of(one.image()));
      return prediction(input, one.image());
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
    return prediction(model.input(picture), PictureReader.of(picture.toBufferedImage()));
  }

  private Answer prediction(Tensor input, GreyImage image) {
    Prediction prediction = Prediction.of(predictor, input, model.classNames(), image);
    return sets == null ? prediction : PredictionSet.of(prediction, sets);
  }

  /** {@return the number in a picture, or why there is none} */
  public Answer number(GreyImage picture) {
    return NumberAnswer.of(picture, Objects.requireNonNull(line).read(picture));
  }

  /** Also shows the steps up to the digits, then each digit as the model is given it. */
  public Answer number(GreyImage picture, StepPictures steps) {
    DigitPreprocessor.DEFAULT.read(picture, steps);
    Line digits = Objects.requireNonNull(line).read(picture);
    for (LineDigit digit : digits.digits()) {
      steps.add("digit", "read as " + digit.digit(), digit.image());
    }
    return NumberAnswer.of(picture, digits);
  }
}
