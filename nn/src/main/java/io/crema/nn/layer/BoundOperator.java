package io.crema.nn.layer;

import java.util.List;

/**
 * The part that {@link BoundLayer} and {@link BoundJoin} have in common: the parameters of an
 * operator and what follows from them.
 */
public interface BoundOperator {

  /**
   * {@return the parameters that {@link Layer#bind} or {@link Join#bind} made, weights and
   * statistics, always in the same order} Empty by default. Training changes those in this list
   * alone.
   */
  default List<Parameter> parameters() {
    return List.of();
  }

  /**
   * Recomputes what depends on the values of parameters. Called once before the first use, and by
   * one thread after each change while no other thread uses the operator.
   */
  default void weightsChanged() {}

  /**
   * Updates parameters that are statistics from what the samples of a step have shown. Called by
   * one thread after the optimizer's update and before {@link #weightsChanged}.
   *
   * @param sums for each parameter of the model, what the groups of samples added to {@link
   *     Pass#gradient}, in the order of the groups. Not modified.
   * @param groups number of groups, at least 1
   */
  default void updateStatistics(float[][] sums, int groups) {}

  /**
   * {@return the arrays that the backward pass reads, and whether it works in place} The input and
   * the output by default, which is always correct.
   */
  default Access access() {
    return Access.READS_INPUT_AND_OUTPUT;
  }
}
