package io.crema.core.kernel;

/** {@link RowOps} in plain Java. */
final class ScalarRowOps implements RowOps {

  @Override
  public void sum(int first, int n, float[] values, float pivot, float[] sums) {
    sumFrom(0, first, n, values, pivot, sums);
  }

  /** Values from {@code from} on. */
  static void sumFrom(int from, int first, int n, float[] values, float pivot, float[] sums) {
    for (int i = from; i < n; i++) {
      sums[i % SUMS] += values[first + i] - pivot;
    }
  }

  @Override
  public void squares(int first, int n, float[] values, float mean, float[] sums) {
    squaresFrom(0, first, n, values, mean, sums);
  }

  /** Values from {@code from} on. */
  static void squaresFrom(int from, int first, int n, float[] values, float mean, float[] sums) {
    for (int i = from; i < n; i++) {
      float d = values[first + i] - mean;
      sums[i % SUMS] = Math.fma(d, d, sums[i % SUMS]);
    }
  }

  private static float normalized(float value, float[] constants) {
    return Math.fma(value - constants[MEAN], constants[INVERSE], constants[REST]);
  }

  @Override
  public void normalize(
      int first,
      int n,
      float[] input,
      float[] constants,
      float[] gamma,
      float[] beta,
      float[] output) {
    normalizeFrom(0, first, n, input, constants, gamma, beta, output);
  }

  /** Columns from {@code from} on. */
  static void normalizeFrom(
      int from,
      int first,
      int n,
      float[] input,
      float[] constants,
      float[] gamma,
      float[] beta,
      float[] output) {
    for (int c = from; c < n; c++) {
      output[first + c] = Math.fma(normalized(input[first + c], constants), gamma[c], beta[c]);
    }
  }

  @Override
  public void products(
      int first,
      int column,
      int n,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] sums) {
    productsFrom(0, first, column, n, input, dOutput, constants, gamma, sums);
  }

  /** Values from {@code from} on. */
  static void productsFrom(
      int from,
      int first,
      int column,
      int n,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] sums) {
    for (int i = from; i < n; i++) {
      float t = dOutput[first + i] * gamma[column + i];
      int product = SUMS + i % SUMS;
      sums[i % SUMS] += t;
      sums[product] = Math.fma(t, normalized(input[first + i], constants), sums[product]);
    }
  }

  @Override
  public void parameters(
      int first, int n, float[] input, float[] dOutput, float[] constants, float[] byColumn) {
    parametersFrom(0, first, n, input, dOutput, constants, byColumn);
  }

  /** Columns from {@code from} on. */
  static void parametersFrom(
      int from,
      int first,
      int n,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] byColumn) {
    for (int c = from; c < n; c++) {
      float x = normalized(input[first + c], constants);
      byColumn[c] += dOutput[first + c];
      byColumn[n + c] = Math.fma(dOutput[first + c], x, byColumn[n + c]);
    }
  }

  @Override
  public void gradient(
      int first,
      int n,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] dInput) {
    gradientFrom(0, first, n, input, dOutput, constants, gamma, dInput);
  }

  /** Columns from {@code from} on. */
  static void gradientFrom(
      int from,
      int first,
      int n,
      float[] input,
      float[] dOutput,
      float[] constants,
      float[] gamma,
      float[] dInput) {
    for (int c = from; c < n; c++) {
      float x = normalized(input[first + c], constants);
      float shared = Math.fma(x, constants[SLOPE], constants[OFFSET]);
      dInput[first + c] = Math.fma(dOutput[first + c] * gamma[c], constants[INVERSE], shared);
    }
  }
}
