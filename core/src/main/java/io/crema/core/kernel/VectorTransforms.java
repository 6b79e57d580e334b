package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The transforms of {@link Winograd} along one axis, lanes over channels.
 *
 * <p>What lies between the two axes is {@code [6 or 4][6][channels]}, so that all columns with
 * their channels are one loop.
 */
final class VectorTransforms {

  private VectorTransforms() {}

  /** Inputs, along a row: six pixels {@code step} apart to six values. */
  static void inputRow(float[] x, int from, int step, int n, float[] t, int to) {
    FloatVector a = FloatVector.broadcast(SPECIES, Winograd.A);
    FloatVector b = FloatVector.broadcast(SPECIES, Winograd.B);
    FloatVector minusA = FloatVector.broadcast(SPECIES, -Winograd.A);
    FloatVector minusB = FloatVector.broadcast(SPECIES, -Winograd.B);
    FloatVector minusA2 = FloatVector.broadcast(SPECIES, -Winograd.A2);
    FloatVector minusB2 = FloatVector.broadcast(SPECIES, -Winograd.B2);
    FloatVector minusSum = FloatVector.broadcast(SPECIES, -Winograd.SUM);
    FloatVector product = FloatVector.broadcast(SPECIES, Winograd.PRODUCT);
    for (int c = 0; c < n; c += LANES) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, x, from + c);
      FloatVector d1 = FloatVector.fromArray(SPECIES, x, from + step + c);
      FloatVector d2 = FloatVector.fromArray(SPECIES, x, from + 2 * step + c);
      FloatVector d3 = FloatVector.fromArray(SPECIES, x, from + 3 * step + c);
      FloatVector d4 = FloatVector.fromArray(SPECIES, x, from + 4 * step + c);
      FloatVector d5 = FloatVector.fromArray(SPECIES, x, from + 5 * step + c);
      FloatVector evenA = d2.fma(minusB2, d4);
      FloatVector oddA = d1.fma(minusB2, d3);
      FloatVector evenB = d2.fma(minusA2, d4);
      FloatVector oddB = d1.fma(minusA2, d3);
      d2.fma(minusSum, d0.fma(product, d4)).intoArray(t, to + c);
      oddA.fma(a, evenA).intoArray(t, to + n + c);
      oddA.fma(minusA, evenA).intoArray(t, to + 2 * n + c);
      oddB.fma(b, evenB).intoArray(t, to + 3 * n + c);
      oddB.fma(minusB, evenB).intoArray(t, to + 4 * n + c);
      d3.fma(minusSum, d1.fma(product, d5)).intoArray(t, to + 5 * n + c);
    }
  }

  /** Inputs, along all columns: six values to six points. */
  static void inputColumns(float[] t, int n, float[] v, int to) {
    FloatVector a = FloatVector.broadcast(SPECIES, Winograd.A);
    FloatVector b = FloatVector.broadcast(SPECIES, Winograd.B);
    FloatVector minusA = FloatVector.broadcast(SPECIES, -Winograd.A);
    FloatVector minusB = FloatVector.broadcast(SPECIES, -Winograd.B);
    FloatVector minusA2 = FloatVector.broadcast(SPECIES, -Winograd.A2);
    FloatVector minusB2 = FloatVector.broadcast(SPECIES, -Winograd.B2);
    FloatVector minusSum = FloatVector.broadcast(SPECIES, -Winograd.SUM);
    FloatVector product = FloatVector.broadcast(SPECIES, Winograd.PRODUCT);
    for (int c = 0; c < n; c += LANES) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, t, c);
      FloatVector d1 = FloatVector.fromArray(SPECIES, t, n + c);
      FloatVector d2 = FloatVector.fromArray(SPECIES, t, 2 * n + c);
      FloatVector d3 = FloatVector.fromArray(SPECIES, t, 3 * n + c);
      FloatVector d4 = FloatVector.fromArray(SPECIES, t, 4 * n + c);
      FloatVector d5 = FloatVector.fromArray(SPECIES, t, 5 * n + c);
      FloatVector evenA = d2.fma(minusB2, d4);
      FloatVector oddA = d1.fma(minusB2, d3);
      FloatVector evenB = d2.fma(minusA2, d4);
      FloatVector oddB = d1.fma(minusA2, d3);
      d2.fma(minusSum, d0.fma(product, d4)).intoArray(v, to + c);
      oddA.fma(a, evenA).intoArray(v, to + n + c);
      oddA.fma(minusA, evenA).intoArray(v, to + 2 * n + c);
      oddB.fma(b, evenB).intoArray(v, to + 3 * n + c);
      oddB.fma(minusB, evenB).intoArray(v, to + 4 * n + c);
      d3.fma(minusSum, d1.fma(product, d5)).intoArray(v, to + 5 * n + c);
    }
  }

  /** Outputs, along all columns: six products to four values. */
  static void outputColumns(float[] m, int from, int n, float[] t) {
    FloatVector a = FloatVector.broadcast(SPECIES, Winograd.A);
    FloatVector a2 = FloatVector.broadcast(SPECIES, Winograd.A2);
    FloatVector a3 = FloatVector.broadcast(SPECIES, Winograd.A3);
    FloatVector b = FloatVector.broadcast(SPECIES, Winograd.B);
    FloatVector b2 = FloatVector.broadcast(SPECIES, Winograd.B2);
    FloatVector b3 = FloatVector.broadcast(SPECIES, Winograd.B3);
    for (int c = 0; c < n; c += LANES) {
      FloatVector m0 = FloatVector.fromArray(SPECIES, m, from + c);
      FloatVector m1 = FloatVector.fromArray(SPECIES, m, from + n + c);
      FloatVector m2 = FloatVector.fromArray(SPECIES, m, from + 2 * n + c);
      FloatVector m3 = FloatVector.fromArray(SPECIES, m, from + 3 * n + c);
      FloatVector m4 = FloatVector.fromArray(SPECIES, m, from + 4 * n + c);
      FloatVector m5 = FloatVector.fromArray(SPECIES, m, from + 5 * n + c);
      FloatVector sumA = m1.add(m2);
      FloatVector gapA = m1.sub(m2);
      FloatVector sumB = m3.add(m4);
      FloatVector gapB = m3.sub(m4);
      m0.add(sumA).add(sumB).intoArray(t, c);
      gapB.fma(b, gapA.mul(a)).intoArray(t, n + c);
      sumB.fma(b2, sumA.mul(a2)).intoArray(t, 2 * n + c);
      gapB.fma(b3, gapA.fma(a3, m5)).intoArray(t, 3 * n + c);
    }
  }

  /** Outputs, along a row: six values and a bias to four pixels {@code step} apart. */
  static void outputRow(
      float[] t, int from, int gap, int n, float[] bias, int first, float[] y, int to, int step) {
    FloatVector a = FloatVector.broadcast(SPECIES, Winograd.A);
    FloatVector a2 = FloatVector.broadcast(SPECIES, Winograd.A2);
    FloatVector a3 = FloatVector.broadcast(SPECIES, Winograd.A3);
    FloatVector b = FloatVector.broadcast(SPECIES, Winograd.B);
    FloatVector b2 = FloatVector.broadcast(SPECIES, Winograd.B2);
    FloatVector b3 = FloatVector.broadcast(SPECIES, Winograd.B3);
    for (int c = 0; c < n; c += LANES) {
      FloatVector m0 = FloatVector.fromArray(SPECIES, t, from + c);
      FloatVector m1 = FloatVector.fromArray(SPECIES, t, from + gap + c);
      FloatVector m2 = FloatVector.fromArray(SPECIES, t, from + 2 * gap + c);
      FloatVector m3 = FloatVector.fromArray(SPECIES, t, from + 3 * gap + c);
      FloatVector m4 = FloatVector.fromArray(SPECIES, t, from + 4 * gap + c);
      FloatVector m5 = FloatVector.fromArray(SPECIES, t, from + 5 * gap + c);
      FloatVector add = FloatVector.fromArray(SPECIES, bias, first + c);
      FloatVector sumA = m1.add(m2);
      FloatVector gapA = m1.sub(m2);
      FloatVector sumB = m3.add(m4);
      FloatVector gapB = m3.sub(m4);
      m0.add(sumA).add(sumB).add(add).intoArray(y, to + c);
      gapB.fma(b, gapA.mul(a)).add(add).intoArray(y, to + step + c);
      sumB.fma(b2, sumA.mul(a2)).add(add).intoArray(y, to + 2 * step + c);
      gapB.fma(b3, gapA.fma(a3, m5)).add(add).intoArray(y, to + 3 * step + c);
    }
  }

  /** Output gradients, along a row: four pixels {@code step} apart to six values. */
  static void gradientRow(float[] y, int from, int step, int n, float[] t, int to) {
    FloatVector a = FloatVector.broadcast(SPECIES, Winograd.A);
    FloatVector a2 = FloatVector.broadcast(SPECIES, Winograd.A2);
    FloatVector a3 = FloatVector.broadcast(SPECIES, Winograd.A3);
    FloatVector b = FloatVector.broadcast(SPECIES, Winograd.B);
    FloatVector b2 = FloatVector.broadcast(SPECIES, Winograd.B2);
    FloatVector b3 = FloatVector.broadcast(SPECIES, Winograd.B3);
    for (int c = 0; c < n; c += LANES) {
      FloatVector y0 = FloatVector.fromArray(SPECIES, y, from + c);
      FloatVector y1 = FloatVector.fromArray(SPECIES, y, from + step + c);
      FloatVector y2 = FloatVector.fromArray(SPECIES, y, from + 2 * step + c);
      FloatVector y3 = FloatVector.fromArray(SPECIES, y, from + 3 * step + c);
      FloatVector evenA = y2.fma(a2, y0);
      FloatVector oddA = y3.fma(a3, y1.mul(a));
      FloatVector evenB = y2.fma(b2, y0);
      FloatVector oddB = y3.fma(b3, y1.mul(b));
      y0.intoArray(t, to + c);
      evenA.add(oddA).intoArray(t, to + n + c);
      evenA.sub(oddA).intoArray(t, to + 2 * n + c);
      evenB.add(oddB).intoArray(t, to + 3 * n + c);
      evenB.sub(oddB).intoArray(t, to + 4 * n + c);
      y3.intoArray(t, to + 5 * n + c);
    }
  }

  /** Output gradients, along all columns: four values to six points. */
  static void gradientColumns(float[] t, int n, float[] v, int to) {
    FloatVector a = FloatVector.broadcast(SPECIES, Winograd.A);
    FloatVector a2 = FloatVector.broadcast(SPECIES, Winograd.A2);
    FloatVector a3 = FloatVector.broadcast(SPECIES, Winograd.A3);
    FloatVector b = FloatVector.broadcast(SPECIES, Winograd.B);
    FloatVector b2 = FloatVector.broadcast(SPECIES, Winograd.B2);
    FloatVector b3 = FloatVector.broadcast(SPECIES, Winograd.B3);
    for (int c = 0; c < n; c += LANES) {
      FloatVector y0 = FloatVector.fromArray(SPECIES, t, c);
      FloatVector y1 = FloatVector.fromArray(SPECIES, t, n + c);
      FloatVector y2 = FloatVector.fromArray(SPECIES, t, 2 * n + c);
      FloatVector y3 = FloatVector.fromArray(SPECIES, t, 3 * n + c);
      FloatVector evenA = y2.fma(a2, y0);
      FloatVector oddA = y3.fma(a3, y1.mul(a));
      FloatVector evenB = y2.fma(b2, y0);
      FloatVector oddB = y3.fma(b3, y1.mul(b));
      y0.intoArray(v, to + c);
      evenA.add(oddA).intoArray(v, to + n + c);
      evenA.sub(oddA).intoArray(v, to + 2 * n + c);
      evenB.add(oddB).intoArray(v, to + 3 * n + c);
      evenB.sub(oddB).intoArray(v, to + 4 * n + c);
      y3.intoArray(v, to + 5 * n + c);
    }
  }

  /** Filter gradients, along either axis: six points {@code step} apart to three weights. */
  static void filterLine(float[] u, int from, int step, int n, float[] t, int to, int toStep) {
    FloatVector zero = FloatVector.broadcast(SPECIES, Winograd.FILTER_0);
    FloatVector a = FloatVector.broadcast(SPECIES, Winograd.FILTER_A);
    FloatVector b = FloatVector.broadcast(SPECIES, Winograd.FILTER_B);
    FloatVector a1 = FloatVector.broadcast(SPECIES, Winograd.FILTER_A * Winograd.A);
    FloatVector b1 = FloatVector.broadcast(SPECIES, Winograd.FILTER_B * Winograd.B);
    FloatVector a2 = FloatVector.broadcast(SPECIES, Winograd.FILTER_A * Winograd.A2);
    FloatVector b2 = FloatVector.broadcast(SPECIES, Winograd.FILTER_B * Winograd.B2);
    for (int c = 0; c < n; c += LANES) {
      FloatVector u0 = FloatVector.fromArray(SPECIES, u, from + c);
      FloatVector u1 = FloatVector.fromArray(SPECIES, u, from + step + c);
      FloatVector u2 = FloatVector.fromArray(SPECIES, u, from + 2 * step + c);
      FloatVector u3 = FloatVector.fromArray(SPECIES, u, from + 3 * step + c);
      FloatVector u4 = FloatVector.fromArray(SPECIES, u, from + 4 * step + c);
      FloatVector u5 = FloatVector.fromArray(SPECIES, u, from + 5 * step + c);
      FloatVector sumA = u1.add(u2);
      FloatVector gapA = u1.sub(u2);
      FloatVector sumB = u3.add(u4);
      FloatVector gapB = u3.sub(u4);
      sumB.fma(b, sumA.fma(a, u0.mul(zero))).intoArray(t, to + c);
      gapB.fma(b1, gapA.mul(a1)).intoArray(t, to + toStep + c);
      sumB.fma(b2, sumA.fma(a2, u5)).intoArray(t, to + 2 * toStep + c);
    }
  }
}
