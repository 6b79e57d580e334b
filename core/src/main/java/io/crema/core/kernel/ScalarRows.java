package io.crema.core.kernel;

/**
 * The inner loops of {@link ScalarKernels}, over separate rows with one common index, because C2
 * turns only such loops into vector code. It wants them long: hundreds of values.
 *
 * <p>Three inputs and two outputs at a time: 54 GFLOP/s on JDK 17 and 55 on JDK 25 over 728 values,
 * where four by two gives 12 and 62, two by two 43 and 43 (Zen 2, one core, FMA peak 105).
 */
final class ScalarRows {

  private ScalarRows() {}

  /** {@code c0 += a0 x0 + a1 x1 + a2 x2}, {@code c1 += b0 x0 + b1 x1 + b2 x2}, in this order. */
  static void add3x2(
      float[] c0,
      float[] c1,
      float[] x0,
      float[] x1,
      float[] x2,
      int n,
      float a0,
      float a1,
      float a2,
      float b0,
      float b1,
      float b2) {
    for (int j = 0; j < n; j++) {
      float v0 = x0[j];
      float v1 = x1[j];
      float v2 = x2[j];
      c0[j] = Math.fma(a2, v2, Math.fma(a1, v1, Math.fma(a0, v0, c0[j])));
      c1[j] = Math.fma(b2, v2, Math.fma(b1, v1, Math.fma(b0, v0, c1[j])));
    }
  }

  /** {@code c0 += a x}, {@code c1 += b x}. */
  static void add1x2(float[] c0, float[] c1, float[] x, int n, float a, float b) {
    for (int j = 0; j < n; j++) {
      float v = x[j];
      c0[j] = Math.fma(a, v, c0[j]);
      c1[j] = Math.fma(b, v, c1[j]);
    }
  }

  /**
   * Adds multiples of up to three rows to each of many rows: {@code c[o] += sum over i of a[aBase +
   * o * outStep + i * inStep] * x[i]}.
   *
   * @param c {@code outputs} rows to add to, and one more that is overwritten with nothing of use
   */
  static void add(
      float[][] c,
      int outputs,
      float[][] x,
      int inputs,
      int n,
      float[] a,
      int aBase,
      int outStep,
      int inStep) {
    for (int o = 0; o < outputs; o += 2) {
      int a0 = aBase + o * outStep;
      int b0 = o + 1 < outputs ? a0 + outStep : a0; // the spare row takes what has no partner
      if (inputs == 3) {
        int a1 = a0 + inStep;
        int a2 = a1 + inStep;
        int b1 = b0 + inStep;
        int b2 = b1 + inStep;
        add3x2(c[o], c[o + 1], x[0], x[1], x[2], n, a[a0], a[a1], a[a2], a[b0], a[b1], a[b2]);
      } else {
        for (int i = 0; i < inputs; i++) {
          add1x2(c[o], c[o + 1], x[i], n, a[a0 + i * inStep], a[b0 + i * inStep]);
        }
      }
    }
  }
}
