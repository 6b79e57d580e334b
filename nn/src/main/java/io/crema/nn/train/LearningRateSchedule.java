package io.crema.nn.train;

import java.util.List;

/**
 * A learning-rate schedule: a factor for each step of a training run, by which the optimizer's
 * learning rate is multiplied. Weight decay that an optimizer decouples from the gradient is
 * multiplied by the same factor.
 *
 * <p>A custom schedule is best a record. This one is a power of the share of steps that are left:
 *
 * <pre>{@code
 * record PolynomialDecay(double power) implements LearningRateSchedule {
 *
 *   public double factor(long step, long steps) {
 *     return StrictMath.pow(1 - (double) step / steps, power);
 *   }
 * }
 * }</pre>
 *
 * <p>Records compare by value and print their numbers, so that a checkpoint can tell one from
 * another. A schedule may also be a lambda: a checkpoint compares it by its class and some of its
 * factors.
 *
 * <p>A curve ends one step after the last one: the factor of the last step is a little before its
 * end. Schedules are stateless, and called by the thread that trains.
 */
@FunctionalInterface
public interface LearningRateSchedule {

  /**
   * {@return the factor for one step, at least 0}
   *
   * @param step number of the step, from 0 to {@code steps - 1}
   * @param steps number of steps in the whole training run: epochs times batches, at least 1
   */
  double factor(long step, long steps);

  /** {@return the schedule that leaves the learning rate as it is} */
  static LearningRateSchedule constant() {
    return new Constant();
  }

  /** {@return a {@link Cosine} down to 0} */
  static LearningRateSchedule cosine() {
    return new Cosine(0);
  }

  /**
   * {@return a {@link Cosine}}
   *
   * @param finalFactor the factor at the end, from 0 to 1
   * @throws IllegalArgumentException if it is out of range
   */
  static LearningRateSchedule cosine(double finalFactor) {
    return new Cosine(finalFactor);
  }

  /**
   * {@return a {@link Linear}}
   *
   * @param finalFactor the factor at the end, from 0 to 1
   * @throws IllegalArgumentException if it is out of range
   */
  static LearningRateSchedule linear(double finalFactor) {
    return new Linear(finalFactor);
  }

  /**
   * {@return an {@link Exponential}}
   *
   * @param finalFactor the factor at the end, above 0 to 1
   * @throws IllegalArgumentException if it is out of range
   */
  static LearningRateSchedule exponential(double finalFactor) {
    return new Exponential(finalFactor);
  }

  /**
   * {@return a {@link StepEvery}}
   *
   * @param share length of each stair as a share of all steps, above 0 to below 1
   * @param factor of one stair to that before it, above 0 to 1
   * @throws IllegalArgumentException if one is out of range
   */
  static LearningRateSchedule stepEvery(double share, double factor) {
    return new StepEvery(share, factor);
  }

  /**
   * {@return a {@link StepAt}}
   *
   * @param factor of one stair to that before it, above 0 to 1
   * @param shares start of each stair but the first as a share of all steps, above 0 to below 1, at
   *     least one, in any order. Not modified.
   * @throws IllegalArgumentException if one is out of range or there are no shares
   */
  static LearningRateSchedule stepAt(double factor, double... shares) {
    return new StepAt(factor, Schedules.list(shares));
  }

  /**
   * {@return a {@link OneCycle}}
   *
   * @param share length of the rise as a share of all steps, from 0 to below 1
   * @param startFactor the factor at the start, from 0 to 1
   * @param finalFactor the factor at the end, from 0 to 1
   * @throws IllegalArgumentException if one is out of range
   */
  static LearningRateSchedule oneCycle(double share, double startFactor, double finalFactor) {
    return new OneCycle(share, startFactor, finalFactor);
  }

  /**
   * {@return a {@link WarmUp} before this schedule}
   *
   * @param share length of the rise as a share of all steps, from 0 to below 1
   * @throws IllegalArgumentException if it is out of range
   */
  default LearningRateSchedule withWarmUp(double share) {
    return new WarmUp(share, this);
  }

  /** The schedule that leaves the learning rate as it is. */
  record Constant() implements LearningRateSchedule {

    @Override
    public double factor(long step, long steps) {
      return 1;
    }
  }

  /**
   * Half a cosine from 1 down to another factor (Loshchilov &amp; Hutter, "SGDR", 2017, without
   * restarts).
   *
   * @param finalFactor the factor at the end, from 0 to 1
   */
  record Cosine(double finalFactor) implements LearningRateSchedule {

    /**
     * Creates a cosine schedule.
     *
     * @param finalFactor the factor at the end, from 0 to 1
     * @throws IllegalArgumentException if it is out of range
     */
    public Cosine {
      Schedules.require0To1("cosine finalFactor", finalFactor);
    }

    @Override
    public double factor(long step, long steps) {
      return Schedules.cosine(finalFactor, step, steps);
    }
  }

  /**
   * A line from 1 down to another factor.
   *
   * @param finalFactor the factor at the end, from 0 to 1
   */
  record Linear(double finalFactor) implements LearningRateSchedule {

    /**
     * Creates a linear schedule.
     *
     * @param finalFactor the factor at the end, from 0 to 1
     * @throws IllegalArgumentException if it is out of range
     */
    public Linear {
      Schedules.require0To1("linear finalFactor", finalFactor);
    }

    @Override
    public double factor(long step, long steps) {
      return 1 - (1 - finalFactor) * step / steps;
    }
  }

  /**
   * An exponential from 1 down to another factor: each step takes off the same share.
   *
   * @param finalFactor the factor at the end, above 0 to 1
   */
  record Exponential(double finalFactor) implements LearningRateSchedule {

    /**
     * Creates an exponential schedule.
     *
     * @param finalFactor the factor at the end, above 0 to 1
     * @throws IllegalArgumentException if it is out of range
     */
    public Exponential {
      Schedules.requireAbove0To1("exponential finalFactor", finalFactor);
    }

    @Override
    public double factor(long step, long steps) {
      return StrictMath.pow(finalFactor, (double) step / steps);
    }
  }

  /**
   * Evenly spaced stairs from 1 down.
   *
   * @param share length of each stair as a share of all steps, above 0 to below 1
   * @param factor of one stair to that before it, above 0 to 1
   */
  record StepEvery(double share, double factor) implements LearningRateSchedule {

    /**
     * Creates a schedule of evenly spaced stairs.
     *
     * @param share length of each stair as a share of all steps, above 0 to below 1
     * @param factor of one stair to that before it, above 0 to 1
     * @throws IllegalArgumentException if one is out of range
     */
    public StepEvery {
      Schedules.requireInnerShare("stepEvery", share);
      Schedules.requireAbove0To1("stepEvery factor", factor);
    }

    @Override
    public double factor(long step, long steps) {
      return StrictMath.pow(factor, StrictMath.ceil((step + 0.5) / (share * steps)) - 1);
    }
  }

  /**
   * Stairs from 1 down that start where they are told to.
   *
   * @param factor of one stair to that before it, above 0 to 1
   * @param shares start of each stair but the first as a share of all steps, above 0 to below 1, in
   *     ascending order
   */
  record StepAt(double factor, List<Double> shares) implements LearningRateSchedule {

    /**
     * Creates a schedule of stairs.
     *
     * @param factor of one stair to that before it, above 0 to 1
     * @param shares start of each stair but the first as a share of all steps, above 0 to below 1,
     *     at least one, in any order. Not modified.
     * @throws IllegalArgumentException if one is out of range or there are no shares
     */
    public StepAt {
      Schedules.requireAbove0To1("stepAt factor", factor);
      Schedules.requireAny("stepAt", shares);
      shares.forEach(share -> Schedules.requireInnerShare("stepAt", share));
      shares = shares.stream().sorted().toList();
    }

    @Override
    public double factor(long step, long steps) {
      long begun = shares.stream().filter(share -> share * steps < step + 0.5).count();
      return StrictMath.pow(factor, (double) begun);
    }
  }

  /**
   * A rise to 1 and a fall after it (Smith &amp; Topin, "Super-Convergence", 2018), both along half
   * a cosine where the paper has lines. Momentum stays as it is.
   *
   * @param share length of the rise as a share of all steps, from 0 to below 1
   * @param startFactor the factor at the start, from 0 to 1
   * @param finalFactor the factor at the end, from 0 to 1
   */
  record OneCycle(double share, double startFactor, double finalFactor)
      implements LearningRateSchedule {

    /**
     * Creates a schedule of one cycle.
     *
     * @param share length of the rise as a share of all steps, from 0 to below 1
     * @param startFactor the factor at the start, from 0 to 1
     * @param finalFactor the factor at the end, from 0 to 1
     * @throws IllegalArgumentException if one is out of range
     */
    public OneCycle {
      Schedules.requireShare("oneCycle", share);
      Schedules.require0To1("oneCycle startFactor", startFactor);
      Schedules.require0To1("oneCycle finalFactor", finalFactor);
    }

    @Override
    public double factor(long step, long steps) {
      long turn = (long) (share * steps);
      return step < turn
          ? Schedules.cosine(startFactor, turn - step, turn)
          : Schedules.cosine(finalFactor, step - turn, steps - turn);
    }
  }

  /**
   * A rise from 0 to 1 along a line, and another schedule after it, over the steps that are left.
   *
   * @param share length of the rise as a share of all steps, from 0 to below 1
   * @param rest the schedule after the rise
   */
  record WarmUp(double share, LearningRateSchedule rest) implements LearningRateSchedule {

    /**
     * Creates a warm-up before a schedule.
     *
     * @param share length of the rise as a share of all steps, from 0 to below 1
     * @param rest the schedule after the rise
     * @throws IllegalArgumentException if the share is out of range
     */
    public WarmUp {
      Schedules.requireShare("withWarmUp", share);
    }

    @Override
    public double factor(long step, long steps) {
      long rise = (long) (share * steps);
      return step < rise ? (step + 1.0) / (rise + 1) : rest.factor(step - rise, steps - rise);
    }
  }
}
