package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * {@link DepthwiseOps} on the Vector API, lanes over channels, of which there are whole vectors.
 *
 * <p>A method is named after the pixels or the weights whose sums stay in registers. All taps are
 * one loop: JDK 17 boxes vectors that live through two, one in the other.
 */
final class VectorDepthwiseOps implements DepthwiseOps {

  @Override
  public void sums(
      DepthwiseSweep sweep,
      int y,
      int x,
      int channels,
      float[] source,
      int s,
      float[] weights,
      float[] begin,
      float[] to,
      int t) {
    AxisTaps rows = sweep.rows;
    AxisTaps columns = sweep.columns;
    int high = rows.count[y];
    int wide = columns.count[x];
    int sTap = columns.sourceStep * channels;
    int sLine = rows.sourceStep * sweep.sourceWidth * channels;
    int sStep = columns.move * channels;
    int tStep = columns.period * channels;
    int w = (rows.kernel[y] * sweep.kernelWidth + columns.kernel[x]) * channels;
    int wLine = rows.kernelStep * sweep.kernelWidth * channels;
    int wStep = columns.kernelStep * channels;
    int pixels = columns.alike[x];
    int done = 0;
    for (int c = 0; c < channels; c += LANES) {
      int from = s + c;
      int p = t + c;
      done = 0;
      if (wide == 3 && sStep == sTap && pixels >= 4) {
        done = pixels / 4 * 4;
        begin(done, begin, c, to, p, tStep);
        for (int k = 0; k < high; k++) {
          addRow3(
              done,
              source,
              from + k * sLine,
              sTap,
              weights,
              w + c + k * wLine,
              wStep,
              to,
              p,
              tStep);
        }
      }
      for (; done + 4 <= pixels; done += 4) {
        sums4(
            high,
            wide,
            sTap,
            source,
            from + done * sStep,
            sStep,
            sLine,
            weights,
            w + c,
            wStep,
            wLine,
            begin,
            c,
            to,
            p + done * tStep,
            tStep);
      }
    }
    for (; done < pixels; done++) {
      int from = s + done * sStep;
      int p = t + done * tStep;
      int c = 0;
      for (; c + 4 * LANES <= channels; c += 4 * LANES) {
        channels4(
            high, wide, sTap, source, from + c, sLine, weights, w + c, wStep, wLine, begin, c, to,
            p + c);
      }
      for (; c < channels; c += LANES) {
        sums1(
            high, wide, sTap, source, from + c, sLine, weights, w + c, wStep, wLine, begin, c, to,
            p + c);
      }
    }
  }

  private static void begin(int pixels, float[] begin, int b, float[] t, int t0, int tStep) {
    FloatVector a = FloatVector.fromArray(SPECIES, begin, b);
    for (int p = 0; p < pixels; p++) {
      a.intoArray(t, t0 + p * tStep);
    }
  }

  /**
   * Adds the products with a kernel row of three, for four pixels at a time: neighbours share two
   * of three source pixels.
   */
  private static void addRow3(
      int pixels,
      float[] x,
      int x0,
      int xTap,
      float[] w,
      int w0,
      int wStep,
      float[] t,
      int t0,
      int tStep) {
    FloatVector v0 = FloatVector.fromArray(SPECIES, w, w0);
    FloatVector v1 = FloatVector.fromArray(SPECIES, w, w0 + wStep);
    FloatVector v2 = FloatVector.fromArray(SPECIES, w, w0 + 2 * wStep);
    for (int p = 0; p < pixels; p += 4) {
      // accumulators
      FloatVector a0 = FloatVector.fromArray(SPECIES, t, t0);
      FloatVector a1 = FloatVector.fromArray(SPECIES, t, t0 + tStep);
      FloatVector a2 = FloatVector.fromArray(SPECIES, t, t0 + 2 * tStep);
      FloatVector a3 = FloatVector.fromArray(SPECIES, t, t0 + 3 * tStep);
      // products
      a0 = v0.fma(FloatVector.fromArray(SPECIES, x, x0), a0);
      FloatVector i = FloatVector.fromArray(SPECIES, x, x0 + xTap);
      a0 = v1.fma(i, a0);
      a1 = v0.fma(i, a1);
      i = FloatVector.fromArray(SPECIES, x, x0 + 2 * xTap);
      a0 = v2.fma(i, a0);
      a1 = v1.fma(i, a1);
      a2 = v0.fma(i, a2);
      i = FloatVector.fromArray(SPECIES, x, x0 + 3 * xTap);
      a1 = v2.fma(i, a1);
      a2 = v1.fma(i, a2);
      a3 = v0.fma(i, a3);
      i = FloatVector.fromArray(SPECIES, x, x0 + 4 * xTap);
      a2 = v2.fma(i, a2);
      a3 = v1.fma(i, a3);
      i = FloatVector.fromArray(SPECIES, x, x0 + 5 * xTap);
      a3 = v2.fma(i, a3);
      // store
      a0.intoArray(t, t0);
      a1.intoArray(t, t0 + tStep);
      a2.intoArray(t, t0 + 2 * tStep);
      a3.intoArray(t, t0 + 3 * tStep);
      x0 += 4 * xTap;
      t0 += 4 * tStep;
    }
  }

  private static void sums4(
      int high,
      int wide,
      int xTap,
      float[] x,
      int x0,
      int xStep,
      int xLine,
      float[] w,
      int w0,
      int wStep,
      int wLine,
      float[] begin,
      int b,
      float[] t,
      int t0,
      int tStep) {
    // accumulators
    FloatVector a0 = FloatVector.fromArray(SPECIES, begin, b);
    FloatVector a1 = FloatVector.fromArray(SPECIES, begin, b);
    FloatVector a2 = FloatVector.fromArray(SPECIES, begin, b);
    FloatVector a3 = FloatVector.fromArray(SPECIES, begin, b);
    // main loop
    int j = wide;
    for (int k = high * wide; k > 0; k--) {
      FloatVector v = FloatVector.fromArray(SPECIES, w, w0);
      a0 = v.fma(FloatVector.fromArray(SPECIES, x, x0), a0);
      a1 = v.fma(FloatVector.fromArray(SPECIES, x, x0 + xStep), a1);
      a2 = v.fma(FloatVector.fromArray(SPECIES, x, x0 + 2 * xStep), a2);
      a3 = v.fma(FloatVector.fromArray(SPECIES, x, x0 + 3 * xStep), a3);
      x0 += xTap;
      w0 += wStep;
      if (--j == 0) {
        j = wide;
        x0 += xLine - wide * xTap;
        w0 += wLine - wide * wStep;
      }
    }
    // store
    a0.intoArray(t, t0);
    a1.intoArray(t, t0 + tStep);
    a2.intoArray(t, t0 + 2 * tStep);
    a3.intoArray(t, t0 + 3 * tStep);
  }

  /** One pixel, four vectors of channels. */
  private static void channels4(
      int high,
      int wide,
      int xTap,
      float[] x,
      int x0,
      int xLine,
      float[] w,
      int w0,
      int wStep,
      int wLine,
      float[] begin,
      int b,
      float[] t,
      int t0) {
    // accumulators
    FloatVector a0 = FloatVector.fromArray(SPECIES, begin, b);
    FloatVector a1 = FloatVector.fromArray(SPECIES, begin, b + LANES);
    FloatVector a2 = FloatVector.fromArray(SPECIES, begin, b + 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(SPECIES, begin, b + 3 * LANES);
    // main loop
    int j = wide;
    for (int k = high * wide; k > 0; k--) {
      FloatVector v = FloatVector.fromArray(SPECIES, w, w0);
      a0 = v.fma(FloatVector.fromArray(SPECIES, x, x0), a0);
      v = FloatVector.fromArray(SPECIES, w, w0 + LANES);
      a1 = v.fma(FloatVector.fromArray(SPECIES, x, x0 + LANES), a1);
      v = FloatVector.fromArray(SPECIES, w, w0 + 2 * LANES);
      a2 = v.fma(FloatVector.fromArray(SPECIES, x, x0 + 2 * LANES), a2);
      v = FloatVector.fromArray(SPECIES, w, w0 + 3 * LANES);
      a3 = v.fma(FloatVector.fromArray(SPECIES, x, x0 + 3 * LANES), a3);
      x0 += xTap;
      w0 += wStep;
      if (--j == 0) {
        j = wide;
        x0 += xLine - wide * xTap;
        w0 += wLine - wide * wStep;
      }
    }
    // store
    a0.intoArray(t, t0);
    a1.intoArray(t, t0 + LANES);
    a2.intoArray(t, t0 + 2 * LANES);
    a3.intoArray(t, t0 + 3 * LANES);
  }

  private static void sums1(
      int high,
      int wide,
      int xTap,
      float[] x,
      int x0,
      int xLine,
      float[] w,
      int w0,
      int wStep,
      int wLine,
      float[] begin,
      int b,
      float[] t,
      int t0) {
    FloatVector a = FloatVector.fromArray(SPECIES, begin, b);
    int j = wide;
    for (int k = high * wide; k > 0; k--) {
      FloatVector v = FloatVector.fromArray(SPECIES, w, w0);
      a = v.fma(FloatVector.fromArray(SPECIES, x, x0), a);
      x0 += xTap;
      w0 += wStep;
      if (--j == 0) {
        j = wide;
        x0 += xLine - wide * xTap;
        w0 += wLine - wide * wStep;
      }
    }
    a.intoArray(t, t0);
  }

  @Override
  public void rectify(int first, int end, float[] values) {
    VectorElementwise.rectify(first, end, values);
  }

  @Override
  public void gradients(
      AxisTaps columns,
      int x,
      int channels,
      float[] input,
      int s,
      float[] dOutput,
      int d,
      float[] dWeights,
      int w) {
    int pixels = columns.alike[x];
    int step = columns.move * channels;
    int taps = columns.count[x];
    int tap = columns.sourceStep * channels;
    for (int c = 0; c < channels; c += LANES) {
      int j = 0;
      for (; j + 3 <= taps; j += 3) {
        int from = s + j * tap + c;
        int to = w + j * channels + c;
        gradients3(pixels, channels, input, from, tap, step, dOutput, d + c, dWeights, to);
      }
      for (; j < taps; j++) {
        int from = s + j * tap + c;
        int to = w + j * channels + c;
        gradients1(pixels, channels, input, from, step, dOutput, d + c, dWeights, to);
      }
    }
  }

  private static void gradients3(
      int pixels,
      int channels,
      float[] x,
      int x0,
      int xTap,
      int xStep,
      float[] d,
      int d0,
      float[] t,
      int t0) {
    int t1 = t0 + channels;
    int t2 = t1 + channels;
    FloatVector a0 = FloatVector.fromArray(SPECIES, t, t0);
    FloatVector a1 = FloatVector.fromArray(SPECIES, t, t1);
    FloatVector a2 = FloatVector.fromArray(SPECIES, t, t2);
    for (int p = 0; p < pixels; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, d, d0 + p * channels);
      int from = x0 + p * xStep;
      a0 = v.fma(FloatVector.fromArray(SPECIES, x, from), a0);
      a1 = v.fma(FloatVector.fromArray(SPECIES, x, from + xTap), a1);
      a2 = v.fma(FloatVector.fromArray(SPECIES, x, from + 2 * xTap), a2);
    }
    a0.intoArray(t, t0);
    a1.intoArray(t, t1);
    a2.intoArray(t, t2);
  }

  private static void gradients1(
      int pixels,
      int channels,
      float[] x,
      int x0,
      int xStep,
      float[] d,
      int d0,
      float[] t,
      int t0) {
    FloatVector a = FloatVector.fromArray(SPECIES, t, t0);
    for (int p = 0; p < pixels; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, d, d0 + p * channels);
      a = v.fma(FloatVector.fromArray(SPECIES, x, x0 + p * xStep), a);
    }
    a.intoArray(t, t0);
  }
}
