package io.crema.nn.train;

import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.nn.io.State;
import io.crema.nn.io.Stateful;
import io.crema.nn.model.Model;
import java.util.List;

/**
 * The exponential moving average of a model's weights over the steps of a training (Polyak &amp;
 * Juditsky, "Acceleration of Stochastic Approximation by Averaging", 1992), also of its running
 * statistics:
 *
 * <pre>{@code
 * average = d average + (1 - d) weights,    d = min(decay, (1 + steps) / (10 + steps))
 * }</pre>
 *
 * <p>where {@code steps} counts those before, so that the weights with which a training begins are
 * soon forgotten.
 *
 * <p>{@link Trainer#averageWeights} uses it; this is for training loops of one's own. Belongs to
 * one caller. Results do not depend on the number of threads.
 */
public final class WeightAverage implements Stateful {

  private static final String STEPS = "steps";

  private final Model model;
  private final double decay;
  private final List<ParameterRange> blocks;
  private final List<Tensor> others;
  private final ParallelLoop averaging;
  private final ParallelLoop swapping;
  private final ParallelLoop packing;
  private long steps;
  private float rate;
  private boolean applied;

  /**
   * An average that begins with the weights as they are.
   *
   * @param model the model in training
   * @param decay share of the average that a step keeps, from 0 to below 1, such as 0.999
   * @param workers who does the work
   * @throws IllegalArgumentException if the decay is not from 0 to below 1
   */
  public WeightAverage(Model model, double decay, Workers workers) {
    requireDecay(decay);
    this.model = model;
    this.decay = decay;
    blocks = ParameterRange.of(model.parameters());
    others = model.parameters().stream().map(parameter -> parameter.value().copy()).toList();
    averaging = workers.loop((block, slot) -> average(blocks.get(block)));
    swapping = workers.loop((block, slot) -> swap(blocks.get(block)));
    packing = workers.loop((operator, slot) -> model.operators().get(operator).weightsChanged());
  }

  static void requireDecay(double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "WeightAverage: expected a decay from 0 to below 1, got " + decay);
    }
  }

  /**
   * Adds the weights after a step to the average.
   *
   * @throws IllegalStateException if the model has the average instead
   */
  public void update() {
    requireOwn();
    rate = (float) (1 - Math.min(decay, (1.0 + steps) / (10.0 + steps)));
    steps++;
    averaging.run(blocks.size());
  }

  /** Written so that an average that has been reached stays: d and 1 - d are rounded. */
  private void average(ParameterRange block) {
    float[] weights = model.parameters().get(block.parameter()).value().array();
    float[] average = others.get(block.parameter()).array();
    for (int i = block.first(); i < block.end(); i++) {
      average[i] = Math.fma(rate, weights[i] - average[i], average[i]);
    }
  }

  /** Gives the model the average; {@link #restore} gives its own weights back. */
  public void apply() {
    if (!applied) {
      swap();
    }
  }

  /** Gives the model its own weights back, if it has the average. */
  public void restore() {
    if (applied) {
      swap();
    }
  }

  /**
   * {@return the average, and of how many steps it is}
   *
   * @throws IllegalStateException if the model has it instead
   */
  @Override
  public State state() {
    requireOwn();
    State state = new State().put(STEPS, steps);
    for (int i = 0; i < others.size(); i++) {
      state.put(model.parameters().get(i).name(), others.get(i));
    }
    return state;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the model has the average instead
   */
  @Override
  public void restore(State state) {
    requireOwn();
    steps = state.integer(STEPS);
    for (int i = 0; i < others.size(); i++) {
      state.read(model.parameters().get(i).name(), others.get(i).array());
    }
  }

  private void requireOwn() {
    if (applied) {
      throw new IllegalStateException("WeightAverage: expected restore before this");
    }
  }

  private void swap() {
    swapping.run(blocks.size());
    packing.run(model.operators().size());
    applied = !applied;
  }

  private void swap(ParameterRange block) {
    float[] weights = model.parameters().get(block.parameter()).value().array();
    float[] other = others.get(block.parameter()).array();
    for (int i = block.first(); i < block.end(); i++) {
      float value = weights[i];
      weights[i] = other[i];
      other[i] = value;
    }
  }
}
