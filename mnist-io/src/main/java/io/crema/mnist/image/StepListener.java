package io.crema.mnist.image;

/** Is shown the picture after each step. */
@FunctionalInterface
public interface StepListener {

  /** Does nothing. */
  StepListener NONE = (step, image) -> {};

  /**
   * Is called after a step that was done.
   *
   * @param step which
   * @param image the picture now; from {@link Step#FLATTEN} on ink is white
   */
  void stepDone(Step step, GreyImage image);
}
