package io.crema.core.kernel;

/**
 * What layer normalization does with the values of one row. A sum over a row is cut into {@link
 * #SUMS} sums, each a chain over every {@code SUMS}-th value, at any vector width.
 *
 * <p>Constants of a row, by index: {@link #MEAN}, {@link #INVERSE}, {@link #REST}, {@link #SLOPE},
 * {@link #OFFSET}. The normalized value is {@code x(i) = fma(input[i] - mean, inverse, rest)}.
 */
interface RowOps {

  /** Sums that one over a row is cut into. */
  int SUMS = 16;

  /** Index of the mean, rounded. */
  int MEAN = 0;

  /** Index of the inverse standard deviation. */
  int INVERSE = 1;

  /** Index of what rounding the mean took off, times the inverse deviation. */
  int REST = 2;

  /** Index of the factor of the normalized value in the gradient. */
  int SLOPE = 3;

  /** Index of the summand that is the same for the gradient of a whole row. */
  int OFFSET = 4;

  /** Number of constants. */
  int CONSTANTS = 5;

  /**
   * {@code sums[j] += values[first + i] - pivot} for {@code j = i % SUMS}, ascending i.
   *
   * @param n number of values
   */
  void sum(int first, int n, float[] values, float pivot, float[] sums);

  /**
   * {@code sums[j] = fma(d, d, sums[j])} with {@code d = values[first + i] - mean} for {@code j = i
   * % SUMS}, ascending i.
   *
   * @param n number of values
   */
  void squares(int first, int n, float[] values, float mean, float[] sums);

  /**
   * {@code output[first + c] = fma(x(first + c), gamma[c], beta[c])}.
   *
   * @param n number of columns
   */
  void normalize(
      int first,
      int n,
      float[] input,
      float[] constants,
      float[] gamma,
      float[] beta,
      float[] output);

  /**
   * Adds to {@code [2, SUMS]} sums and products of {@code t = dOutput[first + i] * gamma[column +
   * i]}: {@code sum[j] += t, product[j] = fma(t, x(first + i), product[j])} for {@code j = i %
   * SUMS}, ascending i.
   *
   * @param n number of values
   */
  void products(
      int first,
      int column,
      int n,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] sums);

  /**
   * Adds to {@code [2, n]} the gradients by beta and gamma: {@code dBeta[c] += dOutput[first + c],
   * dGamma[c] = fma(dOutput[first + c], x(first + c), dGamma[c])}.
   *
   * @param n number of columns
   */
  void parameters(
      int first, int n, float[] input, float[] dOutput, float[] constants, float[] byColumn);

  /**
   * {@code dInput[first + c] = fma(dOutput[first + c] * gamma[c], inverse, fma(x(first + c), slope,
   * offset))}.
   *
   * @param n number of columns
   */
  void gradient(
      int first,
      int n,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] dInput);
}
