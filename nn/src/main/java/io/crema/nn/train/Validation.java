package io.crema.nn.train;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.Samples;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.loss.Loss;
import io.crema.nn.model.Predictor;

/**
 * Loss and accuracy on samples that are not trained on.
 *
 * @param loss mean loss; NaN without samples
 * @param accuracy share classified rightly; NaN without samples or classes
 */
record Validation(double loss, double accuracy) {

  static final Validation NONE = new Validation(Double.NaN, Double.NaN);

  static Validation of(Predictor predictor, Loss loss, Samples samples) {
    int count = samples.size();
    Tensor outputs = predictor.forward(samples);
    Shape target = samples.targetShape();
    Tensor targets = Tensor.zeros(target.withBatch(count));
    for (int i = 0; i < count; i++) {
      samples.readTarget(i, targets.array(), i * target.size());
    }
    double[] losses = new double[count];
    Tensor gradient = Tensor.zeros(outputs.shape());
    loss.compute(outputs, targets, 1f, losses, 0, gradient);
    double sum = 0;
    for (double each : losses) {
      sum += each;
    }
    return new Validation(sum / count, accuracy(samples, outputs));
  }

  private static double accuracy(Samples samples, Tensor outputs) {
    if (!(samples instanceof LabelledSamples labelled)) {
      return Double.NaN;
    }
    int width = outputs.shape().withoutBatch().size();
    int hits = 0;
    for (int i = 0; i < labelled.size(); i++) {
      int label = LabelledSamples.requireLabel(i, labelled.label(i), labelled.classes());
      hits += Predictor.largest(outputs.array(), i * width, width) == label ? 1 : 0;
    }
    return (double) hits / labelled.size();
  }
}
