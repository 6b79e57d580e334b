package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.PANEL;
import static io.crema.core.kernel.VectorTiles.ROWS;
import static io.crema.core.kernel.VectorTiles.panelWidth;
import static io.crema.core.kernel.VectorTiles.wholeVectors;

import io.crema.core.kernel.Scratch.Use;
import org.jspecify.annotations.Nullable;

/**
 * Sweeps of stride 1 over an image that is stored plane by plane, a plane for each channel: for few
 * channels, of which one kernel row is too short a loop.
 *
 * <p>A table tells where in the planes each weight of the chain meets the first pixel; its
 * neighbours follow one by one, so a whole chain is one loop. Lanes run over output channels, or
 * over pixels where there are fewer output channels than lanes.
 */
final class VectorPlanes {

  /** Kernel rows of this length and more are worth a loop each. */
  private static final int LONG_RUN = 64;

  /** Most pixels that are computed together. */
  private static final int MOST_PIXELS = 10;

  private VectorPlanes() {}

  static boolean suits(Correlation c) {
    return c.strideHeight == 1
        && c.strideWidth == 1
        && c.depth > c.channels
        && (alongPixels(c) || c.run() < LONG_RUN);
  }

  /** Whether lanes over pixels are of use, and compute fewer values in vain. */
  private static boolean alongPixels(Correlation c) {
    int pixels = (c.outHeight - 1) * c.width + c.outWidth;
    long byPixels = (long) whole(c.outChannels, ROWS) * whole(pixels, PANEL);
    long byChannels = (long) LANES * c.outHeight * whole(c.outWidth, tileSize(c.outWidth, true));
    return c.outChannels <= LANES && byPixels < byChannels;
  }

  private static int whole(int count, int size) {
    return (count + size - 1) / size * size;
  }

  /** Pixels of a row that are computed together: the size that leaves least of its last tile. */
  private static int tileSize(int width, boolean narrow) {
    int more = narrow ? MOST_PIXELS : ROWS;
    int less = narrow ? 7 : 5;
    return whole(width, less) < whole(width, more) ? less : more;
  }

  // packing: [group][depth][group size], filled up with zeros

  /** Length of all groups side by side. */
  private static int wholeGroups(Correlation c) {
    return alongPixels(c) ? whole(c.outChannels, ROWS) : wholeVectors(c.outChannels);
  }

  /** Output channels that are packed side by side. */
  private static int groupSize(Correlation c, int first) {
    return alongPixels(c) ? ROWS : panelWidth(c.outChannels, first);
  }

  static int packedLength(Correlation c) {
    return wholeGroups(c) * c.depth;
  }

  /**
   * Packs the weights of a part of a convolution.
   *
   * @param at where they begin in {@code packed}
   */
  static void pack(Correlation c, float[] weights, float[] packed, int at) {
    for (int k = 0; k < c.depth; k++) {
      for (int o = 0; o < wholeGroups(c); o++) {
        packed[at + place(c, k, o)] = o < c.outChannels ? weights[c.weightAt(k, o)] : 0f;
      }
    }
  }

  private static int place(Correlation c, int k, int o) {
    int first = alongPixels(c) ? o / ROWS * ROWS : o / PANEL * PANEL;
    return first * c.depth + k * groupSize(c, first) + o - first;
  }

  // the sweep

  /** Computes output rows, counted over all images, and finishes them. */
  static void sweep(
      Correlation c,
      int first,
      int end,
      float[] input,
      float[] packed,
      float @Nullable [] bias,
      float @Nullable [] addend,
      boolean rectify,
      float @Nullable [] rectified,
      float[] output,
      Scratch scratch) {
    int row = c.outWidth * c.outChannels;
    int done = first;
    while (done < end) {
      int image = done / c.outHeight;
      int next = Math.min(end, (image + 1) * c.outHeight);
      rows(c, image, done, next, input, packed, 0, bias, output, scratch);
      VectorElementwise.finish(done * row, next * row, addend, rectify, rectified, output);
      done = next;
    }
  }

  /** Computes output rows of an image, counted over all images. */
  static void rows(
      Correlation c,
      int image,
      int first,
      int end,
      float[] input,
      float[] packed,
      int weights,
      float @Nullable [] bias,
      float[] output,
      Scratch scratch) {
    float[] add = scratch.bias(bias, c.outGroup, c.outChannels, wholeGroups(c));
    int from = (first - image * c.outHeight) * c.width;
    int to = c.outAt(first);
    float[] planes = input;
    if (c.channels == 1 && c.isBare() && !alongPixels(c) && c.outWidth >= MOST_PIXELS) {
      from += image * c.sourceSize();
    } else {
      planes = scratch.array(Use.IMAGE, c.size() + c.width + PANEL);
      c.planes(input, image * c.sourceSize(), planes);
    }
    if (alongPixels(c)) {
      pixels(c, planes, from, end - first, packed, weights, add, output, to, scratch);
      return;
    }
    float[] block = scratch.array(Use.BLOCK, ROWS * PANEL);
    for (int y = 0; y < end - first; y++) {
      int line = from + y * c.width;
      channels(c, planes, line, packed, weights, add, output, to + y * c.outRowStep, block);
    }
  }

  /** One row, lanes over output channels, some pixels at a time. */
  private static void channels(
      Correlation c,
      float[] planes,
      int from,
      float[] packed,
      int weights,
      float[] bias,
      float[] output,
      int to,
      float[] block) {
    int[] places = c.planePlaces;
    int step = c.outStep;
    for (int o = 0; o < c.outChannels; o += PANEL) {
      int group = groupSize(c, o);
      int size = tileSize(c.outWidth, group == LANES);
      boolean whole = o + group <= c.outChannels && c.outWidth >= size;
      for (int x = 0; x < c.outWidth; x += size) {
        // the last tile of a row goes over some pixels again
        int begin = Math.max(0, Math.min(x, c.outWidth - size));
        int at = from + begin;
        int target = to + begin * step + o;
        int w = weights + o * c.depth;
        if (whole) {
          tile(size, planes, at, places, packed, w, c.depth, bias, o, output, target, step);
          continue;
        }
        tile(size, planes, at, places, packed, w, c.depth, bias, o, block, 0, group);
        int pixels = Math.min(size, c.outWidth);
        int filled = Math.min(group, c.outChannels - o);
        for (int p = 0; p < pixels; p++) {
          System.arraycopy(block, p * group, output, target + p * step, filled);
        }
      }
    }
  }

  private static void tile(
      int size,
      float[] x,
      int xo,
      int[] places,
      float[] w,
      int wo,
      int n,
      float[] bias,
      int bo,
      float[] to,
      int t,
      int tStep) {
    switch (size) {
      case 5 -> VectorTaps.taps5x2(x, xo, places, w, wo, n, bias, bo, to, t, tStep);
      case 6 -> VectorTaps.taps6x2(x, xo, places, w, wo, n, bias, bo, to, t, tStep);
      case 7 -> VectorTaps.taps7x1(x, xo, places, w, wo, n, bias, bo, to, t, tStep);
      default -> VectorTaps.taps10x1(x, xo, places, w, wo, n, bias, bo, to, t, tStep);
    }
  }

  /** Lanes over pixels. */
  private static void pixels(
      Correlation c,
      float[] planes,
      int from,
      int rows,
      float[] packed,
      int weights,
      float[] bias,
      float[] output,
      int to,
      Scratch scratch) {
    int n = length(c, rows);
    float[] sums = scratch.array(Use.BLOCK, ROWS * n);
    for (int o = 0; o < c.outChannels; o += ROWS) {
      sums(c, planes, from, n, o, packed, weights, bias, sums);
      for (int y = 0; y < rows; y++) {
        int target = to + y * c.outRowStep + o;
        if (o + ROWS <= c.outChannels) {
          interleave(sums, y * c.width, n, c.outWidth, output, target, c.outStep);
        } else {
          for (int i = o; i < c.outChannels; i++) {
            for (int x = 0; x < c.outWidth; x++) {
              output[target + i - o + x * c.outStep] = sums[(i - o) * n + y * c.width + x];
            }
          }
        }
      }
    }
  }

  /** Sums of some rows, those between the end of a row and the next included, in whole tiles. */
  private static int length(Correlation c, int rows) {
    return whole((rows - 1) * c.width + c.outWidth, PANEL);
  }

  /** A row of sums for each of six output channels. */
  private static void sums(
      Correlation c,
      float[] planes,
      int from,
      int n,
      int o,
      float[] packed,
      int weights,
      float[] bias,
      float[] sums) {
    int w = weights + o * c.depth;
    for (int p = 0; p < n; p += PANEL) {
      VectorTaps.planes6x2(
          planes, from + p, c.planePlaces, packed, w, c.depth, bias, o, sums, p, n);
    }
  }

  /** Puts six rows side by side. */
  private static void interleave(
      float[] sums, int from, int n, int count, float[] output, int to, int step) {
    for (int x = 0; x < count; x++) {
      int at = to + x * step;
      output[at] = sums[from + x];
      output[at + 1] = sums[from + n + x];
      output[at + 2] = sums[from + 2 * n + x];
      output[at + 3] = sums[from + 3 * n + x];
      output[at + 4] = sums[from + 4 * n + x];
      output[at + 5] = sums[from + 5 * n + x];
    }
  }

  // pooling behind the sweep

  /** Whether there is a sweep with pooling: there the sums are still in planes. */
  static boolean pools(Correlation c) {
    return suits(c) && alongPixels(c) && c.outHeight > 1 && c.outWidth > 1;
  }

  /** Computes whole images, and of each window of 2x2 outputs stores the largest. */
  static void poolForward(
      Correlation c,
      int images,
      float[] input,
      float[] packed,
      float @Nullable [] bias,
      boolean rectify,
      float[] output,
      Scratch scratch) {
    float[] add = scratch.bias(bias, 0, c.outChannels, wholeGroups(c));
    float[] planes = scratch.array(Use.IMAGE, c.size() + c.width + PANEL);
    int n = length(c, c.outHeight);
    float[] sums = scratch.array(Use.BLOCK, ROWS * n + LANES);
    float[] line = scratch.array(Use.TILE, whole(c.outWidth, LANES));
    int high = c.outHeight / 2;
    int wide = c.outWidth / 2;
    for (int image = 0; image < images; image++) {
      c.planes(input, image * c.sourceSize(), planes);
      for (int o = 0; o < c.outChannels; o += ROWS) {
        sums(c, planes, 0, n, o, packed, 0, add, sums);
        for (int i = o; i < Math.min(o + ROWS, c.outChannels); i++) {
          for (int y = 0; y < high; y++) {
            int at = (i - o) * n + 2 * y * c.width;
            VectorElementwise.max2x2(sums, at, c.width, 2 * wide, rectify, line);
            int to = (image * high + y) * wide * c.outChannels + i;
            for (int x = 0; x < wide; x++) {
              output[to + x * c.outChannels] = line[2 * x];
            }
          }
        }
      }
    }
  }
}
