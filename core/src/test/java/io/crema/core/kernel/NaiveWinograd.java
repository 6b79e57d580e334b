package io.crema.core.kernel;

import static io.crema.core.kernel.Winograd.POINTS;
import static io.crema.core.kernel.Winograd.SIDE;
import static io.crema.core.kernel.Winograd.TILE;

import org.jspecify.annotations.Nullable;

/**
 * {@link Winograd} tile by tile and channel by channel: what the bits of every implementation have
 * to be.
 */
final class NaiveWinograd {

  private static final float A = 3f / 4;
  private static final float B = 3f / 2;

  private NaiveWinograd() {}

  /** From some values on an axis to others. */
  private interface Line {
    float[] of(float[] values);
  }

  static float[] forward(ConvGeometry g, int images, float[] input, float[] weights, float[] bias) {
    return correlate(g.forward()[0], images, input, filters(g, weights, false), bias);
  }

  static float[] backwardData(ConvGeometry g, int images, float[] dOutput, float[] weights) {
    return correlate(g.backward()[0], images, dOutput, filters(g, weights, true), null);
  }

  /** Transformed filters {@code [channel][output channel][point]}. */
  private static float[][][] filters(ConvGeometry g, float[] weights, boolean backward) {
    int in = g.inChannels();
    int out = g.outChannels();
    float[][][] filters = new float[backward ? out : in][backward ? in : out][];
    for (int i = 0; i < in; i++) {
      for (int o = 0; o < out; o++) {
        float[] u = new float[POINTS];
        int step = backward ? -in * out : in * out;
        int first = (backward ? 8 * in * out : 0) + i * out + o;
        Winograd.filter(weights, first, step, u, 0, 1);
        filters[backward ? o : i][backward ? i : o] = u;
      }
    }
    return filters;
  }

  private static float[] correlate(
      Correlation c, int images, float[] input, float[][][] filters, float @Nullable [] bias) {
    float[] output = new float[images * c.outSize];
    Winograd w = new Winograd(c);
    for (int tile = 0; tile < images * w.tiles(); tile++) {
      float[][] points = new float[c.channels][];
      for (int k = 0; k < c.channels; k++) {
        points[k] = inputPoints(w, tile, input, k);
      }
      for (int o = 0; o < c.outChannels; o++) {
        float[] products = new float[POINTS];
        for (int k = 0; k < c.channels; k++) {
          add(points[k], filters[k][o], products);
        }
        float[] columns = columns(products, SIDE, TILE, NaiveWinograd::output);
        float[] pixels = rows(columns, SIDE, TILE, NaiveWinograd::output);
        for (int p = 0; p < pixels.length; p++) {
          int at = outputIndex(w, tile, p, o);
          if (at >= 0) {
            output[at] = pixels[p] + (bias == null ? 0f : bias[o]);
          }
        }
      }
    }
    return output;
  }

  /** Adds its gradient to {@code dWeights}. */
  static void backwardWeights(
      ConvGeometry g, int images, float[] input, float[] dOutput, float[] dWeights) {
    Winograd w = new Winograd(g.forward()[0]);
    int in = g.inChannels();
    int out = g.outChannels();
    float[][] sums = new float[in * out][POINTS];
    for (int tile = 0; tile < images * w.tiles(); tile++) {
      float[][] dPoints = new float[out][];
      for (int o = 0; o < out; o++) {
        dPoints[o] = outputPoints(w, tile, dOutput, o);
      }
      for (int i = 0; i < in; i++) {
        float[] points = inputPoints(w, tile, input, i);
        for (int o = 0; o < out; o++) {
          add(points, dPoints[o], sums[i * out + o]);
        }
      }
    }
    for (int i = 0; i < in * out; i++) {
      float[] columns = columns(sums[i], SIDE, 3, NaiveWinograd::filter);
      float[] gradient = rows(columns, SIDE, 3, NaiveWinograd::filter);
      for (int pixel = 0; pixel < 9; pixel++) {
        dWeights[pixel * in * out + i] += gradient[pixel];
      }
    }
  }

  private static void add(float[] x, float[] y, float[] sums) {
    for (int p = 0; p < POINTS; p++) {
      sums[p] = Math.fma(x[p], y[p], sums[p]);
    }
  }

  private static float[] inputPoints(Winograd w, int tile, float[] input, int channel) {
    Correlation c = w.correlation;
    float[] pixels = new float[POINTS];
    for (int p = 0; p < POINTS; p++) {
      int y = w.row(tile) + p / SIDE - c.padTop;
      int x = w.column(tile) + p % SIDE - c.padLeft;
      if (y >= 0 && y < c.sourceHeight && x >= 0 && x < c.sourceWidth) {
        int pixel = (tile / w.tiles() * c.sourceHeight + y) * c.sourceWidth + x;
        pixels[p] = input[pixel * c.channels + channel];
      }
    }
    float[] lines = rows(pixels, SIDE, SIDE, NaiveWinograd::input);
    return columns(lines, SIDE, SIDE, NaiveWinograd::input);
  }

  private static float[] outputPoints(Winograd w, int tile, float[] dOutput, int channel) {
    float[] pixels = new float[TILE * TILE];
    for (int p = 0; p < pixels.length; p++) {
      int at = outputIndex(w, tile, p, channel);
      pixels[p] = at < 0 ? 0f : dOutput[at];
    }
    float[] lines = rows(pixels, TILE, SIDE, NaiveWinograd::outputGradient);
    return columns(lines, SIDE, SIDE, NaiveWinograd::outputGradient);
  }

  /** Where an output is, -1 where there is none. */
  private static int outputIndex(Winograd w, int tile, int p, int channel) {
    Correlation c = w.correlation;
    int y = w.row(tile) + p / TILE;
    int x = w.column(tile) + p % TILE;
    if (y >= c.outHeight || x >= c.outWidth) {
      return -1;
    }
    int pixel = (tile / w.tiles() * c.outHeight + y) * c.outWidth + x;
    return pixel * c.outChannels + channel;
  }

  /** Each row of {@code width} values to one of {@code newWidth}. */
  private static float[] rows(float[] values, int width, int newWidth, Line line) {
    int height = values.length / width;
    float[] result = new float[height * newWidth];
    for (int y = 0; y < height; y++) {
      float[] row = new float[width];
      System.arraycopy(values, y * width, row, 0, width);
      System.arraycopy(line.of(row), 0, result, y * newWidth, newWidth);
    }
    return result;
  }

  /** Each column to one of {@code newHeight} values. */
  private static float[] columns(float[] values, int width, int newHeight, Line line) {
    int height = values.length / width;
    float[] result = new float[newHeight * width];
    for (int x = 0; x < width; x++) {
      float[] column = new float[height];
      for (int y = 0; y < height; y++) {
        column[y] = values[y * width + x];
      }
      float[] changed = line.of(column);
      for (int y = 0; y < newHeight; y++) {
        result[y * width + x] = changed[y];
      }
    }
    return result;
  }

  private static float[] input(float[] d) {
    float evenA = Math.fma(d[2], -B * B, d[4]);
    float oddA = Math.fma(d[1], -B * B, d[3]);
    float evenB = Math.fma(d[2], -A * A, d[4]);
    float oddB = Math.fma(d[1], -A * A, d[3]);
    return new float[] {
      Math.fma(d[2], -(A * A + B * B), Math.fma(d[0], A * A * B * B, d[4])),
      Math.fma(oddA, A, evenA),
      Math.fma(oddA, -A, evenA),
      Math.fma(oddB, B, evenB),
      Math.fma(oddB, -B, evenB),
      Math.fma(d[3], -(A * A + B * B), Math.fma(d[1], A * A * B * B, d[5]))
    };
  }

  private static float[] output(float[] m) {
    float sumA = m[1] + m[2];
    float gapA = m[1] - m[2];
    float sumB = m[3] + m[4];
    float gapB = m[3] - m[4];
    return new float[] {
      m[0] + sumA + sumB,
      Math.fma(gapB, B, gapA * A),
      Math.fma(sumB, B * B, sumA * (A * A)),
      Math.fma(gapB, B * B * B, Math.fma(gapA, A * A * A, m[5]))
    };
  }

  private static float[] outputGradient(float[] y) {
    float evenA = Math.fma(y[2], A * A, y[0]);
    float oddA = Math.fma(y[3], A * A * A, y[1] * A);
    float evenB = Math.fma(y[2], B * B, y[0]);
    float oddB = Math.fma(y[3], B * B * B, y[1] * B);
    return new float[] {y[0], evenA + oddA, evenA - oddA, evenB + oddB, evenB - oddB, y[3]};
  }

  private static float[] filter(float[] u) {
    float zero = (float) (64.0 / 81);
    float a = (float) (-128.0 / 243);
    float b = (float) (32.0 / 243);
    float sumA = u[1] + u[2];
    float gapA = u[1] - u[2];
    float sumB = u[3] + u[4];
    float gapB = u[3] - u[4];
    return new float[] {
      Math.fma(sumB, b, Math.fma(sumA, a, u[0] * zero)),
      Math.fma(gapB, b * B, gapA * (a * A)),
      Math.fma(sumB, b * (B * B), Math.fma(sumA, a * (A * A), u[5]))
    };
  }
}
