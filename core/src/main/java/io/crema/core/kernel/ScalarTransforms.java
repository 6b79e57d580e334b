package io.crema.core.kernel;

import static io.crema.core.kernel.Winograd.A;
import static io.crema.core.kernel.Winograd.A2;
import static io.crema.core.kernel.Winograd.A3;
import static io.crema.core.kernel.Winograd.B;
import static io.crema.core.kernel.Winograd.B2;
import static io.crema.core.kernel.Winograd.B3;

/**
 * The transforms of {@link Winograd} along one axis, over rows: value i of each row belongs to the
 * same tile and channel. A line is some rows {@code step} apart.
 *
 * <p>Each loop has at most six rows: C2 of JDK 17 turns no more than seven into vector code.
 */
final class ScalarTransforms {

  private static final float FILTER_0 = Winograd.FILTER_0;
  private static final float FILTER_A = Winograd.FILTER_A;
  private static final float FILTER_B = Winograd.FILTER_B;

  private ScalarTransforms() {}

  /** Inputs: six rows to six. */
  static void input(float[][] x, int from, int step, float[][] y, int to, int toStep, int n) {
    float[] d0 = x[from];
    float[] d1 = x[from + step];
    float[] d2 = x[from + 2 * step];
    float[] d3 = x[from + 3 * step];
    float[] d4 = x[from + 4 * step];
    float[] d5 = x[from + 5 * step];
    inputEnd(d0, d2, d4, y[to], n);
    inputPair(d1, d2, d3, d4, -B2, A, y[to + toStep], y[to + 2 * toStep], n);
    inputPair(d1, d2, d3, d4, -A2, B, y[to + 3 * toStep], y[to + 4 * toStep], n);
    inputEnd(d1, d3, d5, y[to + 5 * toStep], n);
  }

  private static void inputEnd(float[] x0, float[] x2, float[] x4, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.fma(x2[i], -Winograd.SUM, Math.fma(x0[i], Winograd.PRODUCT, x4[i]));
    }
  }

  private static void inputPair(
      float[] x1,
      float[] x2,
      float[] x3,
      float[] x4,
      float minusSquare,
      float root,
      float[] plus,
      float[] minus,
      int n) {
    for (int i = 0; i < n; i++) {
      float even = Math.fma(x2[i], minusSquare, x4[i]);
      float odd = Math.fma(x1[i], minusSquare, x3[i]);
      plus[i] = Math.fma(odd, root, even);
      minus[i] = Math.fma(odd, -root, even);
    }
  }

  /** Outputs: six rows to four. */
  static void output(float[][] x, int from, int step, float[][] y, int to, int toStep, int n) {
    float[] m1 = x[from + step];
    float[] m2 = x[from + 2 * step];
    float[] m3 = x[from + 3 * step];
    float[] m4 = x[from + 4 * step];
    outputFirst(x[from], m1, m2, m3, m4, y[to], n);
    outputMiddle(m1, m2, m3, m4, y[to + toStep], y[to + 2 * toStep], n);
    outputLast(m1, m2, m3, m4, x[from + 5 * step], y[to + 3 * toStep], n);
  }

  private static void outputFirst(
      float[] m0, float[] m1, float[] m2, float[] m3, float[] m4, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = m0[i] + (m1[i] + m2[i]) + (m3[i] + m4[i]);
    }
  }

  private static void outputMiddle(
      float[] m1, float[] m2, float[] m3, float[] m4, float[] y1, float[] y2, int n) {
    for (int i = 0; i < n; i++) {
      float sumA = m1[i] + m2[i];
      float gapA = m1[i] - m2[i];
      float sumB = m3[i] + m4[i];
      float gapB = m3[i] - m4[i];
      y1[i] = Math.fma(gapB, B, gapA * A);
      y2[i] = Math.fma(sumB, B2, sumA * A2);
    }
  }

  private static void outputLast(
      float[] m1, float[] m2, float[] m3, float[] m4, float[] m5, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.fma(m3[i] - m4[i], B3, Math.fma(m1[i] - m2[i], A3, m5[i]));
    }
  }

  /** Output gradients: four rows to six. */
  static void gradient(float[][] x, int from, int step, float[][] y, int to, int toStep, int n) {
    float[] y0 = x[from];
    float[] y1 = x[from + step];
    float[] y2 = x[from + 2 * step];
    float[] y3 = x[from + 3 * step];
    System.arraycopy(y0, 0, y[to], 0, n);
    gradientPair(y0, y1, y2, y3, A, A2, A3, y[to + toStep], y[to + 2 * toStep], n);
    gradientPair(y0, y1, y2, y3, B, B2, B3, y[to + 3 * toStep], y[to + 4 * toStep], n);
    System.arraycopy(y3, 0, y[to + 5 * toStep], 0, n);
  }

  private static void gradientPair(
      float[] y0,
      float[] y1,
      float[] y2,
      float[] y3,
      float root,
      float square,
      float cube,
      float[] plus,
      float[] minus,
      int n) {
    for (int i = 0; i < n; i++) {
      float even = Math.fma(y2[i], square, y0[i]);
      float odd = Math.fma(y3[i], cube, y1[i] * root);
      plus[i] = even + odd;
      minus[i] = even - odd;
    }
  }

  /** Filter gradients: six rows to three. */
  static void filter(float[][] x, int from, int step, float[][] y, int to, int toStep, int n) {
    float[] u1 = x[from + step];
    float[] u2 = x[from + 2 * step];
    float[] u3 = x[from + 3 * step];
    float[] u4 = x[from + 4 * step];
    filterFirst(x[from], u1, u2, u3, u4, y[to], n);
    filterMiddle(u1, u2, u3, u4, y[to + toStep], n);
    filterLast(u1, u2, u3, u4, x[from + 5 * step], y[to + 2 * toStep], n);
  }

  private static void filterFirst(
      float[] u0, float[] u1, float[] u2, float[] u3, float[] u4, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      float a = Math.fma(u1[i] + u2[i], FILTER_A, u0[i] * FILTER_0);
      y[i] = Math.fma(u3[i] + u4[i], FILTER_B, a);
    }
  }

  private static void filterMiddle(
      float[] u1, float[] u2, float[] u3, float[] u4, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      y[i] = Math.fma(u3[i] - u4[i], FILTER_B * B, (u1[i] - u2[i]) * (FILTER_A * A));
    }
  }

  private static void filterLast(
      float[] u1, float[] u2, float[] u3, float[] u4, float[] u5, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      float a = Math.fma(u1[i] + u2[i], FILTER_A * A2, u5[i]);
      y[i] = Math.fma(u3[i] + u4[i], FILTER_B * B2, a);
    }
  }
}
