package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.PANEL;
import static io.crema.core.kernel.VectorTiles.ROWS;
import static io.crema.core.kernel.VectorTiles.SELDOM;
import static io.crema.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The inner loops of {@link VectorPlanes}: tiles that stay in registers, as in {@link VectorTiles}.
 */
final class VectorTaps {

  private VectorTaps() {}

  /*
   * The sweep over planes: c[i][j] = bias[j] + sum over k of x[xo + places[k] + i] * w[k][j].
   */

  static void taps6x2(
      float[] x,
      int xo,
      int[] places,
      float[] w,
      int wo,
      int n,
      float[] bias,
      int bo,
      float[] c,
      int co,
      int cStep) {
    FloatVector a00 = FloatVector.fromArray(SPECIES, bias, bo);
    FloatVector a01 = FloatVector.fromArray(SPECIES, bias, bo + LANES);
    FloatVector a10 = FloatVector.fromArray(SPECIES, bias, bo);
    FloatVector a11 = FloatVector.fromArray(SPECIES, bias, bo + LANES);
    FloatVector a20 = FloatVector.fromArray(SPECIES, bias, bo);
    FloatVector a21 = FloatVector.fromArray(SPECIES, bias, bo + LANES);
    FloatVector a30 = FloatVector.fromArray(SPECIES, bias, bo);
    FloatVector a31 = FloatVector.fromArray(SPECIES, bias, bo + LANES);
    FloatVector a40 = FloatVector.fromArray(SPECIES, bias, bo);
    FloatVector a41 = FloatVector.fromArray(SPECIES, bias, bo + LANES);
    FloatVector a50 = FloatVector.fromArray(SPECIES, bias, bo);
    FloatVector a51 = FloatVector.fromArray(SPECIES, bias, bo + LANES);
    for (int k = 0; k < n; k++) {
      int q = xo + places[k];
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * PANEL);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + k * PANEL + LANES);
      FloatVector b = FloatVector.broadcast(SPECIES, x[q]);
      a00 = b.fma(w0, a00);
      a01 = b.fma(w1, a01);
      b = FloatVector.broadcast(SPECIES, x[q + 1]);
      a10 = b.fma(w0, a10);
      a11 = b.fma(w1, a11);
      if (k == SELDOM) {
        break;
      }
      b = FloatVector.broadcast(SPECIES, x[q + 2]);
      a20 = b.fma(w0, a20);
      a21 = b.fma(w1, a21);
      b = FloatVector.broadcast(SPECIES, x[q + 3]);
      a30 = b.fma(w0, a30);
      a31 = b.fma(w1, a31);
      b = FloatVector.broadcast(SPECIES, x[q + 4]);
      a40 = b.fma(w0, a40);
      a41 = b.fma(w1, a41);
      b = FloatVector.broadcast(SPECIES, x[q + 5]);
      a50 = b.fma(w0, a50);
      a51 = b.fma(w1, a51);
    }
    a00.intoArray(c, co);
    a01.intoArray(c, co + LANES);
    a10.intoArray(c, co + cStep);
    a11.intoArray(c, co + cStep + LANES);
    a20.intoArray(c, co + 2 * cStep);
    a21.intoArray(c, co + 2 * cStep + LANES);
    a30.intoArray(c, co + 3 * cStep);
    a31.intoArray(c, co + 3 * cStep + LANES);
    a40.intoArray(c, co + 4 * cStep);
    a41.intoArray(c, co + 4 * cStep + LANES);
    a50.intoArray(c, co + 5 * cStep);
    a51.intoArray(c, co + 5 * cStep + LANES);
  }

  static void taps5x2(
      float[] x,
      int xo,
      int[] places,
      float[] w,
      int wo,
      int n,
      float[] bias,
      int bo,
      float[] c,
      int co,
      int cStep) {
    FloatVector a00 = FloatVector.fromArray(SPECIES, bias, bo);
    FloatVector a01 = FloatVector.fromArray(SPECIES, bias, bo + LANES);
    FloatVector a10 = FloatVector.fromArray(SPECIES, bias, bo);
    FloatVector a11 = FloatVector.fromArray(SPECIES, bias, bo + LANES);
    FloatVector a20 = FloatVector.fromArray(SPECIES, bias, bo);
    FloatVector a21 = FloatVector.fromArray(SPECIES, bias, bo + LANES);
    FloatVector a30 = FloatVector.fromArray(SPECIES, bias, bo);
    FloatVector a31 = FloatVector.fromArray(SPECIES, bias, bo + LANES);
    FloatVector a40 = FloatVector.fromArray(SPECIES, bias, bo);
    FloatVector a41 = FloatVector.fromArray(SPECIES, bias, bo + LANES);
    for (int k = 0; k < n; k++) {
      int q = xo + places[k];
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * PANEL);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + k * PANEL + LANES);
      FloatVector b = FloatVector.broadcast(SPECIES, x[q]);
      a00 = b.fma(w0, a00);
      a01 = b.fma(w1, a01);
      b = FloatVector.broadcast(SPECIES, x[q + 1]);
      a10 = b.fma(w0, a10);
      a11 = b.fma(w1, a11);
      if (k == SELDOM) {
        break;
      }
      b = FloatVector.broadcast(SPECIES, x[q + 2]);
      a20 = b.fma(w0, a20);
      a21 = b.fma(w1, a21);
      b = FloatVector.broadcast(SPECIES, x[q + 3]);
      a30 = b.fma(w0, a30);
      a31 = b.fma(w1, a31);
      b = FloatVector.broadcast(SPECIES, x[q + 4]);
      a40 = b.fma(w0, a40);
      a41 = b.fma(w1, a41);
    }
    a00.intoArray(c, co);
    a01.intoArray(c, co + LANES);
    a10.intoArray(c, co + cStep);
    a11.intoArray(c, co + cStep + LANES);
    a20.intoArray(c, co + 2 * cStep);
    a21.intoArray(c, co + 2 * cStep + LANES);
    a30.intoArray(c, co + 3 * cStep);
    a31.intoArray(c, co + 3 * cStep + LANES);
    a40.intoArray(c, co + 4 * cStep);
    a41.intoArray(c, co + 4 * cStep + LANES);
  }

  static void taps10x1(
      float[] x,
      int xo,
      int[] places,
      float[] w,
      int wo,
      int n,
      float[] bias,
      int bo,
      float[] c,
      int co,
      int cStep) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, bias, bo);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    FloatVector a6 = a0;
    FloatVector a7 = a0;
    FloatVector a8 = a0;
    FloatVector a9 = a0;
    for (int k = 0; k < n; k++) {
      int q = xo + places[k];
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * LANES);
      a0 = FloatVector.broadcast(SPECIES, x[q]).fma(w0, a0);
      a1 = FloatVector.broadcast(SPECIES, x[q + 1]).fma(w0, a1);
      a2 = FloatVector.broadcast(SPECIES, x[q + 2]).fma(w0, a2);
      if (k == SELDOM) {
        break;
      }
      a3 = FloatVector.broadcast(SPECIES, x[q + 3]).fma(w0, a3);
      a4 = FloatVector.broadcast(SPECIES, x[q + 4]).fma(w0, a4);
      a5 = FloatVector.broadcast(SPECIES, x[q + 5]).fma(w0, a5);
      a6 = FloatVector.broadcast(SPECIES, x[q + 6]).fma(w0, a6);
      a7 = FloatVector.broadcast(SPECIES, x[q + 7]).fma(w0, a7);
      a8 = FloatVector.broadcast(SPECIES, x[q + 8]).fma(w0, a8);
      a9 = FloatVector.broadcast(SPECIES, x[q + 9]).fma(w0, a9);
    }
    a0.intoArray(c, co);
    a1.intoArray(c, co + cStep);
    a2.intoArray(c, co + 2 * cStep);
    a3.intoArray(c, co + 3 * cStep);
    a4.intoArray(c, co + 4 * cStep);
    a5.intoArray(c, co + 5 * cStep);
    a6.intoArray(c, co + 6 * cStep);
    a7.intoArray(c, co + 7 * cStep);
    a8.intoArray(c, co + 8 * cStep);
    a9.intoArray(c, co + 9 * cStep);
  }

  static void taps7x1(
      float[] x,
      int xo,
      int[] places,
      float[] w,
      int wo,
      int n,
      float[] bias,
      int bo,
      float[] c,
      int co,
      int cStep) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, bias, bo);
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector a4 = a0;
    FloatVector a5 = a0;
    FloatVector a6 = a0;
    for (int k = 0; k < n; k++) {
      int q = xo + places[k];
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * LANES);
      a0 = FloatVector.broadcast(SPECIES, x[q]).fma(w0, a0);
      a1 = FloatVector.broadcast(SPECIES, x[q + 1]).fma(w0, a1);
      a2 = FloatVector.broadcast(SPECIES, x[q + 2]).fma(w0, a2);
      if (k == SELDOM) {
        break;
      }
      a3 = FloatVector.broadcast(SPECIES, x[q + 3]).fma(w0, a3);
      a4 = FloatVector.broadcast(SPECIES, x[q + 4]).fma(w0, a4);
      a5 = FloatVector.broadcast(SPECIES, x[q + 5]).fma(w0, a5);
      a6 = FloatVector.broadcast(SPECIES, x[q + 6]).fma(w0, a6);
    }
    a0.intoArray(c, co);
    a1.intoArray(c, co + cStep);
    a2.intoArray(c, co + 2 * cStep);
    a3.intoArray(c, co + 3 * cStep);
    a4.intoArray(c, co + 4 * cStep);
    a5.intoArray(c, co + 5 * cStep);
    a6.intoArray(c, co + 6 * cStep);
  }

  /* The same with pixels and output channels changed: c[i][j] = bias[i] + sum over k of x[xo +
   * places[k] + j] * w[k][i].
   */

  static void planes6x2(
      float[] x,
      int xo,
      int[] places,
      float[] w,
      int wo,
      int n,
      float[] bias,
      int bo,
      float[] c,
      int co,
      int cStep) {
    FloatVector a00 = FloatVector.broadcast(SPECIES, bias[bo]);
    FloatVector a01 = a00;
    FloatVector a10 = FloatVector.broadcast(SPECIES, bias[bo + 1]);
    FloatVector a11 = a10;
    FloatVector a20 = FloatVector.broadcast(SPECIES, bias[bo + 2]);
    FloatVector a21 = a20;
    FloatVector a30 = FloatVector.broadcast(SPECIES, bias[bo + 3]);
    FloatVector a31 = a30;
    FloatVector a40 = FloatVector.broadcast(SPECIES, bias[bo + 4]);
    FloatVector a41 = a40;
    FloatVector a50 = FloatVector.broadcast(SPECIES, bias[bo + 5]);
    FloatVector a51 = a50;
    for (int k = 0; k < n; k++) {
      int q = xo + places[k];
      FloatVector x0 = FloatVector.fromArray(SPECIES, x, q);
      FloatVector x1 = FloatVector.fromArray(SPECIES, x, q + LANES);
      FloatVector b = FloatVector.broadcast(SPECIES, w[wo + k * ROWS]);
      a00 = b.fma(x0, a00);
      a01 = b.fma(x1, a01);
      b = FloatVector.broadcast(SPECIES, w[wo + k * ROWS + 1]);
      a10 = b.fma(x0, a10);
      a11 = b.fma(x1, a11);
      if (k == SELDOM) {
        break;
      }
      b = FloatVector.broadcast(SPECIES, w[wo + k * ROWS + 2]);
      a20 = b.fma(x0, a20);
      a21 = b.fma(x1, a21);
      b = FloatVector.broadcast(SPECIES, w[wo + k * ROWS + 3]);
      a30 = b.fma(x0, a30);
      a31 = b.fma(x1, a31);
      b = FloatVector.broadcast(SPECIES, w[wo + k * ROWS + 4]);
      a40 = b.fma(x0, a40);
      a41 = b.fma(x1, a41);
      b = FloatVector.broadcast(SPECIES, w[wo + k * ROWS + 5]);
      a50 = b.fma(x0, a50);
      a51 = b.fma(x1, a51);
    }
    a00.intoArray(c, co);
    a01.intoArray(c, co + LANES);
    a10.intoArray(c, co + cStep);
    a11.intoArray(c, co + cStep + LANES);
    a20.intoArray(c, co + 2 * cStep);
    a21.intoArray(c, co + 2 * cStep + LANES);
    a30.intoArray(c, co + 3 * cStep);
    a31.intoArray(c, co + 3 * cStep + LANES);
    a40.intoArray(c, co + 4 * cStep);
    a41.intoArray(c, co + 4 * cStep + LANES);
    a50.intoArray(c, co + 5 * cStep);
    a51.intoArray(c, co + 5 * cStep + LANES);
  }
}
