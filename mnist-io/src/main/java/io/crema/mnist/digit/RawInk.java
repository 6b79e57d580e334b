package io.crema.mnist.digit;

import io.crema.vision.raster.GreyImage;
import java.util.Set;

/**
 * The ink of a picture without the light on the paper, its contrast as it was found.
 *
 * @param ink from 0 (paper) to 1 (black)
 * @param isLight whether the picture had light ink on dark paper
 * @param coverage the part of the picture that ink seems to cover, from 0 to 1: the larger of
 *     {@link Overview#coverage} and {@link Overview#darkness}
 * @param inkCoverage {@link Overview#coverage} alone
 */
record RawInk(GreyImage ink, boolean isLight, double coverage, double inkCoverage) {

  /** From this coverage on, there may be no paper near some pixels. */
  static final double FULL = 0.25;

  /** {@return the ink of a picture, with those of some steps that are to be done} */
  static RawInk of(GreyImage picture, Set<Step> steps, StepListener listener) {
    Overview overview = Overview.of(picture);
    GreyImage image = picture;
    boolean isLight = steps.contains(Step.POLARITY) && !overview.isDarkOnLight();
    if (isLight) {
      overview = overview.negative();
      image = picture.negative();
    }
    if (steps.contains(Step.POLARITY)) {
      listener.stepDone(Step.POLARITY, image);
    }
    double coverage = overview.coverage();
    image = flattened(image, overview, coverage, steps, listener);
    if (steps.contains(Step.DENOISE)) {
      image = Noise.remove(image);
      listener.stepDone(Step.DENOISE, image);
    }
    return new RawInk(image, isLight, Math.max(coverage, overview.darkness()), coverage);
  }

  private static GreyImage flattened(
      GreyImage picture,
      Overview overview,
      double coverage,
      Set<Step> steps,
      StepListener listener) {
    if (!steps.contains(Step.FLATTEN)) {
      return picture.negative();
    }
    boolean isFull = coverage > FULL && overview.hasFreeCorners();
    GreyImage ink = isFull ? Light.flatten(picture, overview.paper()) : Light.flatten(picture);
    listener.stepDone(Step.FLATTEN, ink);
    return ink;
  }
}
