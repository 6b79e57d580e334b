package io.crema.examples.report;

import io.crema.nn.metric.Evaluation;
import io.crema.vision.dataset.ImageSet;
import java.util.List;

/**
 * A test of a model.
 *
 * @param evaluation its answers, with their probabilities
 * @param images what it was asked
 * @param classNames one name a class
 * @param model what to call the model
 * @param data what to call the images
 */
public record TestRun(
    Evaluation evaluation, ImageSet images, List<String> classNames, String model, String data) {

  /**
   * Checks that there is a name for each class and an image for each answer.
   *
   * @param evaluation its answers, with their probabilities
   * @param images what it was asked
   * @param classNames one name a class; copied
   * @param model what to call the model
   * @param data what to call the images
   * @throws IllegalArgumentException if there is not
   */
  public TestRun {
    classNames = List.copyOf(classNames);
    if (classNames.size() != evaluation.classes()) {
      throw new IllegalArgumentException(
          "report: expected %d class names, got %d"
              .formatted(evaluation.classes(), classNames.size()));
    }
    if (images.size() != evaluation.images()) {
      throw new IllegalArgumentException(
          "report: expected %d images, got %d".formatted(evaluation.images(), images.size()));
    }
  }
}
