package io.crema.nn.layer;

/**
 * The prediction of one kind of operator for one sample, by its definition and in double.
 *
 * @param <T> the kind of operator
 */
@FunctionalInterface
interface NaiveOperator<T extends Operator> {

  /**
   * Computes the output.
   *
   * @param operator the layer or join
   * @param sample its inputs and parameters, and the output to be filled
   */
  void forward(T operator, NaiveSample sample);
}
