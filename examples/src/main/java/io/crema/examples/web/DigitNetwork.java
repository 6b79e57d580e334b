package io.crema.examples.web;

import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.mnist.digit.DigitLine;
import io.crema.nn.model.Model;
import io.crema.nn.model.Predictor;
import io.crema.vision.raster.GreyImage;

/**
 * A network that answers requests. Any number of threads may use it at once.
 *
 * @param model the network with its weights, which nobody changes
 * @param predictor reads single digits with it
 * @param reader reads the digits of a line with it
 */
record DigitNetwork(Model model, Predictor predictor, DigitLine.Reader reader) {

  static DigitNetwork of(Model model, Site.Lines lines, Workers workers) {
    Predictor predictor = model.predictor(workers);
    return new DigitNetwork(model, predictor, lines.reader(predictor));
  }

  /** {@return an image as input, {@code [1, 28, 28, 1]}} */
  Tensor input(GreyImage image) {
    return Tensor.over(model.network().inputShape().withBatch(1), image.toArray());
  }

  /** {@return the probability of each digit} */
  float[] probabilities(GreyImage image) {
    return predictor.predictProbabilities(input(image)).toArray();
  }
}
