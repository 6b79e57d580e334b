package io.crema.examples.reader;

import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.mnist.dataset.Mnist;
import io.crema.mnist.digit.DigitLine;
import io.crema.nn.model.Predictor;
import io.crema.vision.raster.GreyImage;
import java.io.IOException;
import java.util.List;

/**
 * Two models as what reads the digits of a line: one says whether a piece is a digit, both which.
 */
public final class LineReader implements DigitLine.Reader {

  private final Predictor digits;
  private final Predictor pieces;

  /**
   * Takes two models.
   *
   * @param digits knows the ten digits
   * @param pieces knows them and what is none
   */
  public LineReader(Predictor digits, Predictor pieces) {
    this.digits = digits;
    this.pieces = pieces;
  }

  /**
   * {@return one with the bundled model for pieces}
   *
   * @throws IOException if that cannot be read
   */
  public static LineReader of(Predictor digits, Workers workers) throws IOException {
    return new LineReader(digits, DigitModel.loadLine().predictor(workers));
  }

  @Override
  public float[][] probabilities(List<GreyImage> images) {
    float[][] mixed = new float[images.size()][];
    if (!images.isEmpty()) {
      Tensor inputs = DigitModel.inputs(images);
      float[] ofDigits = digits.predictProbabilities(inputs).array();
      float[] ofPieces = pieces.predictProbabilities(inputs).array();
      for (int i = 0; i < mixed.length; i++) {
        mixed[i] = mix(ofDigits, i * Mnist.CLASSES, ofPieces, i * DigitLine.CLASSES);
      }
    }
    return mixed;
  }

  private static float[] mix(float[] ofDigits, int digit, float[] ofPieces, int piece) {
    float[] mixed = new float[DigitLine.CLASSES];
    float none = ofPieces[piece + DigitLine.NO_DIGIT];
    for (int i = 0; i < Mnist.CLASSES; i++) {
      mixed[i] = ((1 - none) * ofDigits[digit + i] + ofPieces[piece + i]) / 2;
    }
    mixed[DigitLine.NO_DIGIT] = none;
    return mixed;
  }
}
