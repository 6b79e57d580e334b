package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.SPECIES;
import static io.crema.core.kernel.VectorWinograd.CHUNK;

import jdk.incubator.vector.FloatVector;

/**
 * The transforms of {@link Winograd} along one axis, lanes over channels. What lies between the two
 * axes is kept as {@code [6 or 4][6][CHUNK]}.
 */
final class VectorTransforms {

  /** From one row of what lies between the axes to the next. */
  static final int ROW = Winograd.SIDE * CHUNK;

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
      oddA.fma(a, evenA).intoArray(t, to + CHUNK + c);
      oddA.fma(minusA, evenA).intoArray(t, to + 2 * CHUNK + c);
      oddB.fma(b, evenB).intoArray(t, to + 3 * CHUNK + c);
      oddB.fma(minusB, evenB).intoArray(t, to + 4 * CHUNK + c);
      d3.fma(minusSum, d1.fma(product, d5)).intoArray(t, to + 5 * CHUNK + c);
    }
  }

  /** Inputs, along all columns: six values to six points. */
  static void inputColumns(float[] t, int n, float[] v, int first, int pointStep) {
    int step = Winograd.SIDE * pointStep;
    FloatVector a = FloatVector.broadcast(SPECIES, Winograd.A);
    FloatVector b = FloatVector.broadcast(SPECIES, Winograd.B);
    FloatVector minusA = FloatVector.broadcast(SPECIES, -Winograd.A);
    FloatVector minusB = FloatVector.broadcast(SPECIES, -Winograd.B);
    FloatVector minusA2 = FloatVector.broadcast(SPECIES, -Winograd.A2);
    FloatVector minusB2 = FloatVector.broadcast(SPECIES, -Winograd.B2);
    FloatVector minusSum = FloatVector.broadcast(SPECIES, -Winograd.SUM);
    FloatVector product = FloatVector.broadcast(SPECIES, Winograd.PRODUCT);
    for (int column = 0; column < Winograd.SIDE; column++) {
      int from = column * CHUNK;
      int to = first + column * pointStep;
      for (int c = 0; c < n; c += LANES) {
        FloatVector d0 = FloatVector.fromArray(SPECIES, t, from + c);
        FloatVector d1 = FloatVector.fromArray(SPECIES, t, from + ROW + c);
        FloatVector d2 = FloatVector.fromArray(SPECIES, t, from + 2 * ROW + c);
        FloatVector d3 = FloatVector.fromArray(SPECIES, t, from + 3 * ROW + c);
        FloatVector d4 = FloatVector.fromArray(SPECIES, t, from + 4 * ROW + c);
        FloatVector d5 = FloatVector.fromArray(SPECIES, t, from + 5 * ROW + c);
        FloatVector evenA = d2.fma(minusB2, d4);
        FloatVector oddA = d1.fma(minusB2, d3);
        FloatVector evenB = d2.fma(minusA2, d4);
        FloatVector oddB = d1.fma(minusA2, d3);
        d2.fma(minusSum, d0.fma(product, d4)).intoArray(v, to + c);
        oddA.fma(a, evenA).intoArray(v, to + step + c);
        oddA.fma(minusA, evenA).intoArray(v, to + 2 * step + c);
        oddB.fma(b, evenB).intoArray(v, to + 3 * step + c);
        oddB.fma(minusB, evenB).intoArray(v, to + 4 * step + c);
        d3.fma(minusSum, d1.fma(product, d5)).intoArray(v, to + 5 * step + c);
      }
    }
  }

  /** Outputs, along all columns: six products to four values. */
  static void outputColumns(float[] m, int first, int pointStep, int n, float[] t) {
    int step = Winograd.SIDE * pointStep;
    FloatVector a = FloatVector.broadcast(SPECIES, Winograd.A);
    FloatVector a2 = FloatVector.broadcast(SPECIES, Winograd.A2);
    FloatVector a3 = FloatVector.broadcast(SPECIES, Winograd.A3);
    FloatVector b = FloatVector.broadcast(SPECIES, Winograd.B);
    FloatVector b2 = FloatVector.broadcast(SPECIES, Winograd.B2);
    FloatVector b3 = FloatVector.broadcast(SPECIES, Winograd.B3);
    for (int column = 0; column < Winograd.SIDE; column++) {
      int from = first + column * pointStep;
      int to = column * CHUNK;
      for (int c = 0; c < n; c += LANES) {
        FloatVector m0 = FloatVector.fromArray(SPECIES, m, from + c);
        FloatVector m1 = FloatVector.fromArray(SPECIES, m, from + step + c);
        FloatVector m2 = FloatVector.fromArray(SPECIES, m, from + 2 * step + c);
        FloatVector m3 = FloatVector.fromArray(SPECIES, m, from + 3 * step + c);
        FloatVector m4 = FloatVector.fromArray(SPECIES, m, from + 4 * step + c);
        FloatVector m5 = FloatVector.fromArray(SPECIES, m, from + 5 * step + c);
        FloatVector sumA = m1.add(m2);
        FloatVector gapA = m1.sub(m2);
        FloatVector sumB = m3.add(m4);
        FloatVector gapB = m3.sub(m4);
        m0.add(sumA).add(sumB).intoArray(t, to + c);
        gapB.fma(b, gapA.mul(a)).intoArray(t, to + ROW + c);
        sumB.fma(b2, sumA.mul(a2)).intoArray(t, to + 2 * ROW + c);
        gapB.fma(b3, gapA.fma(a3, m5)).intoArray(t, to + 3 * ROW + c);
      }
    }
  }

  /** Outputs, along a row: six values and a bias to four pixels {@code step} apart. */
  static void outputRow(
      float[] t, int from, int n, float[] bias, int first, float[] y, int to, int step) {
    FloatVector a = FloatVector.broadcast(SPECIES, Winograd.A);
    FloatVector a2 = FloatVector.broadcast(SPECIES, Winograd.A2);
    FloatVector a3 = FloatVector.broadcast(SPECIES, Winograd.A3);
    FloatVector b = FloatVector.broadcast(SPECIES, Winograd.B);
    FloatVector b2 = FloatVector.broadcast(SPECIES, Winograd.B2);
    FloatVector b3 = FloatVector.broadcast(SPECIES, Winograd.B3);
    for (int c = 0; c < n; c += LANES) {
      FloatVector m0 = FloatVector.fromArray(SPECIES, t, from + c);
      FloatVector m1 = FloatVector.fromArray(SPECIES, t, from + CHUNK + c);
      FloatVector m2 = FloatVector.fromArray(SPECIES, t, from + 2 * CHUNK + c);
      FloatVector m3 = FloatVector.fromArray(SPECIES, t, from + 3 * CHUNK + c);
      FloatVector m4 = FloatVector.fromArray(SPECIES, t, from + 4 * CHUNK + c);
      FloatVector m5 = FloatVector.fromArray(SPECIES, t, from + 5 * CHUNK + c);
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
      evenA.add(oddA).intoArray(t, to + CHUNK + c);
      evenA.sub(oddA).intoArray(t, to + 2 * CHUNK + c);
      evenB.add(oddB).intoArray(t, to + 3 * CHUNK + c);
      evenB.sub(oddB).intoArray(t, to + 4 * CHUNK + c);
      y3.intoArray(t, to + 5 * CHUNK + c);
    }
  }

  /** Output gradients, along all columns: four values to six points. */
  static void gradientColumns(float[] t, int n, float[] v, int first, int pointStep) {
    int step = Winograd.SIDE * pointStep;
    FloatVector a = FloatVector.broadcast(SPECIES, Winograd.A);
    FloatVector a2 = FloatVector.broadcast(SPECIES, Winograd.A2);
    FloatVector a3 = FloatVector.broadcast(SPECIES, Winograd.A3);
    FloatVector b = FloatVector.broadcast(SPECIES, Winograd.B);
    FloatVector b2 = FloatVector.broadcast(SPECIES, Winograd.B2);
    FloatVector b3 = FloatVector.broadcast(SPECIES, Winograd.B3);
    for (int column = 0; column < Winograd.SIDE; column++) {
      int from = column * CHUNK;
      int to = first + column * pointStep;
      for (int c = 0; c < n; c += LANES) {
        FloatVector y0 = FloatVector.fromArray(SPECIES, t, from + c);
        FloatVector y1 = FloatVector.fromArray(SPECIES, t, from + ROW + c);
        FloatVector y2 = FloatVector.fromArray(SPECIES, t, from + 2 * ROW + c);
        FloatVector y3 = FloatVector.fromArray(SPECIES, t, from + 3 * ROW + c);
        FloatVector evenA = y2.fma(a2, y0);
        FloatVector oddA = y3.fma(a3, y1.mul(a));
        FloatVector evenB = y2.fma(b2, y0);
        FloatVector oddB = y3.fma(b3, y1.mul(b));
        y0.intoArray(v, to + c);
        evenA.add(oddA).intoArray(v, to + step + c);
        evenA.sub(oddA).intoArray(v, to + 2 * step + c);
        evenB.add(oddB).intoArray(v, to + 3 * step + c);
        evenB.sub(oddB).intoArray(v, to + 4 * step + c);
        y3.intoArray(v, to + 5 * step + c);
      }
    }
  }

  /** Filter gradients, along either axis: six points {@code step} apart to three weights. */
  static void filterLine(float[] u, int from, int step, int n, float[] t, int to, int toStep) {
    FloatVector zero = FloatVector.broadcast(SPECIES, (float) Winograd.FILTER_0);
    FloatVector a = FloatVector.broadcast(SPECIES, (float) Winograd.FILTER_A);
    FloatVector b = FloatVector.broadcast(SPECIES, (float) Winograd.FILTER_B);
    FloatVector a1 = FloatVector.broadcast(SPECIES, (float) Winograd.FILTER_A * Winograd.A);
    FloatVector b1 = FloatVector.broadcast(SPECIES, (float) Winograd.FILTER_B * Winograd.B);
    FloatVector a2 = FloatVector.broadcast(SPECIES, (float) Winograd.FILTER_A * Winograd.A2);
    FloatVector b2 = FloatVector.broadcast(SPECIES, (float) Winograd.FILTER_B * Winograd.B2);
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
