package consumer;

import io.crema.nn.train.LearningRateSchedule;

/** A learning-rate schedule: a power of the share of steps that are left. */
record PolynomialDecay(double power) implements LearningRateSchedule {

  @Override
  public double factor(long step, long steps) {
    return StrictMath.pow(1 - (double) step / steps, power);
  }
}
