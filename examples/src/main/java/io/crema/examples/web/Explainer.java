package io.crema.examples.web;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.metric.Accuracy;
import io.crema.vision.raster.GreyImage;
import java.util.List;

/** Shows on what in the image of a digit the answer of a network depends. */
final class Explainer {

  private static final int SIDE = 28;
  private static final int PIXELS = SIDE * SIDE;

  /** Pixels from the middle of the patch that covers to its edge: it is 5 x 5. */
  private static final int REACH = 2;

  /** Black, the ground of the digits of MNIST: so covering paper changes nothing. */
  private static final float[] GROUND = {0};

  /** How much lighter and darker a pixel is made to see the slope. */
  private static final float STEP = 0.05f;

  private final ServedModel network;

  Explainer(ServedModel network) {
    this.network = network;
  }

  /**
   * Why an image is read as it is.
   *
   * @param digit what it is read as
   * @param pixels the image, 28 x 28, 0 to 255
   * @param importance by how much the probability of the digit falls when the surroundings of a
   *     pixel are covered
   * @param gradient the slope of the logarithm of that probability by each pixel
   * @param activations what the first convolutions give
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  record Explanation(
      int digit,
      int[] pixels,
      float[] importance,
      float[] gradient,
      List<Activations> activations) {}

  /**
   * {@return why an image is read as it is}
   *
   * @param image 28 x 28, as MNIST has it
   */
  Explanation explain(GreyImage image) {
    Tensor input = network.input(image);
    float[] probabilities = network.probabilities(input);
    int digit = Accuracy.largest(probabilities, 0, probabilities.length);
    return new Explanation(
        digit,
        PictureAnswer.pixels(image),
        new Occlusion(network.predictor(), 1, REACH).importance(input, GROUND, digit),
        gradient(image, digit),
        Activations.of(network.model().model(), input));
  }

  /** Central differences: each pixel a little lighter, then a little darker. */
  private float[] gradient(GreyImage image, int digit) {
    double[] above = logProbabilities(changed(image, STEP), digit);
    double[] below = logProbabilities(changed(image, -STEP), digit);
    float[] gradient = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      gradient[i] = (float) ((above[i] - below[i]) / (2 * STEP));
    }
    return gradient;
  }

  private static Tensor changed(GreyImage image, float by) {
    Tensor images = copies(image);
    for (int i = 0; i < PIXELS; i++) {
      images.array()[i * PIXELS + i] += by;
    }
    return images;
  }

  /** From logits, as the probability of a digit that is sure is rounded to 1. */
  private double[] logProbabilities(Tensor images, int digit) {
    float[] logits = network.predictor().forward(images).array();
    int classes = logits.length / PIXELS;
    double[] logs = new double[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      double others = 0;
      for (int c = 0; c < classes; c++) {
        others +=
            c == digit ? 0 : StrictMath.exp(logits[i * classes + c] - logits[i * classes + digit]);
      }
      logs[i] = -StrictMath.log1p(others);
    }
    return logs;
  }

  /** {@return as many copies as there are pixels} */
  private static Tensor copies(GreyImage image) {
    float[] levels = image.toArray();
    Tensor copies = Tensor.zeros(Shape.of(PIXELS, SIDE, SIDE, 1));
    for (int i = 0; i < PIXELS; i++) {
      System.arraycopy(levels, 0, copies.array(), i * PIXELS, PIXELS);
    }
    return copies;
  }
}
