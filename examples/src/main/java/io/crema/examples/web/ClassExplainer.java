package io.crema.examples.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.metric.Accuracy;
import io.crema.vision.raster.Picture;
import java.io.IOException;
import java.util.List;

/** Shows on what in a picture the class depends that a network sees in it. */
final class ClassExplainer {

  /** The most places along a side that are covered in turn. */
  private static final int PLACES = 32;

  /** The longest side of an input, in pixels, whose feature maps fit into an answer. */
  private static final int MOST_SIDE = 128;

  /** The most arithmetic of one answer: some seconds on two cores. */
  private static final long MOST_FLOPS = 200_000_000_000L;

  private final ServedModel model;
  private final Occlusion occlusion;

  ClassExplainer(ServedModel model) {
    this.model = model;
    int stride = stride(model.model().inputShape());
    occlusion = new Occlusion(model.predictor(), stride, 2 * stride);
  }

  private static int stride(Shape input) {
    return (Math.max(input.dim(0), input.dim(1)) + PLACES - 1) / PLACES;
  }

  /**
   * Why a picture is of a class.
   *
   * @param name of the class
   * @param index its place among the classes, from 0
   * @param input what the network was given, the address that holds the picture
   * @param columns of the map of importance
   * @param rows of the map of importance
   * @param importance by how much the probability of the class falls when the surroundings of a
   *     place are covered with the mean color, row by row
   * @param activations what the first convolutions give
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  record Explanation(
      @JsonProperty("class") String name,
      int index,
      String input,
      int columns,
      int rows,
      float[] importance,
      List<Activations> activations) {}

  /** {@return whether the model is small enough to be explained while somebody waits} */
  boolean canExplain() {
    Shape input = model.model().inputShape();
    long places = (long) occlusion.places(input.dim(0)) * occlusion.places(input.dim(1));
    return Math.max(input.dim(0), input.dim(1)) <= MOST_SIDE
        && model.model().model().network().flops() <= MOST_FLOPS / places;
  }

  /**
   * {@return why a picture is of its class}
   *
   * @param picture read by the preparation of the model
   */
  Explanation explain(Picture picture) throws IOException, Problem {
    if (!canExplain()) {
      throw Problem.unprocessable(
          "The model cannot be explained", "Expected a smaller network or smaller inputs.");
    }
    Tensor input = model.model().input(picture);
    float[] probabilities = model.probabilities(input);
    int index = Accuracy.largest(probabilities, 0, probabilities.length);
    return new Explanation(
        model.model().classNames().get(index),
        index,
        Png.dataUri(picture),
        occlusion.places(picture.width()),
        occlusion.places(picture.height()),
        occlusion.importance(input, means(input), index),
        Activations.of(model.model().model(), input));
  }

  /** {@return the mean of each channel} */
  private static float[] means(Tensor input) {
    int channels = input.shape().dim(3);
    double[] sums = new double[channels];
    for (int i = 0; i < input.size(); i++) {
      sums[i % channels] += input.array()[i];
    }
    float[] means = new float[channels];
    for (int c = 0; c < channels; c++) {
      means[c] = (float) (sums[c] * channels / input.size());
    }
    return means;
  }
}
