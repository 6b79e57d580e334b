package io.crema.core.kernel;

/**
 * The inner loops of {@link ScalarKernels}, over separate rows with one common index, because C2
 * turns only such loops into vector code. It wants them long: hundreds of values.
 *
 * <p>Four inputs for one output at a time. With a second output C2 of JDK 17 gives up once the loop
 * is inlined: 8 GFLOP/s for three inputs and two outputs, 38 for four and one.
 */
final class ScalarRows {

  /** Inputs that are added at a time. */
  static final int INPUTS = 4;

  private ScalarRows() {}

  /**
   * Adds multiples of one row or of {@link #INPUTS} to each of many rows: {@code c[co + o] += sum
   * over i of a[aBase + o * outStep + i * inStep] * x[xo + i]}, i ascending.
   */
  static void add(
      float[][] c,
      int co,
      int outputs,
      float[][] x,
      int xo,
      int inputs,
      int n,
      float[] a,
      int aBase,
      int outStep,
      int inStep) {
    for (int o = 0; o < outputs; o++) {
      int at = aBase + o * outStep;
      if (inputs == INPUTS) {
        float a1 = a[at + inStep];
        float a2 = a[at + 2 * inStep];
        float a3 = a[at + 3 * inStep];
        addFour(c[co + o], x[xo], x[xo + 1], x[xo + 2], x[xo + 3], n, a[at], a1, a2, a3);
      } else {
        addOne(c[co + o], x[xo], n, a[at]);
      }
    }
  }

  private static void addFour(
      float[] c,
      float[] x0,
      float[] x1,
      float[] x2,
      float[] x3,
      int n,
      float a0,
      float a1,
      float a2,
      float a3) {
    for (int j = 0; j < n; j++) {
      c[j] =
          Math.fma(a3, x3[j], Math.fma(a2, x2[j], Math.fma(a1, x1[j], Math.fma(a0, x0[j], c[j]))));
    }
  }

  private static void addOne(float[] c, float[] x, int n, float a) {
    for (int j = 0; j < n; j++) {
      c[j] = Math.fma(a, x[j], c[j]);
    }
  }
}
