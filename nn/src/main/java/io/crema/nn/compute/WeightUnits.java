package io.crema.nn.compute;

/**
 * An operator whose weights do not have their output units, such as filters, on the last axis. Its
 * weights are {@code [rows, unitCount, unitLength]}, with the values of one unit in all rows.
 */
public interface WeightUnits {

  /** {@return the number of output units} */
  int unitCount();

  /** {@return the consecutive values of a unit in a row of the weights} */
  int unitLength();
}
