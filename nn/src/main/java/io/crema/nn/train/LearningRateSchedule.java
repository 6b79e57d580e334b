package io.crema.nn.train;

/** How the learning rate changes during training: a factor of the optimizer's own. */
@FunctionalInterface
public interface LearningRateSchedule {

  /** The learning rate stays as it is. */
  LearningRateSchedule CONSTANT = (step, steps) -> 1;

  /** Half a cosine from 1 down to 0 (Loshchilov &amp; Hutter, "SGDR", 2017, without restarts). */
  LearningRateSchedule COSINE = (step, steps) -> (1 + StrictMath.cos(Math.PI * step / steps)) / 2;

  /**
   * {@return the factor for one step}
   *
   * @param step number of the step, from 0 on
   * @param steps number of steps in the whole training
   */
  double factor(long step, long steps);

  /**
   * {@return this schedule after a rise from 0 to 1 along a line}
   *
   * @param share of all steps that the rise takes, from 0 to below 1
   * @throws IllegalArgumentException if it is not from 0 to below 1
   */
  default LearningRateSchedule withWarmUp(double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "withWarmUp: expected a share from 0 to below 1, got " + share);
    }
    return (step, steps) -> {
      long rise = (long) (share * steps);
      return step < rise ? (step + 1.0) / (rise + 1) : factor(step - rise, steps - rise);
    };
  }
}
