package io.crema.examples;

import io.crema.mnist.image.DigitLine;
import io.crema.mnist.image.GreyImage;
import io.crema.nn.model.Predictor;
import java.util.Arrays;
import java.util.List;

/** A model as what reads the digits of a line. */
final class LineReader implements DigitLine.Reader {

  private final Predictor predictor;

  LineReader(Predictor predictor) {
    this.predictor = predictor;
  }

  @Override
  public float[][] probabilities(List<GreyImage> images) {
    if (images.isEmpty()) {
      return new float[0][];
    }
    float[] all = predictor.predictProbabilities(DigitModel.inputs(images)).array();
    int classes = all.length / images.size();
    float[][] rows = new float[images.size()][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * classes, (i + 1) * classes));
    return rows;
  }
}
