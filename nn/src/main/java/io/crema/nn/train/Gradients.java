package io.crema.nn.train;

import io.crema.nn.layer.Parameter;

/**
 * The gradients of one batch: for each parameter the derivative of the mean loss and the penalties
 * by its values. It belongs to the {@link TrainingStep} that computed it and is valid until that
 * computes the next one.
 */
public final class Gradients {

  private final float[][] sums;
  private final int groups;
  private final StepResult result;

  Gradients(float[][] sums, int groups, StepResult result) {
    this.sums = sums;
    this.groups = groups;
    this.result = result;
  }

  /** {@return the loss of the batch and what else is known of it} */
  public StepResult result() {
    return result;
  }

  /**
   * {@return the gradient by the values of a parameter; writing to it changes what is applied} For
   * a statistic, which is no gradient's business, what the groups of samples have shown.
   *
   * @param parameter a parameter of the model
   */
  public float[] of(Parameter parameter) {
    return sums[parameter.index()];
  }

  float[][] sums() {
    return sums;
  }

  int groups() {
    return groups;
  }
}
