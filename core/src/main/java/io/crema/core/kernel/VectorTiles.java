package io.crema.core.kernel;

import static io.crema.core.kernel.VectorWinograd.TILE_STEP;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops of {@link VectorKernels}: tiles of output values that stay in registers.
 *
 * <p>A method is named after the rows and vectors of its tile. Each is small and of its own because
 * JDK 17 keeps vectors in registers only then; it loads its accumulators from the output and stores
 * them back.
 */
final class VectorTiles {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** Rows of a product of two vectors. */
  static final int ROWS = 6;

  /** Rows of a product of one vector. */
  static final int NARROW_ROWS = 8;

  /** Width of a tile. */
  static final int PANEL = 2 * LANES;

  private static final int NEVER = 1 << 29;

  /** As {@link #NEVER} where the count is multiplied by TILE_STEP. */
  static final int SELDOM = 1 << 20;

  /** Pixels that are worked on at a time: what belongs to them stays in the first-level cache. */
  static final int BLOCK = 96;

  /** Runs of an input below this length are unfolded first: a tile would not pay its start. */
  static final int SHORT_RUN = 24;

  private VectorTiles() {}

  static int wholeVectors(int channels) {
    return (channels + LANES - 1) / LANES * LANES;
  }

  static int wholePanels(int channels) {
    return (channels + PANEL - 1) / PANEL * PANEL;
  }

  /**
   * Width of the panel that begins at a channel: two vectors, or one if that is all that is left.
   */
  static int panelWidth(int channels, int first) {
    return Math.min(wholeVectors(channels) - first, PANEL);
  }

  /*
   * The sweep: c[i][j] += sum over k of x[i * xStep + k] * w[k][j], k ascending.
   *
   * Six rows of two vectors are twelve sums that hide the latency of the multiply-add.
   */

  static void sweep6x2(
      float[] x, int x0, int xStep, float[] w, int wo, int n, float[] c, int co, int cStep) {
    // accumulators
    int c1 = co + cStep;
    int c2 = c1 + cStep;
    int c3 = c2 + cStep;
    int c4 = c3 + cStep;
    int c5 = c4 + cStep;
    FloatVector a00 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a01 = FloatVector.fromArray(SPECIES, c, co + LANES);
    FloatVector a10 = FloatVector.fromArray(SPECIES, c, c1);
    FloatVector a11 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
    FloatVector a20 = FloatVector.fromArray(SPECIES, c, c2);
    FloatVector a21 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
    FloatVector a30 = FloatVector.fromArray(SPECIES, c, c3);
    FloatVector a31 = FloatVector.fromArray(SPECIES, c, c3 + LANES);
    FloatVector a40 = FloatVector.fromArray(SPECIES, c, c4);
    FloatVector a41 = FloatVector.fromArray(SPECIES, c, c4 + LANES);
    FloatVector a50 = FloatVector.fromArray(SPECIES, c, c5);
    FloatVector a51 = FloatVector.fromArray(SPECIES, c, c5 + LANES);
    int x1 = x0 + xStep;
    int x2 = x1 + xStep;
    int x3 = x2 + xStep;
    int x4 = x3 + xStep;
    int x5 = x4 + xStep;
    // main loop
    for (int k = 0; k < n; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + LANES);
      wo += 2 * LANES;
      FloatVector b = FloatVector.broadcast(SPECIES, x[x0 + k]);
      a00 = b.fma(w0, a00);
      a01 = b.fma(w1, a01);
      b = FloatVector.broadcast(SPECIES, x[x1 + k]);
      a10 = b.fma(w0, a10);
      a11 = b.fma(w1, a11);
      b = FloatVector.broadcast(SPECIES, x[x2 + k]);
      a20 = b.fma(w0, a20);
      a21 = b.fma(w1, a21);
      b = FloatVector.broadcast(SPECIES, x[x3 + k]);
      a30 = b.fma(w0, a30);
      a31 = b.fma(w1, a31);
      b = FloatVector.broadcast(SPECIES, x[x4 + k]);
      a40 = b.fma(w0, a40);
      a41 = b.fma(w1, a41);
      b = FloatVector.broadcast(SPECIES, x[x5 + k]);
      a50 = b.fma(w0, a50);
      a51 = b.fma(w1, a51);
    }
    // store
    a00.intoArray(c, co);
    a01.intoArray(c, co + LANES);
    a10.intoArray(c, c1);
    a11.intoArray(c, c1 + LANES);
    a20.intoArray(c, c2);
    a21.intoArray(c, c2 + LANES);
    a30.intoArray(c, c3);
    a31.intoArray(c, c3 + LANES);
    a40.intoArray(c, c4);
    a41.intoArray(c, c4 + LANES);
    a50.intoArray(c, c5);
    a51.intoArray(c, c5 + LANES);
  }

  static void sweep4x2(
      float[] x, int x0, int xStep, float[] w, int wo, int n, float[] c, int co, int cStep) {
    int c1 = co + cStep;
    int c2 = c1 + cStep;
    int c3 = c2 + cStep;
    FloatVector a00 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a01 = FloatVector.fromArray(SPECIES, c, co + LANES);
    FloatVector a10 = FloatVector.fromArray(SPECIES, c, c1);
    FloatVector a11 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
    FloatVector a20 = FloatVector.fromArray(SPECIES, c, c2);
    FloatVector a21 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
    FloatVector a30 = FloatVector.fromArray(SPECIES, c, c3);
    FloatVector a31 = FloatVector.fromArray(SPECIES, c, c3 + LANES);
    int x1 = x0 + xStep;
    int x2 = x1 + xStep;
    int x3 = x2 + xStep;
    for (int k = 0; k < n; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + LANES);
      wo += 2 * LANES;
      FloatVector b = FloatVector.broadcast(SPECIES, x[x0 + k]);
      a00 = b.fma(w0, a00);
      a01 = b.fma(w1, a01);
      b = FloatVector.broadcast(SPECIES, x[x1 + k]);
      a10 = b.fma(w0, a10);
      a11 = b.fma(w1, a11);
      b = FloatVector.broadcast(SPECIES, x[x2 + k]);
      a20 = b.fma(w0, a20);
      a21 = b.fma(w1, a21);
      b = FloatVector.broadcast(SPECIES, x[x3 + k]);
      a30 = b.fma(w0, a30);
      a31 = b.fma(w1, a31);
    }
    a00.intoArray(c, co);
    a01.intoArray(c, co + LANES);
    a10.intoArray(c, c1);
    a11.intoArray(c, c1 + LANES);
    a20.intoArray(c, c2);
    a21.intoArray(c, c2 + LANES);
    a30.intoArray(c, c3);
    a31.intoArray(c, c3 + LANES);
  }

  static void sweep2x2(
      float[] x, int x0, int xStep, float[] w, int wo, int n, float[] c, int co, int cStep) {
    int c1 = co + cStep;
    FloatVector a00 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a01 = FloatVector.fromArray(SPECIES, c, co + LANES);
    FloatVector a10 = FloatVector.fromArray(SPECIES, c, c1);
    FloatVector a11 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
    int x1 = x0 + xStep;
    for (int k = 0; k < n; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + LANES);
      wo += 2 * LANES;
      FloatVector b = FloatVector.broadcast(SPECIES, x[x0 + k]);
      a00 = b.fma(w0, a00);
      a01 = b.fma(w1, a01);
      b = FloatVector.broadcast(SPECIES, x[x1 + k]);
      a10 = b.fma(w0, a10);
      a11 = b.fma(w1, a11);
    }
    a00.intoArray(c, co);
    a01.intoArray(c, co + LANES);
    a10.intoArray(c, c1);
    a11.intoArray(c, c1 + LANES);
  }

  static void sweep1x2(float[] x, int x0, float[] w, int wo, int n, float[] c, int co) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a1 = FloatVector.fromArray(SPECIES, c, co + LANES);
    for (int k = 0; k < n; k++) {
      FloatVector b = FloatVector.broadcast(SPECIES, x[x0 + k]);
      a0 = b.fma(FloatVector.fromArray(SPECIES, w, wo), a0);
      a1 = b.fma(FloatVector.fromArray(SPECIES, w, wo + LANES), a1);
      wo += 2 * LANES;
    }
    a0.intoArray(c, co);
    a1.intoArray(c, co + LANES);
  }

  static void sweep6x1(
      float[] x, int x0, int xStep, float[] w, int wo, int n, float[] c, int co, int cStep) {
    int c1 = co + cStep;
    int c2 = c1 + cStep;
    int c3 = c2 + cStep;
    int c4 = c3 + cStep;
    int c5 = c4 + cStep;
    FloatVector a0 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a1 = FloatVector.fromArray(SPECIES, c, c1);
    FloatVector a2 = FloatVector.fromArray(SPECIES, c, c2);
    FloatVector a3 = FloatVector.fromArray(SPECIES, c, c3);
    FloatVector a4 = FloatVector.fromArray(SPECIES, c, c4);
    FloatVector a5 = FloatVector.fromArray(SPECIES, c, c5);
    int x1 = x0 + xStep;
    int x2 = x1 + xStep;
    int x3 = x2 + xStep;
    int x4 = x3 + xStep;
    int x5 = x4 + xStep;
    for (int k = 0; k < n; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo);
      wo += LANES;
      a0 = FloatVector.broadcast(SPECIES, x[x0 + k]).fma(w0, a0);
      a1 = FloatVector.broadcast(SPECIES, x[x1 + k]).fma(w0, a1);
      a2 = FloatVector.broadcast(SPECIES, x[x2 + k]).fma(w0, a2);
      a3 = FloatVector.broadcast(SPECIES, x[x3 + k]).fma(w0, a3);
      a4 = FloatVector.broadcast(SPECIES, x[x4 + k]).fma(w0, a4);
      a5 = FloatVector.broadcast(SPECIES, x[x5 + k]).fma(w0, a5);
    }
    a0.intoArray(c, co);
    a1.intoArray(c, c1);
    a2.intoArray(c, c2);
    a3.intoArray(c, c3);
    a4.intoArray(c, c4);
    a5.intoArray(c, c5);
  }

  static void sweep1x1(float[] x, int x0, float[] w, int wo, int n, float[] c, int co) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, c, co);
    for (int k = 0; k < n; k++) {
      FloatVector b = FloatVector.broadcast(SPECIES, x[x0 + k]);
      a0 = b.fma(FloatVector.fromArray(SPECIES, w, wo), a0);
      wo += LANES;
    }
    a0.intoArray(c, co);
  }

  /*
   * The product: c[i][j] = sum over k of x[i][k] * w[k][j], rows of x and c TILE_STEP apart.
   *
   * One fixed step between rows lets C2 address them all from one base. Without checks left in the
   * loop it would load all of x first and run out of registers; a branch that is never taken keeps
   * four of the six loads behind it.
   */

  static void product6x2(float[] x, int xo, float[] w, int wo, int n, float[] c, int co) {
    FloatVector a00 = FloatVector.zero(SPECIES);
    FloatVector a01 = FloatVector.zero(SPECIES);
    FloatVector a10 = FloatVector.zero(SPECIES);
    FloatVector a11 = FloatVector.zero(SPECIES);
    FloatVector a20 = FloatVector.zero(SPECIES);
    FloatVector a21 = FloatVector.zero(SPECIES);
    FloatVector a30 = FloatVector.zero(SPECIES);
    FloatVector a31 = FloatVector.zero(SPECIES);
    FloatVector a40 = FloatVector.zero(SPECIES);
    FloatVector a41 = FloatVector.zero(SPECIES);
    FloatVector a50 = FloatVector.zero(SPECIES);
    FloatVector a51 = FloatVector.zero(SPECIES);
    for (int k = 0; k < n; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * PANEL);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + k * PANEL + LANES);
      FloatVector b = FloatVector.broadcast(SPECIES, x[xo + k]);
      a00 = b.fma(w0, a00);
      a01 = b.fma(w1, a01);
      b = FloatVector.broadcast(SPECIES, x[xo + k + TILE_STEP]);
      a10 = b.fma(w0, a10);
      a11 = b.fma(w1, a11);
      if (k == NEVER) {
        break;
      }
      b = FloatVector.broadcast(SPECIES, x[xo + k + 2 * TILE_STEP]);
      a20 = b.fma(w0, a20);
      a21 = b.fma(w1, a21);
      b = FloatVector.broadcast(SPECIES, x[xo + k + 3 * TILE_STEP]);
      a30 = b.fma(w0, a30);
      a31 = b.fma(w1, a31);
      b = FloatVector.broadcast(SPECIES, x[xo + k + 4 * TILE_STEP]);
      a40 = b.fma(w0, a40);
      a41 = b.fma(w1, a41);
      b = FloatVector.broadcast(SPECIES, x[xo + k + 5 * TILE_STEP]);
      a50 = b.fma(w0, a50);
      a51 = b.fma(w1, a51);
    }
    a00.intoArray(c, co);
    a01.intoArray(c, co + LANES);
    a10.intoArray(c, co + TILE_STEP);
    a11.intoArray(c, co + TILE_STEP + LANES);
    a20.intoArray(c, co + 2 * TILE_STEP);
    a21.intoArray(c, co + 2 * TILE_STEP + LANES);
    a30.intoArray(c, co + 3 * TILE_STEP);
    a31.intoArray(c, co + 3 * TILE_STEP + LANES);
    a40.intoArray(c, co + 4 * TILE_STEP);
    a41.intoArray(c, co + 4 * TILE_STEP + LANES);
    a50.intoArray(c, co + 5 * TILE_STEP);
    a51.intoArray(c, co + 5 * TILE_STEP + LANES);
  }

  static void addProduct6x2(float[] x, int xo, float[] w, int wo, int n, float[] c, int co) {
    FloatVector a00 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a01 = FloatVector.fromArray(SPECIES, c, co + LANES);
    FloatVector a10 = FloatVector.fromArray(SPECIES, c, co + TILE_STEP);
    FloatVector a11 = FloatVector.fromArray(SPECIES, c, co + TILE_STEP + LANES);
    FloatVector a20 = FloatVector.fromArray(SPECIES, c, co + 2 * TILE_STEP);
    FloatVector a21 = FloatVector.fromArray(SPECIES, c, co + 2 * TILE_STEP + LANES);
    FloatVector a30 = FloatVector.fromArray(SPECIES, c, co + 3 * TILE_STEP);
    FloatVector a31 = FloatVector.fromArray(SPECIES, c, co + 3 * TILE_STEP + LANES);
    FloatVector a40 = FloatVector.fromArray(SPECIES, c, co + 4 * TILE_STEP);
    FloatVector a41 = FloatVector.fromArray(SPECIES, c, co + 4 * TILE_STEP + LANES);
    FloatVector a50 = FloatVector.fromArray(SPECIES, c, co + 5 * TILE_STEP);
    FloatVector a51 = FloatVector.fromArray(SPECIES, c, co + 5 * TILE_STEP + LANES);
    for (int k = 0; k < n; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * PANEL);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wo + k * PANEL + LANES);
      FloatVector b = FloatVector.broadcast(SPECIES, x[xo + k]);
      a00 = b.fma(w0, a00);
      a01 = b.fma(w1, a01);
      b = FloatVector.broadcast(SPECIES, x[xo + k + TILE_STEP]);
      a10 = b.fma(w0, a10);
      a11 = b.fma(w1, a11);
      if (k == NEVER) {
        break;
      }
      b = FloatVector.broadcast(SPECIES, x[xo + k + 2 * TILE_STEP]);
      a20 = b.fma(w0, a20);
      a21 = b.fma(w1, a21);
      b = FloatVector.broadcast(SPECIES, x[xo + k + 3 * TILE_STEP]);
      a30 = b.fma(w0, a30);
      a31 = b.fma(w1, a31);
      b = FloatVector.broadcast(SPECIES, x[xo + k + 4 * TILE_STEP]);
      a40 = b.fma(w0, a40);
      a41 = b.fma(w1, a41);
      b = FloatVector.broadcast(SPECIES, x[xo + k + 5 * TILE_STEP]);
      a50 = b.fma(w0, a50);
      a51 = b.fma(w1, a51);
    }
    a00.intoArray(c, co);
    a01.intoArray(c, co + LANES);
    a10.intoArray(c, co + TILE_STEP);
    a11.intoArray(c, co + TILE_STEP + LANES);
    a20.intoArray(c, co + 2 * TILE_STEP);
    a21.intoArray(c, co + 2 * TILE_STEP + LANES);
    a30.intoArray(c, co + 3 * TILE_STEP);
    a31.intoArray(c, co + 3 * TILE_STEP + LANES);
    a40.intoArray(c, co + 4 * TILE_STEP);
    a41.intoArray(c, co + 4 * TILE_STEP + LANES);
    a50.intoArray(c, co + 5 * TILE_STEP);
    a51.intoArray(c, co + 5 * TILE_STEP + LANES);
  }

  static void product8x1(float[] x, int xo, float[] w, int wo, int n, float[] c, int co) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector a1 = FloatVector.zero(SPECIES);
    FloatVector a2 = FloatVector.zero(SPECIES);
    FloatVector a3 = FloatVector.zero(SPECIES);
    FloatVector a4 = FloatVector.zero(SPECIES);
    FloatVector a5 = FloatVector.zero(SPECIES);
    FloatVector a6 = FloatVector.zero(SPECIES);
    FloatVector a7 = FloatVector.zero(SPECIES);
    for (int k = 0; k < n; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * LANES);
      a0 = FloatVector.broadcast(SPECIES, x[xo + k]).fma(w0, a0);
      a1 = FloatVector.broadcast(SPECIES, x[xo + k + TILE_STEP]).fma(w0, a1);
      a2 = FloatVector.broadcast(SPECIES, x[xo + k + 2 * TILE_STEP]).fma(w0, a2);
      if (k == NEVER) {
        break;
      }
      a3 = FloatVector.broadcast(SPECIES, x[xo + k + 3 * TILE_STEP]).fma(w0, a3);
      a4 = FloatVector.broadcast(SPECIES, x[xo + k + 4 * TILE_STEP]).fma(w0, a4);
      a5 = FloatVector.broadcast(SPECIES, x[xo + k + 5 * TILE_STEP]).fma(w0, a5);
      a6 = FloatVector.broadcast(SPECIES, x[xo + k + 6 * TILE_STEP]).fma(w0, a6);
      a7 = FloatVector.broadcast(SPECIES, x[xo + k + 7 * TILE_STEP]).fma(w0, a7);
    }
    a0.intoArray(c, co);
    a1.intoArray(c, co + TILE_STEP);
    a2.intoArray(c, co + 2 * TILE_STEP);
    a3.intoArray(c, co + 3 * TILE_STEP);
    a4.intoArray(c, co + 4 * TILE_STEP);
    a5.intoArray(c, co + 5 * TILE_STEP);
    a6.intoArray(c, co + 6 * TILE_STEP);
    a7.intoArray(c, co + 7 * TILE_STEP);
  }

  static void addProduct8x1(float[] x, int xo, float[] w, int wo, int n, float[] c, int co) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, c, co);
    FloatVector a1 = FloatVector.fromArray(SPECIES, c, co + TILE_STEP);
    FloatVector a2 = FloatVector.fromArray(SPECIES, c, co + 2 * TILE_STEP);
    FloatVector a3 = FloatVector.fromArray(SPECIES, c, co + 3 * TILE_STEP);
    FloatVector a4 = FloatVector.fromArray(SPECIES, c, co + 4 * TILE_STEP);
    FloatVector a5 = FloatVector.fromArray(SPECIES, c, co + 5 * TILE_STEP);
    FloatVector a6 = FloatVector.fromArray(SPECIES, c, co + 6 * TILE_STEP);
    FloatVector a7 = FloatVector.fromArray(SPECIES, c, co + 7 * TILE_STEP);
    for (int k = 0; k < n; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wo + k * LANES);
      a0 = FloatVector.broadcast(SPECIES, x[xo + k]).fma(w0, a0);
      a1 = FloatVector.broadcast(SPECIES, x[xo + k + TILE_STEP]).fma(w0, a1);
      a2 = FloatVector.broadcast(SPECIES, x[xo + k + 2 * TILE_STEP]).fma(w0, a2);
      if (k == NEVER) {
        break;
      }
      a3 = FloatVector.broadcast(SPECIES, x[xo + k + 3 * TILE_STEP]).fma(w0, a3);
      a4 = FloatVector.broadcast(SPECIES, x[xo + k + 4 * TILE_STEP]).fma(w0, a4);
      a5 = FloatVector.broadcast(SPECIES, x[xo + k + 5 * TILE_STEP]).fma(w0, a5);
      a6 = FloatVector.broadcast(SPECIES, x[xo + k + 6 * TILE_STEP]).fma(w0, a6);
      a7 = FloatVector.broadcast(SPECIES, x[xo + k + 7 * TILE_STEP]).fma(w0, a7);
    }
    a0.intoArray(c, co);
    a1.intoArray(c, co + TILE_STEP);
    a2.intoArray(c, co + 2 * TILE_STEP);
    a3.intoArray(c, co + 3 * TILE_STEP);
    a4.intoArray(c, co + 4 * TILE_STEP);
    a5.intoArray(c, co + 5 * TILE_STEP);
    a6.intoArray(c, co + 6 * TILE_STEP);
    a7.intoArray(c, co + 7 * TILE_STEP);
  }
}
