package io.crema.mnist.digit;

import io.crema.vision.raster.GreyImage;

/** Is shown the picture after each step. */
@FunctionalInterface
public interface StepListener {

  /** Does nothing. */
  StepListener NONE = (step, image) -> {};

  /**
   * Is called after a step that was done, on the thread that reads the picture. What it throws ends
   * the reading.
   *
   * @param step which
   * @param image the picture now; after {@link Step#POLARITY} ink is light on black; after {@link
   *     Step#THRESHOLD}, {@link Step#UNRULE} and {@link Step#CLEAN} it shows only where ink is
   */
  void stepDone(Step step, GreyImage image);
}
