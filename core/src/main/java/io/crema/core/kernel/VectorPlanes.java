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
    boolean dense =
        c.strideHeight == 1 && c.strideWidth == 1 && c.spreadHeight == 1 && c.spreadWidth == 1;
    return dense
        && c.depth > c.channels
        && (alongPixels(c) || c.kernelWidth * c.channels < LONG_RUN);
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

  static void packForward(Correlation c, float[] weights, float[] packed) {
    for (int k = 0; k < c.depth; k++) {
      for (int o = 0; o < wholeGroups(c); o++) {
        packed[place(c, k, o)] = o < c.outChannels ? weights[k * c.outChannels + o] : 0f;
      }
    }
  }

  static void packBackward(Correlation c, float[] weights, float[] packed) {
    int last = c.depth / c.channels - 1;
    for (int k = 0; k < c.depth; k++) {
      int turned = (last - k / c.channels) * c.outChannels;
      for (int o = 0; o < wholeGroups(c); o++) {
        packed[place(c, k, o)] =
            o < c.outChannels ? weights[(turned + o) * c.channels + k % c.channels] : 0f;
      }
    }
  }

  private static int place(Correlation c, int k, int o) {
    int first = alongPixels(c) ? o / ROWS * ROWS : o / PANEL * PANEL;
    return first * c.depth + k * groupSize(c, first) + o - first;
  }

  // the sweep

  /** Computes output rows, counted over all images. */
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
    int[] places = places(c, scratch);
    float[] add = scratch.bias(bias, c.outChannels, wholeGroups(c));
    int row = c.outWidth * c.outChannels;
    int done = first;
    while (done < end) {
      int image = done / c.outHeight;
      int next = Math.min(end, (image + 1) * c.outHeight);
      int from = (done - image * c.outHeight) * c.width;
      int to = done * c.outWidth * c.outChannels;
      float[] planes = input;
      if (c.channels == 1 && c.isBare() && !alongPixels(c) && c.outWidth >= MOST_PIXELS) {
        from += image * c.sourceSize();
      } else {
        planes = scratch.array(Use.IMAGE, c.size() + c.width + PANEL);
        c.planes(input, image * c.sourceSize(), planes);
      }
      if (alongPixels(c)) {
        pixels(c, planes, from, next - done, places, packed, add, output, to, scratch);
        VectorElementwise.finish(to, next * row, addend, rectify, rectified, output);
      } else {
        float[] block = scratch.array(Use.BLOCK, ROWS * PANEL);
        for (int y = done; y < next; y++) {
          channels(c, planes, from, places, packed, add, output, y * row, block);
          VectorElementwise.finish(y * row, (y + 1) * row, addend, rectify, rectified, output);
          from += c.width;
        }
      }
      done = next;
    }
  }

  /** For each weight of a chain where it meets the first pixel. */
  private static int[] places(Correlation c, Scratch scratch) {
    int[] places = scratch.indices(c.depth);
    for (int k = 0; k < c.depth; k++) {
      int pixel = k / c.channels;
      places[k] =
          (k % c.channels * c.height + pixel / c.kernelWidth) * c.width + pixel % c.kernelWidth;
    }
    return places;
  }

  /** One row, lanes over output channels, some pixels at a time. */
  private static void channels(
      Correlation c,
      float[] planes,
      int from,
      int[] places,
      float[] packed,
      float[] bias,
      float[] output,
      int to,
      float[] block) {
    int step = c.outChannels;
    for (int o = 0; o < step; o += PANEL) {
      int group = groupSize(c, o);
      int size = tileSize(c.outWidth, group == LANES);
      boolean whole = o + group <= step && c.outWidth >= size;
      for (int x = 0; x < c.outWidth; x += size) {
        // the last tile of a row goes over some pixels again
        int begin = Math.max(0, Math.min(x, c.outWidth - size));
        int at = from + begin;
        int target = to + begin * step + o;
        int w = o * c.depth;
        if (whole) {
          tile(size, planes, at, places, packed, w, c.depth, bias, o, output, target, step);
          continue;
        }
        tile(size, planes, at, places, packed, w, c.depth, bias, o, block, 0, group);
        int pixels = Math.min(size, c.outWidth);
        int filled = Math.min(group, step - o);
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
      int[] places,
      float[] packed,
      float[] bias,
      float[] output,
      int to,
      Scratch scratch) {
    int n = length(c, rows);
    float[] sums = scratch.array(Use.BLOCK, ROWS * n);
    for (int o = 0; o < c.outChannels; o += ROWS) {
      sums(c, planes, from, n, o, places, packed, bias, sums);
      for (int y = 0; y < rows; y++) {
        int target = to + y * c.outWidth * c.outChannels + o;
        if (o + ROWS <= c.outChannels) {
          interleave(sums, y * c.width, n, c.outWidth, output, target, c.outChannels);
        } else {
          for (int i = o; i < c.outChannels; i++) {
            for (int x = 0; x < c.outWidth; x++) {
              output[target + i - o + x * c.outChannels] = sums[(i - o) * n + y * c.width + x];
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
      int[] places,
      float[] packed,
      float[] bias,
      float[] sums) {
    for (int p = 0; p < n; p += PANEL) {
      VectorTaps.planes6x2(
          planes, from + p, places, packed, o * c.depth, c.depth, bias, o, sums, p, n);
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
    return suits(c) && alongPixels(c);
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
    int[] places = places(c, scratch);
    float[] add = scratch.bias(bias, c.outChannels, wholeGroups(c));
    float[] planes = scratch.array(Use.IMAGE, c.size() + c.width + PANEL);
    int n = length(c, c.outHeight);
    float[] sums = scratch.array(Use.BLOCK, ROWS * n + LANES);
    float[] line = scratch.array(Use.TILE, whole(c.outWidth, LANES));
    int high = c.outHeight / 2;
    int wide = c.outWidth / 2;
    for (int image = 0; image < images; image++) {
      c.planes(input, image * c.sourceSize(), planes);
      for (int o = 0; o < c.outChannels; o += ROWS) {
        sums(c, planes, 0, n, o, places, packed, add, sums);
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
