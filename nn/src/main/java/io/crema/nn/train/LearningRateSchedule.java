package io.crema.nn.train;

import java.util.Arrays;

/**
 * How the learning rate changes during training: a factor of the optimizer's own. Weight decay that
 * an optimizer decouples from the gradient changes by the same factor.
 *
 * <p>A curve ends where one more step would be: the last step is a little before its end.
 */
@FunctionalInterface
public interface LearningRateSchedule {

  /** The learning rate stays as it is. */
  LearningRateSchedule CONSTANT = (step, steps) -> 1;

  /** {@link #cosine} down to 0. */
  LearningRateSchedule COSINE = cosine(0);

  /**
   * {@return the factor for one step}
   *
   * @param step number of the step, from 0 on
   * @param steps number of steps in the whole training
   */
  double factor(long step, long steps);

  /**
   * {@return half a cosine from 1 down to another factor (Loshchilov &amp; Hutter, "SGDR", 2017,
   * without restarts)}
   *
   * @param finalFactor where it ends, from 0 to 1
   * @throws IllegalArgumentException if it is not from 0 to 1
   */
  static LearningRateSchedule cosine(double finalFactor) {
    require(
        finalFactor >= 0 && finalFactor <= 1, "cosine finalFactor: expected 0 to 1", finalFactor);
    return (step, steps) ->
        finalFactor + (1 - finalFactor) * ((1 + StrictMath.cos(Math.PI * step / steps)) / 2);
  }

  /**
   * {@return a line from 1 down to another factor}
   *
   * @param finalFactor where it ends, from 0 to 1
   * @throws IllegalArgumentException if it is not from 0 to 1
   */
  static LearningRateSchedule linear(double finalFactor) {
    require(
        finalFactor >= 0 && finalFactor <= 1, "linear finalFactor: expected 0 to 1", finalFactor);
    return (step, steps) -> 1 - (1 - finalFactor) * step / steps;
  }

  /**
   * {@return an exponential from 1 down to another factor: each step takes the same share off}
   *
   * @param finalFactor where it ends, above 0 to 1
   * @throws IllegalArgumentException if it is not above 0 to 1
   */
  static LearningRateSchedule exponential(double finalFactor) {
    require(
        finalFactor > 0 && finalFactor <= 1,
        "exponential finalFactor: expected above 0 to 1",
        finalFactor);
    return (step, steps) -> StrictMath.pow(finalFactor, (double) step / steps);
  }

  /**
   * {@return stairs from 1 down, evenly spaced}
   *
   * @param share of all steps that each stair is long, above 0 to below 1
   * @param factor of one stair to that before it, above 0 to 1
   * @throws IllegalArgumentException if one is out of range
   */
  static LearningRateSchedule stepEvery(double share, double factor) {
    require(share > 0 && share < 1, "stepEvery: expected a share above 0 to below 1", share);
    require(factor > 0 && factor <= 1, "stepEvery factor: expected above 0 to 1", factor);
    return (step, steps) ->
        StrictMath.pow(factor, StrictMath.ceil((step + 0.5) / (share * steps)) - 1);
  }

  /**
   * {@return stairs from 1 down}
   *
   * @param factor of one stair to that before it, above 0 to 1
   * @param shares how much of all steps is done where each stair but the first begins, above 0 to
   *     below 1, at least one. Not modified.
   * @throws IllegalArgumentException if one is out of range or there are no shares
   */
  static LearningRateSchedule stepAt(double factor, double... shares) {
    require(factor > 0 && factor <= 1, "stepAt factor: expected above 0 to 1", factor);
    if (shares.length == 0) {
      throw new IllegalArgumentException("stepAt: expected at least one share, got none");
    }
    double[] begins = shares.clone();
    for (double share : begins) {
      require(share > 0 && share < 1, "stepAt: expected a share above 0 to below 1", share);
    }
    return (step, steps) -> {
      long begun = Arrays.stream(begins).filter(share -> share * steps < step + 0.5).count();
      return StrictMath.pow(factor, (double) begun);
    };
  }

  /**
   * {@return a rise to 1 and a fall behind it (Smith &amp; Topin, "Super-Convergence", 2018), both
   * along half a cosine where the paper has lines} Momentum stays as it is.
   *
   * @param share of all steps that the rise takes, from 0 to below 1
   * @param startFactor where the rise begins, from 0 to 1
   * @param finalFactor where the fall ends, from 0 to 1
   * @throws IllegalArgumentException if one is out of range
   */
  static LearningRateSchedule oneCycle(double share, double startFactor, double finalFactor) {
    require(share >= 0 && share < 1, "oneCycle: expected a share from 0 to below 1", share);
    require(
        startFactor >= 0 && startFactor <= 1, "oneCycle startFactor: expected 0 to 1", startFactor);
    require(
        finalFactor >= 0 && finalFactor <= 1, "oneCycle finalFactor: expected 0 to 1", finalFactor);
    LearningRateSchedule rise = cosine(startFactor);
    LearningRateSchedule fall = cosine(finalFactor);
    return (step, steps) -> {
      long turn = (long) (share * steps);
      return step < turn ? rise.factor(turn - step, turn) : fall.factor(step - turn, steps - turn);
    };
  }

  /**
   * {@return this schedule after a rise from 0 to 1 along a line}
   *
   * @param share of all steps that the rise takes, from 0 to below 1
   * @throws IllegalArgumentException if it is not from 0 to below 1
   */
  default LearningRateSchedule withWarmUp(double share) {
    require(share >= 0 && share < 1, "withWarmUp: expected a share from 0 to below 1", share);
    return (step, steps) -> {
      long rise = (long) (share * steps);
      return step < rise ? (step + 1.0) / (rise + 1) : factor(step - rise, steps - rise);
    };
  }

  private static void require(boolean fine, String expected, double got) {
    if (!fine) {
      throw new IllegalArgumentException(expected + ", got " + got);
    }
  }
}
