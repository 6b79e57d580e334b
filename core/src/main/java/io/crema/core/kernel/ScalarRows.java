package io.crema.core.kernel;

import java.util.Arrays;

/**
 * The inner loops of {@link ScalarKernels}, over separate rows with one common index, because C2
 * turns only such loops into vector code. It wants them long: a hundred values.
 *
 * <p>Three inputs for three outputs at a time: of one to four by one to four the fastest on JDK 17
 * and 25. Of four inputs and two outputs C2 of JDK 17 makes no vector code.
 *
 * <p>C2 takes vectors of 8 values where it has seen 70 to 150 iterations, of 4 below, of 16 above.
 * In front of them it goes on one by one until an address fits, and behind them through what is
 * left of a step, which is 16 values long on JDK 25: together that is least where half a step more
 * than whole ones is asked for. So rows are run through to a length of that kind, over whatever
 * stands behind their values: one of 72 values takes three quarters of the time of one of 64.
 */
final class ScalarRows {

  /** Inputs, and outputs, that are worked on at a time. */
  static final int GROUP = 3;

  private static final int STEP = 16;

  private ScalarRows() {}

  /** How far a row of some values is run through, and so what there must be room for. */
  static int run(int values) {
    return values < STEP ? values : (values + STEP / 2 - 1) / STEP * STEP + STEP / 2;
  }

  /**
   * Adds multiples of some rows to each of many rows: {@code c[co + o] += sum over i of a[aBase + o
   * * outStep + i * inStep] * x[xo + i]}, i ascending.
   *
   * @param values length of the rows; what stands behind, up to {@link #run}, is overwritten
   * @param begin whether to start from zeros instead of what is in the rows
   */
  static void add(
      boolean begin,
      float[][] c,
      int co,
      int outputs,
      float[][] x,
      int xo,
      int inputs,
      int values,
      float[] a,
      int aBase,
      int outStep,
      int inStep) {
    int n = run(values);
    int i = 0;
    if (begin && inputs >= GROUP) {
      beginThree(c, co, outputs, x, xo, n, a, aBase, outStep, inStep);
      i = GROUP;
    } else if (begin) {
      for (int o = 0; o < outputs; o++) {
        Arrays.fill(c[co + o], 0, n, 0f);
      }
    }
    for (; i + GROUP <= inputs; i += GROUP) {
      addThree(c, co, outputs, x, xo + i, n, a, aBase + i * inStep, outStep, inStep);
    }
    if (i + 2 == inputs) {
      addTwo(c, co, outputs, x[xo + i], x[xo + i + 1], n, a, aBase + i * inStep, outStep, inStep);
    } else if (i < inputs) {
      addOne(c, co, outputs, x[xo + i], n, a, aBase + i * inStep, outStep);
    }
  }

  private static void beginThree(
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
      beginThreeByThree(
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
      beginThreeByOne(c[co + o], x0, x1, x2, n, a[at], a[at + inStep], a[at + 2 * inStep]);
    }
  }

  private static void beginThreeByThree(
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
      c0[j] = Math.fma(a02, y2, Math.fma(a01, y1, Math.fma(a00, y0, 0f)));
      c1[j] = Math.fma(a12, y2, Math.fma(a11, y1, Math.fma(a10, y0, 0f)));
      c2[j] = Math.fma(a22, y2, Math.fma(a21, y1, Math.fma(a20, y0, 0f)));
    }
  }

  private static void beginThreeByOne(
      float[] c, float[] x0, float[] x1, float[] x2, int n, float a0, float a1, float a2) {
    for (int j = 0; j < n; j++) {
      c[j] = Math.fma(a2, x2[j], Math.fma(a1, x1[j], Math.fma(a0, x0[j], 0f)));
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

  private static void addTwo(
      float[][] c,
      int co,
      int outputs,
      float[] x0,
      float[] x1,
      int n,
      float[] a,
      int aBase,
      int outStep,
      int inStep) {
    int o = 0;
    for (; o + GROUP <= outputs; o += GROUP) {
      int at0 = aBase + o * outStep;
      int at1 = at0 + outStep;
      int at2 = at1 + outStep;
      addTwoByThree(
          c[co + o],
          c[co + o + 1],
          c[co + o + 2],
          x0,
          x1,
          n,
          a[at0],
          a[at0 + inStep],
          a[at1],
          a[at1 + inStep],
          a[at2],
          a[at2 + inStep]);
    }
    for (; o < outputs; o++) {
      int at = aBase + o * outStep;
      addOneByOne(c[co + o], x0, n, a[at]);
      addOneByOne(c[co + o], x1, n, a[at + inStep]);
    }
  }

  private static void addTwoByThree(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] x0,
      float[] x1,
      int n,
      float a00,
      float a01,
      float a10,
      float a11,
      float a20,
      float a21) {
    for (int j = 0; j < n; j++) {
      float y0 = x0[j];
      float y1 = x1[j];
      c0[j] = Math.fma(a01, y1, Math.fma(a00, y0, c0[j]));
      c1[j] = Math.fma(a11, y1, Math.fma(a10, y0, c1[j]));
      c2[j] = Math.fma(a21, y1, Math.fma(a20, y0, c2[j]));
    }
  }

  private static void addOne(
      float[][] c, int co, int outputs, float[] x, int n, float[] a, int aBase, int outStep) {
    int o = 0;
    for (; o + GROUP <= outputs; o += GROUP) {
      int at = aBase + o * outStep;
      addOneByThree(
          c[co + o],
          c[co + o + 1],
          c[co + o + 2],
          x,
          n,
          a[at],
          a[at + outStep],
          a[at + 2 * outStep]);
    }
    for (; o < outputs; o++) {
      addOneByOne(c[co + o], x, n, a[aBase + o * outStep]);
    }
  }

  private static void addOneByThree(
      float[] c0, float[] c1, float[] c2, float[] x, int n, float a0, float a1, float a2) {
    for (int j = 0; j < n; j++) {
      c0[j] = Math.fma(a0, x[j], c0[j]);
      c1[j] = Math.fma(a1, x[j], c1[j]);
      c2[j] = Math.fma(a2, x[j], c2[j]);
    }
  }

  private static void addOneByOne(float[] c, float[] x, int n, float a) {
    for (int j = 0; j < n; j++) {
      c[j] = Math.fma(a, x[j], c[j]);
    }
  }
}
