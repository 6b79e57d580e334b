package io.crema.core.kernel;

/**
 * The inner loops of {@link ScalarKernels}, over separate rows with one common index, because C2
 * turns only such loops into vector code. It wants them long: hundreds of values.
 *
 * <p>Three inputs for three outputs at a time: of one to four by one to four the fastest on JDK 17
 * and 25, with 256 and with 512 bits. Of four inputs and two outputs C2 of JDK 17 makes no vector
 * code.
 */
final class ScalarRows {

  /** Inputs, and outputs, that are worked on at a time. */
  static final int GROUP = 3;

  private ScalarRows() {}

  /**
   * Adds multiples of some rows to each of many rows: {@code c[co + o] += sum over i of a[aBase + o
   * * outStep + i * inStep] * x[xo + i]}, i ascending.
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
    int i = 0;
    for (; i + GROUP <= inputs; i += GROUP) {
      addThree(c, co, outputs, x, xo + i, n, a, aBase + i * inStep, outStep, inStep);
    }
    for (; i < inputs; i++) {
      for (int o = 0; o < outputs; o++) {
        addOne(c[co + o], x[xo + i], n, a[aBase + o * outStep + i * inStep]);
      }
    }
  }

  private static void addThree(
      float[][] c,
      int co,
      int outputs,
      float[][] x,
      int xo,
      int n,
      float[] a,
      int aBase,
      int outStep,
      int inStep) {
    float[] x0 = x[xo];
    float[] x1 = x[xo + 1];
    float[] x2 = x[xo + 2];
    int o = 0;
    for (; o + GROUP <= outputs; o += GROUP) {
      int at0 = aBase + o * outStep;
      int at1 = at0 + outStep;
      int at2 = at1 + outStep;
      addThreeByThree(
          c[co + o],
          c[co + o + 1],
          c[co + o + 2],
          x0,
          x1,
          x2,
          n,
          a[at0],
          a[at0 + inStep],
          a[at0 + 2 * inStep],
          a[at1],
          a[at1 + inStep],
          a[at1 + 2 * inStep],
          a[at2],
          a[at2 + inStep],
          a[at2 + 2 * inStep]);
    }
    for (; o < outputs; o++) {
      int at = aBase + o * outStep;
      addThreeByOne(c[co + o], x0, x1, x2, n, a[at], a[at + inStep], a[at + 2 * inStep]);
    }
  }

  private static void addThreeByThree(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] x0,
      float[] x1,
      float[] x2,
      int n,
      float a00,
      float a01,
      float a02,
      float a10,
      float a11,
      float a12,
      float a20,
      float a21,
      float a22) {
    for (int j = 0; j < n; j++) {
      float y0 = x0[j];
      float y1 = x1[j];
      float y2 = x2[j];
      c0[j] = Math.fma(a02, y2, Math.fma(a01, y1, Math.fma(a00, y0, c0[j])));
      c1[j] = Math.fma(a12, y2, Math.fma(a11, y1, Math.fma(a10, y0, c1[j])));
      c2[j] = Math.fma(a22, y2, Math.fma(a21, y1, Math.fma(a20, y0, c2[j])));
    }
  }

  private static void addThreeByOne(
      float[] c, float[] x0, float[] x1, float[] x2, int n, float a0, float a1, float a2) {
    for (int j = 0; j < n; j++) {
      c[j] = Math.fma(a2, x2[j], Math.fma(a1, x1[j], Math.fma(a0, x0[j], c[j])));
    }
  }

  private static void addOne(float[] c, float[] x, int n, float a) {
    for (int j = 0; j < n; j++) {
      c[j] = Math.fma(a, x[j], c[j]);
    }
  }
}
