package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.NARROW_ROWS;
import static io.crema.core.kernel.VectorTiles.PANEL;
import static io.crema.core.kernel.VectorTiles.ROWS;
import static io.crema.core.kernel.VectorTiles.panelWidth;
import static io.crema.core.kernel.VectorTiles.wholeVectors;
import static io.crema.core.kernel.Winograd.POINTS;
import static io.crema.core.kernel.Winograd.SIDE;
import static io.crema.core.kernel.Winograd.TILE;

import io.crema.core.kernel.Scratch.Use;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@link Winograd} on the Vector API: a block of tiles is transformed, multiplied and transformed
 * back while it is in the second-level cache.
 *
 * <p>What belongs to a block is kept as {@code [chunk of channels][tile][point][channel]}. From
 * tile to tile there is one fixed step, whatever the channels, so that the products read all their
 * tiles from one base address. Filters are packed {@code [point][panel][channel][panel width]}.
 */
final class VectorWinograd {

  /** Most channels that lie side by side. */
  private static final int CHUNK = 64;

  /** From one tile to the next: an odd number of cache lines, so that they share no sets. */
  static final int TILE_STEP = POINTS * CHUNK + 16;

  /** Tiles of a block, whole groups of {@link VectorTiles#ROWS} and of the narrow ones. */
  private static final int BLOCK = 24;

  private static final int CHUNK_STEP = BLOCK * TILE_STEP;

  /** Where pixels are put that have to be copied, behind what lies between two transforms. */
  private static final int PATCH = POINTS * CHUNK;

  /** Rows of sums of a chunk and panel: whole groups, as rows are added up. */
  private static final int SUM_ROWS = CHUNK + NARROW_ROWS;

  private VectorWinograd() {}

  private static int chunks(int channels) {
    return (channels + CHUNK - 1) / CHUNK;
  }

  /** Length of a block, with room to read a group of rows behind its end. */
  private static int blockLength(int channels) {
    return chunks(channels) * CHUNK_STEP + NARROW_ROWS;
  }

  /** Channels of the chunk that begins at {@code first}, whole vectors. */
  private static int width(int channels, int first) {
    return wholeVectors(Math.min(CHUNK, channels - first));
  }

  private static int tileAt(int first, int tile) {
    return first / CHUNK * CHUNK_STEP + tile * TILE_STEP;
  }

  // packing

  static int packedLength(Correlation c) {
    return Winograd.packedLength(c.channels, c.outChannels, LANES);
  }

  static void pack(int in, int out, boolean backward, float[] weights, float[] packed) {
    Winograd.pack(in, out, backward, PANEL, LANES, weights, packed);
  }

  // convolution and its gradient by the input

  static void correlate(
      Winograd w,
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
    Correlation c = w.correlation;
    float[] points = scratch.array(Use.POINTS, blockLength(c.channels));
    float[] products = scratch.array(Use.PRODUCTS, blockLength(c.outChannels));
    float[] tile = scratch.array(Use.TILE, PATCH + SIDE * CHUNK);
    float[] add = scratch.bias(bias, 0, c.outChannels, wholeVectors(c.outChannels));
    for (int t = first; t < end; t += BLOCK) {
      int count = Math.min(BLOCK, end - t);
      inputs(w, t, count, input, points, tile);
      products(c, count, points, packed, products);
      outputs(w, t, count, products, add, addend, rectify, rectified, output, tile);
    }
  }

  /** Transforms the inputs of a block. */
  private static void inputs(
      Winograd w, int first, int count, float[] input, float[] points, float[] tile) {
    int channels = w.correlation.channels;
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < channels; k += CHUNK) {
        input(w, first + i, k, input, points, tileAt(k, i), tile);
      }
    }
  }

  private static void input(
      Winograd w, int index, int k, float[] input, float[] points, int to, float[] tile) {
    Correlation c = w.correlation;
    int y = w.row(index) - c.padTop;
    int x = w.column(index) - c.padLeft;
    int n = Math.min(CHUNK, c.channels - k);
    int width = wholeVectors(n);
    boolean direct = x >= 0 && x + SIDE <= c.sourceWidth && n == width;
    for (int row = 0; row < SIDE; row++) {
      int mid = row * SIDE * width;
      if (y + row < 0 || y + row >= c.sourceHeight) {
        Arrays.fill(tile, mid, mid + SIDE * width, 0f);
        continue;
      }
      int line = index / w.tiles() * c.sourceSize() + (y + row) * c.sourceWidth * c.channels + k;
      float[] from = input;
      int at = line + x * c.channels;
      int step = c.channels;
      if (!direct) {
        from = tile;
        at = PATCH;
        step = pixels(input, line, c.sourceWidth, c.channels, x, SIDE, n, tile);
      }
      VectorTransforms.inputRow(from, at, step, width, tile, mid);
    }
    VectorTransforms.inputColumns(tile, SIDE * width, points, to);
  }

  /** Copies pixels of a line that may reach over its ends, and says how far apart they are put. */
  private static int pixels(
      float[] image, int line, int width, int channels, int x0, int count, int n, float[] tile) {
    int step = wholeVectors(n);
    int first = Math.max(0, -x0);
    int end = Math.min(count, width - x0);
    Arrays.fill(tile, PATCH, PATCH + first * step, 0f);
    Arrays.fill(tile, PATCH + end * step, PATCH + count * step, 0f);
    if (step == channels) {
      System.arraycopy(image, line + (x0 + first) * n, tile, PATCH + first * n, (end - first) * n);
      return step;
    }
    for (int x = first; x < end; x++) {
      int to = PATCH + x * step;
      System.arraycopy(image, line + (x0 + x) * channels, tile, to, n);
      Arrays.fill(tile, to + n, to + step, 0f);
    }
    return step;
  }

  /** Multiplies the points of a block by the filters. */
  private static void products(
      Correlation c, int count, float[] points, float[] packed, float[] products) {
    int filterStep = wholeVectors(c.outChannels) * c.channels;
    for (int p = 0; p < POINTS; p++) {
      for (int o = 0; o < c.outChannels; o += PANEL) {
        int to = tileAt(o, 0) + p * width(c.outChannels, o / CHUNK * CHUNK) + o % CHUNK;
        int filter = p * filterStep + o * c.channels;
        for (int k = 0; k < c.channels; k += CHUNK) {
          int n = Math.min(CHUNK, c.channels - k);
          int from = tileAt(k, 0) + p * wholeVectors(n);
          if (panelWidth(c.outChannels, o) == PANEL) {
            products2(points, from, packed, filter + k * PANEL, n, count, k > 0, products, to);
          } else {
            products1(points, from, packed, filter + k * LANES, n, count, k > 0, products, to);
          }
        }
      }
    }
  }

  /** One point, chunk and panel of two vectors. */
  private static void products2(
      float[] x, int from, float[] w, int at, int n, int count, boolean add, float[] c, int to) {
    for (int t = 0; t < count * TILE_STEP; t += ROWS * TILE_STEP) {
      if (add) {
        VectorTiles.addProduct6x2(x, from + t, w, at, n, c, to + t);
      } else {
        VectorTiles.product6x2(x, from + t, w, at, n, c, to + t);
      }
    }
  }

  /** One point, chunk and panel of one vector. */
  private static void products1(
      float[] x, int from, float[] w, int at, int n, int count, boolean add, float[] c, int to) {
    for (int t = 0; t < count * TILE_STEP; t += NARROW_ROWS * TILE_STEP) {
      if (add) {
        VectorTiles.addProduct8x1(x, from + t, w, at, n, c, to + t);
      } else {
        VectorTiles.product8x1(x, from + t, w, at, n, c, to + t);
      }
    }
  }

  /** Transforms the products of a block back. */
  private static void outputs(
      Winograd w,
      int first,
      int count,
      float[] products,
      float[] bias,
      float @Nullable [] addend,
      boolean rectify,
      float @Nullable [] rectified,
      float[] output,
      float[] tile) {
    Correlation c = w.correlation;
    int step = c.outChannels;
    for (int i = 0; i < count; i++) {
      int y = w.row(first + i);
      int x = w.column(first + i);
      int rows = Math.min(TILE, c.outHeight - y);
      int columns = Math.min(TILE, c.outWidth - x);
      int corner = (first + i) / w.tiles() * c.outSize + (y * c.outWidth + x) * step;
      for (int o = 0; o < c.outChannels; o += CHUNK) {
        int n = Math.min(CHUNK, c.outChannels - o);
        int width = width(c.outChannels, o);
        VectorTransforms.outputColumns(products, tileAt(o, i), SIDE * width, tile);
        for (int row = 0; row < rows; row++) {
          int at = corner + row * c.outWidth * step + o;
          int mid = row * SIDE * width;
          if (columns == TILE && n % LANES == 0) {
            VectorTransforms.outputRow(tile, mid, width, n, bias, o, output, at, step);
          } else {
            VectorTransforms.outputRow(tile, mid, width, n, bias, o, tile, PATCH, CHUNK);
            for (int j = 0; j < columns; j++) {
              System.arraycopy(tile, PATCH + j * CHUNK, output, at + j * step, n);
            }
          }
          if (rectify || addend != null || rectified != null) {
            finish(n, step, columns, addend, rectify, rectified, output, at);
          }
        }
      }
    }
  }

  /** {@link VectorElementwise#finish} for some channels of some pixels. */
  private static void finish(
      int n,
      int step,
      int pixels,
      float @Nullable [] addend,
      boolean rectify,
      float @Nullable [] rectified,
      float[] output,
      int at) {
    int runs = n == step ? 1 : pixels;
    int length = n * pixels / runs;
    for (int run = 0; run < runs; run++) {
      int from = at + run * step;
      VectorElementwise.finish(from, from + length, addend, rectify, rectified, output);
    }
  }

  // gradient by the weights

  static void gradient(
      Winograd w, int images, float[] input, float[] dOutput, float[] dWeights, Scratch scratch) {
    Correlation c = w.correlation;
    float[] points = scratch.array(Use.POINTS, blockLength(c.channels));
    float[] products = scratch.array(Use.PRODUCTS, blockLength(c.outChannels));
    float[] tile = scratch.array(Use.TILE, PATCH + SIDE * CHUNK);
    int sumStep = sumStep(c);
    float[] sums = scratch.array(Use.WEIGHTS, POINTS * sumStep);
    Arrays.fill(sums, 0, POINTS * sumStep, 0f);
    int end = images * w.tiles();
    int blocks = (end + BLOCK - 1) / BLOCK;
    for (int block = 0; block < blocks; block++) {
      int t = (int) ((long) end * block / blocks);
      int count = (int) ((long) end * (block + 1) / blocks) - t;
      inputs(w, t, count, input, points, tile);
      outputGradients(w, t, count, dOutput, products, tile);
      outerProducts(c, count, points, products, sums);
    }
    float[] lines = scratch.array(Use.POINTS, (SIDE + 3) * 3 * SUM_ROWS * PANEL);
    for (int o = 0; o < c.outChannels; o += PANEL) {
      for (int k = 0; k < c.channels; k += CHUNK) {
        filters(c, o, k, sums, dWeights, lines);
      }
    }
  }

  private static int sumStep(Correlation c) {
    return wholeVectors(c.outChannels) * chunks(c.channels) * SUM_ROWS;
  }

  private static int sumsAt(Correlation c, int o, int k) {
    return (o * chunks(c.channels) + k / CHUNK * panelWidth(c.outChannels, o)) * SUM_ROWS;
  }

  /** Transforms the output gradients of a block. */
  private static void outputGradients(
      Winograd w, int first, int count, float[] dOutput, float[] points, float[] tile) {
    int channels = w.correlation.outChannels;
    for (int i = 0; i < count; i++) {
      for (int o = 0; o < channels; o += CHUNK) {
        outputGradient(w, first + i, o, dOutput, points, tileAt(o, i), tile);
      }
    }
  }

  private static void outputGradient(
      Winograd w, int index, int o, float[] dOutput, float[] points, int to, float[] tile) {
    Correlation c = w.correlation;
    int y = w.row(index);
    int x = w.column(index);
    int n = Math.min(CHUNK, c.outChannels - o);
    int width = wholeVectors(n);
    boolean direct = x + TILE <= c.outWidth && n == width;
    for (int row = 0; row < TILE; row++) {
      int mid = row * SIDE * width;
      if (y + row >= c.outHeight) {
        Arrays.fill(tile, mid, mid + SIDE * width, 0f);
        continue;
      }
      int line = index / w.tiles() * c.outSize + (y + row) * c.outWidth * c.outChannels + o;
      float[] from = dOutput;
      int at = line + x * c.outChannels;
      int step = c.outChannels;
      if (!direct) {
        from = tile;
        at = PATCH;
        step = pixels(dOutput, line, c.outWidth, c.outChannels, x, TILE, n, tile);
      }
      // one call alone: C2 of JDK 17 stops inlining, and boxes vectors, where a method gets too
      // long
      VectorTransforms.gradientRow(from, at, step, width, tile, mid);
    }
    VectorTransforms.gradientColumns(tile, SIDE * width, points, to);
  }

  /** Adds what the tiles of a block contribute to the gradients of the transformed filters. */
  private static void outerProducts(
      Correlation c, int count, float[] points, float[] dPoints, float[] sums) {
    int sumStep = sumStep(c);
    for (int p = 0; p < POINTS; p++) {
      for (int o = 0; o < c.outChannels; o += PANEL) {
        int chunk = o / CHUNK * CHUNK;
        int d = tileAt(o, 0) + p * width(c.outChannels, chunk) + o % CHUNK;
        for (int k = 0; k < c.channels; k += CHUNK) {
          int n = Math.min(CHUNK, c.channels - k);
          int x = tileAt(k, 0) + p * wholeVectors(n);
          int to = p * sumStep + sumsAt(c, o, k);
          if (panelWidth(c.outChannels, o) == PANEL) {
            for (int row = 0; row < n; row += ROWS) {
              VectorOuters.addOuter6x2(points, x + row, dPoints, d, count, sums, to + row * PANEL);
            }
          } else {
            for (int row = 0; row < n; row += NARROW_ROWS) {
              VectorOuters.addOuter8x1(points, x + row, dPoints, d, count, sums, to + row * LANES);
            }
          }
        }
      }
    }
  }

  /** Transforms a chunk and panel of filter gradients back and adds them. */
  private static void filters(
      Correlation c, int o, int k, float[] sums, float[] dWeights, float[] lines) {
    int rows = Math.min(CHUNK, c.channels - k);
    int columns = Math.min(PANEL, c.outChannels - o);
    int width = panelWidth(c.outChannels, o);
    int n = rows * width;
    int step = SUM_ROWS * width;
    int sumStep = sumStep(c);
    int at = sumsAt(c, o, k);
    for (int x = 0; x < SIDE; x++) {
      VectorTransforms.filterLine(
          sums, at + x * sumStep, SIDE * sumStep, n, lines, x * step, SIDE * step);
    }
    int result = 3 * SIDE * step;
    for (int y = 0; y < 3; y++) {
      VectorTransforms.filterLine(
          lines, y * SIDE * step, step, n, lines, result + 3 * y * step, step);
    }
    for (int pixel = 0; pixel < 9; pixel++) {
      for (int row = 0; row < rows; row++) {
        int from = result + pixel * step + row * width;
        int to = (pixel * c.channels + k + row) * c.outChannels + o;
        for (int j = 0; j < columns; j++) {
          dWeights[to + j] += lines[from + j];
        }
      }
    }
  }
}
