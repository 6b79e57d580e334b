package io.crema.core.kernel;

import java.util.Arrays;

/**
 * A 3x3 convolution of stride 1 as F(4x4, 3x3) of Lavin &amp; Gray (2016): tiles of 4x4 outputs,
 * each from 6x6 inputs, with 36 products in place of 144.
 *
 * <p>The polynomials meet at 0, 3/4, -3/4, 3/2, -3/2 and infinity. These points give a third of the
 * error of the usual 0, 1, -1, 2, -2, and all factors but those of the filter are exact.
 *
 * <p>Written for one axis, with d six inputs, m six products and g three weights:
 *
 * <pre>{@code
 * input    v0 = d4 - 45/16 d2 + 81/64 d0        v5 = d5 - 45/16 d3 + 81/64 d1
 *          v1, v2 = (d4 - 9/4 d2) +- 3/4 (d3 - 9/4 d1)
 *          v3, v4 = (d4 - 9/16 d2) +- 3/2 (d3 - 9/16 d1)
 * filter   u0 = 64/81 g0                        u5 = g2
 *          u1, u2 = -128/243 (g0 + 9/16 g2 +- 3/4 g1)
 *          u3, u4 = 32/243 (g0 + 9/4 g2 +- 3/2 g1)
 * output   y0 = m0 + (m1 + m2) + (m3 + m4)      y1 = 3/4 (m1 - m2) + 3/2 (m3 - m4)
 *          y2 = 9/16 (m1 + m2) + 9/4 (m3 + m4)  y3 = 27/64 (m1 - m2) + 27/8 (m3 - m4) + m5
 * }</pre>
 *
 * Gradients by the weights take the transposed ways: from output gradients to products, and from
 * products to weights.
 */
final class Winograd {

  /** Outputs of a tile on each axis. */
  static final int TILE = 4;

  /** Inputs, and products, of a tile on each axis. */
  static final int SIDE = 6;

  /** Products of a tile. */
  static final int POINTS = SIDE * SIDE;

  static final float A = 3f / 4;
  static final float A2 = A * A;
  static final float A3 = A * A * A;
  static final float B = 3f / 2;
  static final float B2 = B * B;
  static final float B3 = B * B * B;
  static final float SUM = A2 + B2;
  static final float PRODUCT = A2 * B2;

  static final float FILTER_0 = 64f / 81;
  static final float FILTER_A = -128f / 243;
  static final float FILTER_B = 32f / 243;

  final Correlation correlation;
  final int tilesHigh;
  final int tilesWide;

  Winograd(Correlation correlation) {
    this.correlation = correlation;
    tilesHigh = (correlation.outHeight + TILE - 1) / TILE;
    tilesWide = (correlation.outWidth + TILE - 1) / TILE;
  }

  /** Tiles of one image. */
  int tiles() {
    return tilesHigh * tilesWide;
  }

  /** First output row of a tile. */
  int row(int tile) {
    return tile % tiles() / tilesWide * TILE;
  }

  /** First output column of a tile. */
  int column(int tile) {
    return tile % tilesWide * TILE;
  }

  /**
   * Length of packed filters.
   *
   * @param lanes output channels are filled up to a multiple of it
   */
  static int packedLength(int channels, int outChannels, int lanes) {
    return POINTS * channels * whole(outChannels, lanes);
  }

  private static int whole(int channels, int lanes) {
    return (channels + lanes - 1) / lanes * lanes;
  }

  /**
   * Transforms all filters, and packs them {@code [point][panel][channel][panel width]}, the last
   * panel narrower, and filled up with zeros to whole {@code lanes}.
   *
   * @param backward whether they go from {@code out} to {@code in} channels, the kernel turned
   * @param panel output channels that lie side by side
   * @param lanes output channels are filled up to a multiple of it
   */
  static void pack(
      int in, int out, boolean backward, int panel, int lanes, float[] weights, float[] packed) {
    int channels = backward ? out : in;
    int outChannels = backward ? in : out;
    int width = whole(outChannels, lanes);
    int pointStep = channels * width;
    if (outChannels != width) {
      Arrays.fill(packed, 0, POINTS * pointStep, 0f);
    }
    int step = backward ? -in * out : in * out;
    int first = backward ? 8 * in * out : 0;
    for (int k = 0; k < channels; k++) {
      for (int o = 0; o < outChannels; o++) {
        int at = first + (backward ? o * out + k : k * out + o);
        int left = o / panel * panel;
        int to = left * channels + k * Math.min(panel, width - left) + o - left;
        filter(weights, at, step, packed, to, pointStep);
      }
    }
  }

  /**
   * Transforms one filter.
   *
   * @param weights where its nine weights are
   * @param at the first of them
   * @param step from one to the next; negative for a kernel turned by 180 degrees
   * @param u where its 36 values go
   * @param to the first of them
   * @param pointStep from one to the next
   */
  static void filter(float[] weights, int at, int step, float[] u, int to, int pointStep) {
    for (int y = 0; y < SIDE; y++) {
      float g0 = point(y, weights, at, 3 * step);
      float g1 = point(y, weights, at + step, 3 * step);
      float g2 = point(y, weights, at + 2 * step, 3 * step);
      int line = to + y * SIDE * pointStep;
      for (int x = 0; x < SIDE; x++) {
        u[line + x * pointStep] = point(x, g0, g1, g2);
      }
    }
  }

  private static float point(int which, float[] weights, int at, int step) {
    return point(which, weights[at], weights[at + step], weights[at + 2 * step]);
  }

  /** One of the six points that a line of a filter is transformed to. */
  private static float point(int which, float g0, float g1, float g2) {
    return switch (which) {
      case 0 -> FILTER_0 * g0;
      case 1 -> FILTER_A * (Math.fma(A2, g2, g0) + A * g1);
      case 2 -> FILTER_A * (Math.fma(A2, g2, g0) - A * g1);
      case 3 -> FILTER_B * (Math.fma(B2, g2, g0) + B * g1);
      case 4 -> FILTER_B * (Math.fma(B2, g2, g0) - B * g1);
      default -> g2;
    };
  }
}
