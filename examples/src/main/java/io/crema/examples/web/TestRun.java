package io.crema.examples.web;

import io.crema.core.tensor.Tensor;
import io.crema.mnist.dataset.Mnist;
import io.crema.nn.metric.Accuracy;
import io.crema.nn.metric.Evaluation;
import io.crema.nn.metric.EvaluationBuilder;
import io.crema.nn.model.Predictor;
import io.crema.vision.dataset.ImageSet;

/** Tests a network on images, some at a time, and makes way for answers in between. */
final class TestRun {

  private static final int IMAGES_AT_A_TIME = 100;

  private final ImageSet images;
  private final Courtesy courtesy;

  TestRun(ImageSet images, Courtesy courtesy) {
    this.images = images;
    this.courtesy = courtesy;
  }

  /**
   * What came out.
   *
   * @param evaluation the scores
   * @param confidences the probability of each prediction
   * @param seconds how long it took
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  record Result(Evaluation evaluation, float[] confidences, double seconds) {}

  /**
   * How far a test is.
   *
   * @param done images that were tested
   * @param total images that there are
   * @param correct how many of those that were tested were read rightly
   */
  record Progress(int done, int total, int correct) {}

  /** Is told how far a test is. */
  @FunctionalInterface
  interface Listener {
    void progressed(Progress progress);
  }

  Result run(Predictor predictor, Listener listener) {
    long start = System.nanoTime();
    EvaluationBuilder builder = Evaluation.builder(Mnist.CLASSES);
    float[] confidences = new float[images.size()];
    int correct = 0;
    for (int first = 0; first < confidences.length; first += IMAGES_AT_A_TIME) {
      int end = Math.min(first + IMAGES_AT_A_TIME, confidences.length);
      float[] probabilities = predictor.predictProbabilities(inputs(first, end)).toArray();
      for (int i = first; i < end; i++) {
        int at = (i - first) * Mnist.CLASSES;
        int predicted = Accuracy.largest(probabilities, at, Mnist.CLASSES);
        builder.add(images.label(i), probabilities, at);
        confidences[i] = probabilities[at + predicted];
        correct += predicted == images.label(i) ? 1 : 0;
      }
      listener.progressed(new Progress(end, confidences.length, correct));
      courtesy.stepAside();
    }
    return new Result(builder.build(), confidences, (System.nanoTime() - start) / 1e9);
  }

  private Tensor inputs(int first, int end) {
    Tensor inputs = Tensor.zeros(images.inputShape().withBatch(end - first));
    for (int i = first; i < end; i++) {
      images.readInput(i, inputs.array(), (i - first) * images.inputShape().size());
    }
    return inputs;
  }
}
