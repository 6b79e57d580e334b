package io.crema.nn.layer;

/**
 * The means and inverse deviations that a normalization keeps from its forward to its backward
 * pass. Grows to the largest number of samples.
 */
final class Statistics {

  private double[] values = {};

  /** {@return an array of at least {@code length} values} What it held is kept if it is enough. */
  double[] atLeast(int length) {
    if (values.length < length) {
      values = new double[length];
    }
    return values;
  }
}
