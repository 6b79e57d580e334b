package io.crema.core.kernel;

/**
 * What layer normalization does with the values of some rows. A sum over a row is cut into {@link
 * #SUMS} sums, each a chain from zero over every {@code SUMS}-th value, at any vector width.
 *
 * <p>Constants of each row, {@code [rows, CONSTANTS]}: {@link #MEAN}, {@link #INVERSE}, {@link
 * #REST}, {@link #SLOPE}, {@link #OFFSET}. The normalized value is {@code x(i) = fma(input[i] -
 * mean, inverse, rest)}. Row r begins at {@code first + r * columns}.
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
   * Sums of the differences to the first value of each row: {@code values[i] - values[0]} is added
   * to {@code sums[i % SUMS]}, ascending i.
   *
   * @param n number of values of each row, from its first on
   * @param sums {@code [rows, SUMS]}. Overwritten.
   */
  void sums(int first, int columns, int rows, int n, float[] values, float[] sums);

  /**
   * Sums of squares: {@code sums[j] = fma(d, d, sums[j])} with {@code d = values[i] - mean} for
   * {@code j = i % SUMS}, ascending i.
   *
   * @param n number of values of each row, from its first on
   * @param sums {@code [rows, SUMS]}. Overwritten.
   */
  void squares(
      int first, int columns, int rows, int n, float[] values, float[] constants, float[] sums);

  /** {@code output = fma(x, gamma[c], beta[c])} for each column c. */
  void normalize(
      int first,
      int columns,
      int rows,
      float[] input,
      float[] constants,
      float[] gamma,
      float[] beta,
      float[] output);

  /**
   * Sums and products of {@code t = dOutput[i] * gamma[column + i]}: {@code sum[j] += t, product[j]
   * = fma(t, x(i), product[j])} for {@code j = i % SUMS}, ascending i.
   *
   * @param column the column that {@code first} is in
   * @param n number of values of each row
   * @param sums {@code [rows, 2, SUMS]}. Overwritten.
   */
  void products(
      int first,
      int columns,
      int rows,
      int column,
      int n,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] sums);

  /**
   * Adds the gradients by beta and gamma: {@code dBeta[c] += dOutput, dGamma[c] = fma(dOutput, x,
   * dGamma[c])} for each column c, ascending rows.
   *
   * @param byColumn {@code [2, columns]}: those by beta and by gamma. Added to.
   */
  void parameters(
      int first,
      int columns,
      int rows,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] byColumn);

  /** {@code dInput = fma(dOutput * gamma[c], inverse, fma(x, slope, offset))} for each column c. */
  void gradient(
      int first,
      int columns,
      int rows,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] dInput);
}
