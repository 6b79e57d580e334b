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
      if (high == 3 && wide == 3 && sStep == sTap) {
        done = pixels / 4 * 4;
        row3x3(
            done, source, from, sTap, sLine, weights, w + c, wStep, wLine, begin, c, to, p, tStep);
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

  /** Pixels under a kernel of 3x3, four at a time, where neighbours share two of three columns. */
  private static void row3x3(
      int pixels,
      float[] x,
      int x0,
      int xTap,
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
    // constants
    FloatVector bias = FloatVector.fromArray(SPECIES, begin, b);
    FloatVector v00 = FloatVector.fromArray(SPECIES, w, w0);
    FloatVector v01 = FloatVector.fromArray(SPECIES, w, w0 + wStep);
    FloatVector v02 = FloatVector.fromArray(SPECIES, w, w0 + 2 * wStep);
    FloatVector v10 = FloatVector.fromArray(SPECIES, w, w0 + wLine);
    FloatVector v11 = FloatVector.fromArray(SPECIES, w, w0 + wLine + wStep);
    FloatVector v12 = FloatVector.fromArray(SPECIES, w, w0 + wLine + 2 * wStep);
    FloatVector v20 = FloatVector.fromArray(SPECIES, w, w0 + 2 * wLine);
    FloatVector v21 = FloatVector.fromArray(SPECIES, w, w0 + 2 * wLine + wStep);
    FloatVector v22 = FloatVector.fromArray(SPECIES, w, w0 + 2 * wLine + 2 * wStep);
    // main loop
    for (int p = 0; p < pixels; p += 4) {
      FloatVector a0 = bias;
      FloatVector a1 = bias;
      FloatVector a2 = bias;
      FloatVector a3 = bias;
      int q = x0;
      FloatVector i = FloatVector.fromArray(SPECIES, x, q);
      a0 = v00.fma(i, a0);
      i = FloatVector.fromArray(SPECIES, x, q + xTap);
      a0 = v01.fma(i, a0);
      a1 = v00.fma(i, a1);
      i = FloatVector.fromArray(SPECIES, x, q + 2 * xTap);
      a0 = v02.fma(i, a0);
      a1 = v01.fma(i, a1);
      a2 = v00.fma(i, a2);
      i = FloatVector.fromArray(SPECIES, x, q + 3 * xTap);
      a1 = v02.fma(i, a1);
      a2 = v01.fma(i, a2);
      a3 = v00.fma(i, a3);
      i = FloatVector.fromArray(SPECIES, x, q + 4 * xTap);
      a2 = v02.fma(i, a2);
      a3 = v01.fma(i, a3);
      i = FloatVector.fromArray(SPECIES, x, q + 5 * xTap);
      a3 = v02.fma(i, a3);
      q += xLine;
      i = FloatVector.fromArray(SPECIES, x, q);
      a0 = v10.fma(i, a0);
      i = FloatVector.fromArray(SPECIES, x, q + xTap);
      a0 = v11.fma(i, a0);
      a1 = v10.fma(i, a1);
      i = FloatVector.fromArray(SPECIES, x, q + 2 * xTap);
      a0 = v12.fma(i, a0);
      a1 = v11.fma(i, a1);
      a2 = v10.fma(i, a2);
      i = FloatVector.fromArray(SPECIES, x, q + 3 * xTap);
      a1 = v12.fma(i, a1);
      a2 = v11.fma(i, a2);
      a3 = v10.fma(i, a3);
      i = FloatVector.fromArray(SPECIES, x, q + 4 * xTap);
      a2 = v12.fma(i, a2);
      a3 = v11.fma(i, a3);
      i = FloatVector.fromArray(SPECIES, x, q + 5 * xTap);
      a3 = v12.fma(i, a3);
      q += xLine;
      i = FloatVector.fromArray(SPECIES, x, q);
      a0 = v20.fma(i, a0);
      i = FloatVector.fromArray(SPECIES, x, q + xTap);
      a0 = v21.fma(i, a0);
      a1 = v20.fma(i, a1);
      i = FloatVector.fromArray(SPECIES, x, q + 2 * xTap);
      a0 = v22.fma(i, a0);
      a1 = v21.fma(i, a1);
      a2 = v20.fma(i, a2);
      i = FloatVector.fromArray(SPECIES, x, q + 3 * xTap);
      a1 = v22.fma(i, a1);
      a2 = v21.fma(i, a2);
      a3 = v20.fma(i, a3);
      i = FloatVector.fromArray(SPECIES, x, q + 4 * xTap);
      a2 = v22.fma(i, a2);
      a3 = v21.fma(i, a3);
      i = FloatVector.fromArray(SPECIES, x, q + 5 * xTap);
      a3 = v22.fma(i, a3);
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
