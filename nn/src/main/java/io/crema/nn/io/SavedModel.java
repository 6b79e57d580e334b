package io.crema.nn.io;

import io.crema.nn.model.Model;
import java.util.List;

/**
 * The content of a model file.
 *
 * @param model the network with its weights
 * @param record where it comes from
 * @param classNames names of the classes, in the order of the outputs; empty if unknown
 * @param preparation how raw values become inputs
 */
public record SavedModel(
    Model model, TrainingRecord record, List<String> classNames, InputPreparation preparation) {

  /**
   * Creates the content of a model file.
   *
   * @param model the network with its weights
   * @param record where it comes from
   * @param classNames names of the classes, in the order of the outputs; empty if unknown. Copied.
   * @param preparation how raw values become inputs
   */
  public SavedModel {
    classNames = List.copyOf(classNames);
  }

  /**
   * Creates content without class names and preparation.
   *
   * @param model the network with its weights
   * @param record where it comes from
   */
  public SavedModel(Model model, TrainingRecord record) {
    this(model, record, List.of(), InputPreparation.NONE);
  }

  /**
   * {@return this with names of the classes}
   *
   * @param names one for each value of the output, in order
   */
  public SavedModel withClassNames(List<String> names) {
    return new SavedModel(model, record, names, preparation);
  }

  /**
   * {@return this with another preparation of inputs}
   *
   * @param other how raw values become inputs
   */
  public SavedModel withPreparation(InputPreparation other) {
    return new SavedModel(model, record, classNames, other);
  }
}
