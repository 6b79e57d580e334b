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
    for (int c = 0; c < channels; c += LANES) {
      int p = 0;
      for (; p + 4 <= pixels; p += 4) {
        int from = s + p * sStep + c;
        sums4(
            high,
            wide,
            sTap,
            source,
            from,
            sStep,
            sLine,
            weights,
            w + c,
            wStep,
            wLine,
            begin,
            c,
            to,
            t + p * tStep + c,
            tStep);
      }
      for (; p < pixels; p++) {
        int from = s + p * sStep + c;
        sums1(
            high,
            wide,
            sTap,
            source,
            from,
            sLine,
            weights,
            w + c,
            wStep,
            wLine,
            begin,
            c,
            to,
            t + p * tStep + c);
      }
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
