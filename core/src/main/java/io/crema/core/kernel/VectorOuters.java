package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.PANEL;
import static io.crema.core.kernel.VectorTiles.SELDOM;
import static io.crema.core.kernel.VectorTiles.SPECIES;
import static io.crema.core.kernel.VectorWinograd.TILE_STEP;

import jdk.incubator.vector.FloatVector;

/**
 * The inner loops of gradients by the weights: tiles of sums that stay in registers, as in {@link
 * VectorTiles}.
 */
final class VectorOuters {

  private VectorOuters() {}

  /*
   * The outer product: c[i][j] += sum over p of x[xo + pixels[p] + i] * d[p][j], p ascending.
   *
   * Here too a branch that is never taken keeps C2 from loading all of x before the first
   * multiply-add.
   */

  static void outer6x2(
      float[] x,
      int xo,
      int[] pixels,
      float[] d,
      int dof,
      int dStep,
      int n,
      float[] c,
      int co,
      int cStep) {
    FloatVector a00 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a01 = FloatVector.fromArray(SPECIES, c, co + LANES);
    FloatVector a10 = FloatVector.fromArray(SPECIES, c, co + cStep);
    FloatVector a11 = FloatVector.fromArray(SPECIES, c, co + cStep + LANES);
    FloatVector a20 = FloatVector.fromArray(SPECIES, c, co + 2 * cStep);
    FloatVector a21 = FloatVector.fromArray(SPECIES, c, co + 2 * cStep + LANES);
    FloatVector a30 = FloatVector.fromArray(SPECIES, c, co + 3 * cStep);
    FloatVector a31 = FloatVector.fromArray(SPECIES, c, co + 3 * cStep + LANES);
    FloatVector a40 = FloatVector.fromArray(SPECIES, c, co + 4 * cStep);
    FloatVector a41 = FloatVector.fromArray(SPECIES, c, co + 4 * cStep + LANES);
    FloatVector a50 = FloatVector.fromArray(SPECIES, c, co + 5 * cStep);
    FloatVector a51 = FloatVector.fromArray(SPECIES, c, co + 5 * cStep + LANES);
    for (int p = 0; p < n; p++) {
      int q = xo + pixels[p];
      FloatVector d0 = FloatVector.fromArray(SPECIES, d, dof);
      FloatVector d1 = FloatVector.fromArray(SPECIES, d, dof + LANES);
      dof += dStep;
      FloatVector b = FloatVector.broadcast(SPECIES, x[q]);
      a00 = b.fma(d0, a00);
      a01 = b.fma(d1, a01);
      b = FloatVector.broadcast(SPECIES, x[q + 1]);
      a10 = b.fma(d0, a10);
      a11 = b.fma(d1, a11);
      if (p == SELDOM) {
        break;
      }
      b = FloatVector.broadcast(SPECIES, x[q + 2]);
      a20 = b.fma(d0, a20);
      a21 = b.fma(d1, a21);
      b = FloatVector.broadcast(SPECIES, x[q + 3]);
      a30 = b.fma(d0, a30);
      a31 = b.fma(d1, a31);
      b = FloatVector.broadcast(SPECIES, x[q + 4]);
      a40 = b.fma(d0, a40);
      a41 = b.fma(d1, a41);
      b = FloatVector.broadcast(SPECIES, x[q + 5]);
      a50 = b.fma(d0, a50);
      a51 = b.fma(d1, a51);
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

  static void outer3x2(
      float[] x,
      int xo,
      int[] pixels,
      float[] d,
      int dof,
      int dStep,
      int n,
      float[] c,
      int co,
      int cStep) {
    int c1 = co + cStep;
    int c2 = c1 + cStep;
    FloatVector a00 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a01 = FloatVector.fromArray(SPECIES, c, co + LANES);
    FloatVector a10 = FloatVector.fromArray(SPECIES, c, c1);
    FloatVector a11 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
    FloatVector a20 = FloatVector.fromArray(SPECIES, c, c2);
    FloatVector a21 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
    for (int p = 0; p < n; p++) {
      int q = xo + pixels[p];
      FloatVector d0 = FloatVector.fromArray(SPECIES, d, dof);
      FloatVector d1 = FloatVector.fromArray(SPECIES, d, dof + LANES);
      dof += dStep;
      FloatVector b = FloatVector.broadcast(SPECIES, x[q]);
      a00 = b.fma(d0, a00);
      a01 = b.fma(d1, a01);
      b = FloatVector.broadcast(SPECIES, x[q + 1]);
      a10 = b.fma(d0, a10);
      a11 = b.fma(d1, a11);
      b = FloatVector.broadcast(SPECIES, x[q + 2]);
      a20 = b.fma(d0, a20);
      a21 = b.fma(d1, a21);
    }
    a00.intoArray(c, co);
    a01.intoArray(c, co + LANES);
    a10.intoArray(c, c1);
    a11.intoArray(c, c1 + LANES);
    a20.intoArray(c, c2);
    a21.intoArray(c, c2 + LANES);
  }

  static void outer1x2(
      float[] x, int xo, int[] pixels, float[] d, int dof, int dStep, int n, float[] c, int co) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a1 = FloatVector.fromArray(SPECIES, c, co + LANES);
    for (int p = 0; p < n; p++) {
      FloatVector b = FloatVector.broadcast(SPECIES, x[xo + pixels[p]]);
      a0 = b.fma(FloatVector.fromArray(SPECIES, d, dof), a0);
      a1 = b.fma(FloatVector.fromArray(SPECIES, d, dof + LANES), a1);
      dof += dStep;
    }
    a0.intoArray(c, co);
    a1.intoArray(c, co + LANES);
  }

  /*
   * The outer product for a 3x3 kernel of one channel, its lines "line" values apart in x.
   */

  static void outer3x3x1(
      float[] x,
      int xo,
      int line,
      int[] pixels,
      float[] d,
      int dof,
      int dStep,
      int n,
      float[] c,
      int co,
      int cStep) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a1 = FloatVector.fromArray(SPECIES, c, co + cStep);
    FloatVector a2 = FloatVector.fromArray(SPECIES, c, co + 2 * cStep);
    FloatVector a3 = FloatVector.fromArray(SPECIES, c, co + 3 * cStep);
    FloatVector a4 = FloatVector.fromArray(SPECIES, c, co + 4 * cStep);
    FloatVector a5 = FloatVector.fromArray(SPECIES, c, co + 5 * cStep);
    FloatVector a6 = FloatVector.fromArray(SPECIES, c, co + 6 * cStep);
    FloatVector a7 = FloatVector.fromArray(SPECIES, c, co + 7 * cStep);
    FloatVector a8 = FloatVector.fromArray(SPECIES, c, co + 8 * cStep);
    for (int p = 0; p < n; p++) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, d, dof);
      dof += dStep;
      int q = xo + pixels[p];
      a0 = FloatVector.broadcast(SPECIES, x[q]).fma(d0, a0);
      a1 = FloatVector.broadcast(SPECIES, x[q + 1]).fma(d0, a1);
      a2 = FloatVector.broadcast(SPECIES, x[q + 2]).fma(d0, a2);
      q += line;
      a3 = FloatVector.broadcast(SPECIES, x[q]).fma(d0, a3);
      a4 = FloatVector.broadcast(SPECIES, x[q + 1]).fma(d0, a4);
      a5 = FloatVector.broadcast(SPECIES, x[q + 2]).fma(d0, a5);
      q += line;
      a6 = FloatVector.broadcast(SPECIES, x[q]).fma(d0, a6);
      a7 = FloatVector.broadcast(SPECIES, x[q + 1]).fma(d0, a7);
      a8 = FloatVector.broadcast(SPECIES, x[q + 2]).fma(d0, a8);
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
  }

  /** For 32 registers: with fewer it would spill. */
  static void outer3x3x2(
      float[] x,
      int xo,
      int line,
      int[] pixels,
      float[] d,
      int dof,
      int dStep,
      int n,
      float[] c,
      int co,
      int cStep) {
    FloatVector a00 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a01 = FloatVector.fromArray(SPECIES, c, co + LANES);
    FloatVector a10 = FloatVector.fromArray(SPECIES, c, co + cStep);
    FloatVector a11 = FloatVector.fromArray(SPECIES, c, co + cStep + LANES);
    FloatVector a20 = FloatVector.fromArray(SPECIES, c, co + 2 * cStep);
    FloatVector a21 = FloatVector.fromArray(SPECIES, c, co + 2 * cStep + LANES);
    FloatVector a30 = FloatVector.fromArray(SPECIES, c, co + 3 * cStep);
    FloatVector a31 = FloatVector.fromArray(SPECIES, c, co + 3 * cStep + LANES);
    FloatVector a40 = FloatVector.fromArray(SPECIES, c, co + 4 * cStep);
    FloatVector a41 = FloatVector.fromArray(SPECIES, c, co + 4 * cStep + LANES);
    FloatVector a50 = FloatVector.fromArray(SPECIES, c, co + 5 * cStep);
    FloatVector a51 = FloatVector.fromArray(SPECIES, c, co + 5 * cStep + LANES);
    FloatVector a60 = FloatVector.fromArray(SPECIES, c, co + 6 * cStep);
    FloatVector a61 = FloatVector.fromArray(SPECIES, c, co + 6 * cStep + LANES);
    FloatVector a70 = FloatVector.fromArray(SPECIES, c, co + 7 * cStep);
    FloatVector a71 = FloatVector.fromArray(SPECIES, c, co + 7 * cStep + LANES);
    FloatVector a80 = FloatVector.fromArray(SPECIES, c, co + 8 * cStep);
    FloatVector a81 = FloatVector.fromArray(SPECIES, c, co + 8 * cStep + LANES);
    for (int p = 0; p < n; p++) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, d, dof);
      FloatVector d1 = FloatVector.fromArray(SPECIES, d, dof + LANES);
      dof += dStep;
      int q = xo + pixels[p];
      FloatVector b = FloatVector.broadcast(SPECIES, x[q]);
      a00 = b.fma(d0, a00);
      a01 = b.fma(d1, a01);
      b = FloatVector.broadcast(SPECIES, x[q + 1]);
      a10 = b.fma(d0, a10);
      a11 = b.fma(d1, a11);
      b = FloatVector.broadcast(SPECIES, x[q + 2]);
      a20 = b.fma(d0, a20);
      a21 = b.fma(d1, a21);
      q += line;
      b = FloatVector.broadcast(SPECIES, x[q]);
      a30 = b.fma(d0, a30);
      a31 = b.fma(d1, a31);
      b = FloatVector.broadcast(SPECIES, x[q + 1]);
      a40 = b.fma(d0, a40);
      a41 = b.fma(d1, a41);
      b = FloatVector.broadcast(SPECIES, x[q + 2]);
      a50 = b.fma(d0, a50);
      a51 = b.fma(d1, a51);
      q += line;
      b = FloatVector.broadcast(SPECIES, x[q]);
      a60 = b.fma(d0, a60);
      a61 = b.fma(d1, a61);
      b = FloatVector.broadcast(SPECIES, x[q + 1]);
      a70 = b.fma(d0, a70);
      a71 = b.fma(d1, a71);
      b = FloatVector.broadcast(SPECIES, x[q + 2]);
      a80 = b.fma(d0, a80);
      a81 = b.fma(d1, a81);
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
    a60.intoArray(c, co + 6 * cStep);
    a61.intoArray(c, co + 6 * cStep + LANES);
    a70.intoArray(c, co + 7 * cStep);
    a71.intoArray(c, co + 7 * cStep + LANES);
    a80.intoArray(c, co + 8 * cStep);
    a81.intoArray(c, co + 8 * cStep + LANES);
  }

  /* The outer product for the points of Winograd tiles, TILE_STEP apart. */

  static void addOuter6x2(float[] x, int xo, float[] d, int dof, int n, float[] c, int co) {
    FloatVector a00 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a01 = FloatVector.fromArray(SPECIES, c, co + LANES);
    FloatVector a10 = FloatVector.fromArray(SPECIES, c, co + PANEL);
    FloatVector a11 = FloatVector.fromArray(SPECIES, c, co + PANEL + LANES);
    FloatVector a20 = FloatVector.fromArray(SPECIES, c, co + 2 * PANEL);
    FloatVector a21 = FloatVector.fromArray(SPECIES, c, co + 2 * PANEL + LANES);
    FloatVector a30 = FloatVector.fromArray(SPECIES, c, co + 3 * PANEL);
    FloatVector a31 = FloatVector.fromArray(SPECIES, c, co + 3 * PANEL + LANES);
    FloatVector a40 = FloatVector.fromArray(SPECIES, c, co + 4 * PANEL);
    FloatVector a41 = FloatVector.fromArray(SPECIES, c, co + 4 * PANEL + LANES);
    FloatVector a50 = FloatVector.fromArray(SPECIES, c, co + 5 * PANEL);
    FloatVector a51 = FloatVector.fromArray(SPECIES, c, co + 5 * PANEL + LANES);
    for (int p = 0; p < n; p++) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, d, dof + p * TILE_STEP);
      FloatVector d1 = FloatVector.fromArray(SPECIES, d, dof + p * TILE_STEP + LANES);
      FloatVector b = FloatVector.broadcast(SPECIES, x[xo + p * TILE_STEP]);
      a00 = b.fma(d0, a00);
      a01 = b.fma(d1, a01);
      b = FloatVector.broadcast(SPECIES, x[xo + p * TILE_STEP + 1]);
      a10 = b.fma(d0, a10);
      a11 = b.fma(d1, a11);
      if (p == SELDOM) {
        break;
      }
      b = FloatVector.broadcast(SPECIES, x[xo + p * TILE_STEP + 2]);
      a20 = b.fma(d0, a20);
      a21 = b.fma(d1, a21);
      b = FloatVector.broadcast(SPECIES, x[xo + p * TILE_STEP + 3]);
      a30 = b.fma(d0, a30);
      a31 = b.fma(d1, a31);
      b = FloatVector.broadcast(SPECIES, x[xo + p * TILE_STEP + 4]);
      a40 = b.fma(d0, a40);
      a41 = b.fma(d1, a41);
      b = FloatVector.broadcast(SPECIES, x[xo + p * TILE_STEP + 5]);
      a50 = b.fma(d0, a50);
      a51 = b.fma(d1, a51);
    }
    a00.intoArray(c, co);
    a01.intoArray(c, co + LANES);
    a10.intoArray(c, co + PANEL);
    a11.intoArray(c, co + PANEL + LANES);
    a20.intoArray(c, co + 2 * PANEL);
    a21.intoArray(c, co + 2 * PANEL + LANES);
    a30.intoArray(c, co + 3 * PANEL);
    a31.intoArray(c, co + 3 * PANEL + LANES);
    a40.intoArray(c, co + 4 * PANEL);
    a41.intoArray(c, co + 4 * PANEL + LANES);
    a50.intoArray(c, co + 5 * PANEL);
    a51.intoArray(c, co + 5 * PANEL + LANES);
  }

  static void outer10x1(
      float[] x,
      int xo,
      int[] pixels,
      float[] d,
      int dof,
      int dStep,
      int n,
      float[] c,
      int co,
      int cStep) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a1 = FloatVector.fromArray(SPECIES, c, co + cStep);
    FloatVector a2 = FloatVector.fromArray(SPECIES, c, co + 2 * cStep);
    FloatVector a3 = FloatVector.fromArray(SPECIES, c, co + 3 * cStep);
    FloatVector a4 = FloatVector.fromArray(SPECIES, c, co + 4 * cStep);
    FloatVector a5 = FloatVector.fromArray(SPECIES, c, co + 5 * cStep);
    FloatVector a6 = FloatVector.fromArray(SPECIES, c, co + 6 * cStep);
    FloatVector a7 = FloatVector.fromArray(SPECIES, c, co + 7 * cStep);
    FloatVector a8 = FloatVector.fromArray(SPECIES, c, co + 8 * cStep);
    FloatVector a9 = FloatVector.fromArray(SPECIES, c, co + 9 * cStep);
    for (int p = 0; p < n; p++) {
      int q = xo + pixels[p];
      FloatVector d0 = FloatVector.fromArray(SPECIES, d, dof);
      dof += dStep;
      a0 = FloatVector.broadcast(SPECIES, x[q]).fma(d0, a0);
      a1 = FloatVector.broadcast(SPECIES, x[q + 1]).fma(d0, a1);
      a2 = FloatVector.broadcast(SPECIES, x[q + 2]).fma(d0, a2);
      if (p == SELDOM) {
        break;
      }
      a3 = FloatVector.broadcast(SPECIES, x[q + 3]).fma(d0, a3);
      a4 = FloatVector.broadcast(SPECIES, x[q + 4]).fma(d0, a4);
      a5 = FloatVector.broadcast(SPECIES, x[q + 5]).fma(d0, a5);
      a6 = FloatVector.broadcast(SPECIES, x[q + 6]).fma(d0, a6);
      a7 = FloatVector.broadcast(SPECIES, x[q + 7]).fma(d0, a7);
      a8 = FloatVector.broadcast(SPECIES, x[q + 8]).fma(d0, a8);
      a9 = FloatVector.broadcast(SPECIES, x[q + 9]).fma(d0, a9);
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

  static void outer3x1(
      float[] x,
      int xo,
      int[] pixels,
      float[] d,
      int dof,
      int dStep,
      int n,
      float[] c,
      int co,
      int cStep) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a1 = FloatVector.fromArray(SPECIES, c, co + cStep);
    FloatVector a2 = FloatVector.fromArray(SPECIES, c, co + 2 * cStep);
    for (int p = 0; p < n; p++) {
      int q = xo + pixels[p];
      FloatVector d0 = FloatVector.fromArray(SPECIES, d, dof);
      dof += dStep;
      a0 = FloatVector.broadcast(SPECIES, x[q]).fma(d0, a0);
      a1 = FloatVector.broadcast(SPECIES, x[q + 1]).fma(d0, a1);
      a2 = FloatVector.broadcast(SPECIES, x[q + 2]).fma(d0, a2);
    }
    a0.intoArray(c, co);
    a1.intoArray(c, co + cStep);
    a2.intoArray(c, co + 2 * cStep);
  }

  static void outer1x1(
      float[] x, int xo, int[] pixels, float[] d, int dof, int dStep, int n, float[] c, int co) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, c, co);
    for (int p = 0; p < n; p++) {
      FloatVector b = FloatVector.broadcast(SPECIES, x[xo + pixels[p]]);
      a0 = b.fma(FloatVector.fromArray(SPECIES, d, dof), a0);
      dof += dStep;
    }
    a0.intoArray(c, co);
  }

  static void addOuter8x1(float[] x, int xo, float[] d, int dof, int n, float[] c, int co) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a1 = FloatVector.fromArray(SPECIES, c, co + LANES);
    FloatVector a2 = FloatVector.fromArray(SPECIES, c, co + 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(SPECIES, c, co + 3 * LANES);
    FloatVector a4 = FloatVector.fromArray(SPECIES, c, co + 4 * LANES);
    FloatVector a5 = FloatVector.fromArray(SPECIES, c, co + 5 * LANES);
    FloatVector a6 = FloatVector.fromArray(SPECIES, c, co + 6 * LANES);
    FloatVector a7 = FloatVector.fromArray(SPECIES, c, co + 7 * LANES);
    for (int p = 0; p < n; p++) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, d, dof + p * TILE_STEP);
      a0 = FloatVector.broadcast(SPECIES, x[xo + p * TILE_STEP]).fma(d0, a0);
      a1 = FloatVector.broadcast(SPECIES, x[xo + p * TILE_STEP + 1]).fma(d0, a1);
      a2 = FloatVector.broadcast(SPECIES, x[xo + p * TILE_STEP + 2]).fma(d0, a2);
      if (p == SELDOM) {
        break;
      }
      a3 = FloatVector.broadcast(SPECIES, x[xo + p * TILE_STEP + 3]).fma(d0, a3);
      a4 = FloatVector.broadcast(SPECIES, x[xo + p * TILE_STEP + 4]).fma(d0, a4);
      a5 = FloatVector.broadcast(SPECIES, x[xo + p * TILE_STEP + 5]).fma(d0, a5);
      a6 = FloatVector.broadcast(SPECIES, x[xo + p * TILE_STEP + 6]).fma(d0, a6);
      a7 = FloatVector.broadcast(SPECIES, x[xo + p * TILE_STEP + 7]).fma(d0, a7);
    }
    a0.intoArray(c, co);
    a1.intoArray(c, co + LANES);
    a2.intoArray(c, co + 2 * LANES);
    a3.intoArray(c, co + 3 * LANES);
    a4.intoArray(c, co + 4 * LANES);
    a5.intoArray(c, co + 5 * LANES);
    a6.intoArray(c, co + 6 * LANES);
    a7.intoArray(c, co + 7 * LANES);
  }
}
