package io.crema.core.kernel;

import static io.crema.core.kernel.Winograd.POINTS;
import static io.crema.core.kernel.Winograd.SIDE;
import static io.crema.core.kernel.Winograd.TILE;

import io.crema.core.kernel.Scratch.Use;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@link Winograd} in plain Java, over separate rows with one common index as in {@link
 * ScalarRows}.
 *
 * <p>A convolution has a row for each point and channel, its values the tiles of a block. The sums
 * of a gradient run over tiles, so there a row holds the channels of one point: those of all tiles
 * of a block while they are transformed, of one tile when they are multiplied.
 *
 * <p>Which pixels a block of tiles has is looked up in tables {@code [row and column of the tile]
 * [tile]} of indices of their first channels, {@link #NOWHERE} for those outside the image.
 */
final class ScalarWinograd {

  /**
   * Most tiles of a block; the tiles of a call are split evenly. Below 150, see {@link ScalarRows}.
   */
  private static final int BLOCK = 136;

  /** Values of a row that holds the channels of all tiles of a block, about. */
  private static final int ROW = 768;

  /** Channels that are gathered or scattered at a time. */
  private static final int GROUP = 4;

  /** Where the addends of one pixel of all tiles are put: after the rows of the outputs. */
  private static final int ADDENDS = TILE * TILE * GROUP;

  /** Index of a pixel outside the image. */
  private static final int NOWHERE = -1;

  private ScalarWinograd() {}

  // packing: [point][channel][output channel]

  static int packedLength(Correlation c) {
    return Winograd.packedLength(c.channels, c.outChannels, 1);
  }

  static void pack(int in, int out, boolean backward, float[] weights, float[] packed) {
    Winograd.pack(in, out, backward, backward ? in : out, 1, weights, packed);
  }

  // where the pixels of a block are

  private static void inputPixels(Winograd w, int first, int count, int[] table) {
    Correlation c = w.correlation;
    for (int i = 0; i < count; i++) {
      int image = (first + i) / w.tiles() * c.sourceSize();
      int y0 = w.row(first + i) - c.padTop;
      int x0 = w.column(first + i) - c.padLeft;
      for (int p = 0; p < POINTS; p++) {
        int y = y0 + p / SIDE;
        int x = x0 + p % SIDE;
        boolean inside = y >= 0 && y < c.sourceHeight && x >= 0 && x < c.sourceWidth;
        table[p * count + i] = inside ? image + (y * c.sourceWidth + x) * c.channels : NOWHERE;
      }
    }
  }

  private static void outputPixels(Winograd w, int first, int count, int[] table) {
    Correlation c = w.correlation;
    for (int i = 0; i < count; i++) {
      int image = (first + i) / w.tiles() * c.outSize;
      int y0 = w.row(first + i);
      int x0 = w.column(first + i);
      for (int p = 0; p < TILE * TILE; p++) {
        int y = y0 + p / TILE;
        int x = x0 + p % TILE;
        boolean inside = y < c.outHeight && x < c.outWidth;
        table[p * count + i] = inside ? image + (y * c.outWidth + x) * c.outChannels : NOWHERE;
      }
    }
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
    int blocks = Math.max(1, (end - first + BLOCK - 1) / BLOCK);
    int block = (end - first + blocks - 1) / blocks;
    int[] table = scratch.indices(POINTS * block);
    float[][] points = scratch.rows(Use.POINTS, POINTS * c.channels, block);
    float[][] products = scratch.rows(Use.PRODUCTS, POINTS * c.outChannels, block);
    float[][] pixels = scratch.rows(Use.PIXELS, POINTS * GROUP, block);
    float[][] between = scratch.rows(Use.TILE, POINTS, block);
    float floor = rectify ? 0f : Float.NEGATIVE_INFINITY;
    for (int t = first; t < end; t += block) {
      int count = Math.min(block, end - t);
      inputPixels(w, t, count, table);
      inputs(c, count, table, input, points, pixels, between);
      products(c, count, points, packed, products);
      outputPixels(w, t, count, table);
      outputs(c, count, table, products, bias, addend, floor, rectified, output, pixels, between);
    }
  }

  /** Transforms the inputs of a block. */
  private static void inputs(
      Correlation c,
      int count,
      int[] table,
      float[] input,
      float[][] points,
      float[][] pixels,
      float[][] between) {
    int k = 0;
    while (k < c.channels) {
      int group = groupAt(k, c.channels);
      for (int p = 0; p < POINTS; p++) {
        gather(group, input, k, table, p * count, count, pixels, p * GROUP);
      }
      for (int i = 0; i < group; i++) {
        for (int y = 0; y < SIDE; y++) {
          int row = y * SIDE;
          ScalarTransforms.input(pixels, row * GROUP + i, GROUP, between, row, 1, count);
        }
        for (int x = 0; x < SIDE; x++) {
          int to = x * c.channels + k + i;
          ScalarTransforms.input(between, x, SIDE, points, to, SIDE * c.channels, count);
        }
      }
      k += group;
    }
  }

  /** As many as are worked on at a time, or one near the end. */
  private static int groupAt(int done, int all) {
    return done + GROUP <= all ? GROUP : 1;
  }

  private static void gather(
      int group, float[] image, int k, int[] table, int at, int count, float[][] rows, int to) {
    if (group == GROUP) {
      gatherFour(image, k, table, at, count, rows, to);
    } else {
      gatherOne(image, k, table, at, count, rows[to]);
    }
  }

  private static void gatherFour(
      float[] image, int k, int[] table, int at, int count, float[][] rows, int to) {
    float[] y0 = rows[to];
    float[] y1 = rows[to + 1];
    float[] y2 = rows[to + 2];
    float[] y3 = rows[to + 3];
    for (int i = 0; i < count; i++) {
      int from = table[at + i];
      boolean inside = from != NOWHERE;
      y0[i] = inside ? image[from + k] : 0f;
      y1[i] = inside ? image[from + k + 1] : 0f;
      y2[i] = inside ? image[from + k + 2] : 0f;
      y3[i] = inside ? image[from + k + 3] : 0f;
    }
  }

  private static void gatherOne(float[] image, int k, int[] table, int at, int count, float[] row) {
    for (int i = 0; i < count; i++) {
      int from = table[at + i];
      row[i] = from == NOWHERE ? 0f : image[from + k];
    }
  }

  /** Multiplies the points of a block by the filters. */
  private static void products(
      Correlation c, int count, float[][] points, float[] packed, float[][] products) {
    int out = c.outChannels;
    for (int p = 0; p < POINTS; p++) {
      int x = p * c.channels;
      ScalarRows.add(
          true, products, p * out, out, points, x, c.channels, count, packed, x * out, 1, out);
    }
  }

  /** Transforms the products of a block back. */
  private static void outputs(
      Correlation c,
      int count,
      int[] table,
      float[][] products,
      float @Nullable [] bias,
      float @Nullable [] addend,
      float floor,
      float @Nullable [] rectified,
      float[] output,
      float[][] pixels,
      float[][] between) {
    int o = 0;
    while (o < c.outChannels) {
      int group = groupAt(o, c.outChannels);
      for (int i = 0; i < group; i++) {
        for (int x = 0; x < SIDE; x++) {
          int from = x * c.outChannels + o + i;
          ScalarTransforms.output(products, from, SIDE * c.outChannels, between, x, SIDE, count);
        }
        for (int y = 0; y < TILE; y++) {
          int to = y * TILE * GROUP + i;
          ScalarTransforms.output(between, y * SIDE, 1, pixels, to, GROUP, count);
        }
      }
      for (int p = 0; p < TILE * TILE; p++) {
        int at = p * count;
        if (addend != null) {
          gather(group, addend, o, table, at, count, pixels, ADDENDS);
        }
        for (int i = 0; i < group; i++) {
          float[] more = addend == null ? null : pixels[ADDENDS + i];
          finish(pixels[p * GROUP + i], bias == null ? 0f : bias[o + i], more, floor, count);
        }
        if (group == GROUP) {
          scatterFour(pixels, p * GROUP, rectified, output, o, table, at, count);
        } else {
          scatterOne(pixels[p * GROUP], rectified, output, o, table, at, count);
        }
      }
      o += group;
    }
  }

  /** Adds a bias, which makes -0 to 0, and an addend, and cuts off what is below a floor. */
  private static void finish(
      float[] row, float bias, float @Nullable [] addend, float floor, int count) {
    if (addend == null) {
      for (int i = 0; i < count; i++) {
        row[i] = Math.max(row[i] + bias, floor);
      }
    } else {
      for (int i = 0; i < count; i++) {
        row[i] = Math.max(row[i] + bias + addend[i], floor);
      }
    }
  }

  private static void scatterFour(
      float[][] rows,
      int from,
      float @Nullable [] rectified,
      float[] image,
      int o,
      int[] table,
      int at,
      int count) {
    float[] y0 = rows[from];
    float[] y1 = rows[from + 1];
    float[] y2 = rows[from + 2];
    float[] y3 = rows[from + 3];
    for (int i = 0; i < count; i++) {
      int to = table[at + i] + o;
      if (to < o) {
        continue;
      }
      if (rectified == null) {
        image[to] = y0[i];
        image[to + 1] = y1[i];
        image[to + 2] = y2[i];
        image[to + 3] = y3[i];
      } else {
        image[to] = Elementwise.keepIf(rectified[to] > 0f, y0[i]);
        image[to + 1] = Elementwise.keepIf(rectified[to + 1] > 0f, y1[i]);
        image[to + 2] = Elementwise.keepIf(rectified[to + 2] > 0f, y2[i]);
        image[to + 3] = Elementwise.keepIf(rectified[to + 3] > 0f, y3[i]);
      }
    }
  }

  private static void scatterOne(
      float[] row,
      float @Nullable [] rectified,
      float[] image,
      int o,
      int[] table,
      int at,
      int count) {
    for (int i = 0; i < count; i++) {
      int to = table[at + i];
      if (to != NOWHERE) {
        boolean keep = rectified == null || rectified[to + o] > 0f;
        image[to + o] = Elementwise.keepIf(keep, row[i]);
      }
    }
  }

  // gradient by the weights

  static void gradient(
      Winograd w, int images, float[] input, float[] dOutput, float[] dWeights, Scratch scratch) {
    Correlation c = w.correlation;
    int in = c.channels;
    int out = c.outChannels;
    boolean alongInputs = in >= out;
    int length = Math.max(in, out);
    int rows = Math.min(in, out);
    int end = images * w.tiles();
    int block = Math.max(1, ROW / length);
    int[] table = scratch.indices(POINTS * block);
    float[][] points = scratch.rows(Use.INPUT_POINTS, POINTS, block * in);
    float[][] dPoints = scratch.rows(Use.OUTPUT_POINTS, POINTS, block * out);
    float[][] pixels = scratch.rows(Use.PIXELS, POINTS, block * length);
    float[][] between = scratch.rows(Use.TILE, POINTS, block * length);
    float[][] sums = scratch.rows(Use.SUMS, POINTS * rows, length);
    float[][] group = scratch.rows(Use.BLOCK, block, length);
    for (int row = 0; row < POINTS * rows; row++) {
      Arrays.fill(sums[row], 0, length, 0f);
    }
    for (int t = 0; t < end; t += block) {
      int count = Math.min(block, end - t);
      inputPixels(w, t, count, table);
      copyPixels(input, in, table, POINTS, count, pixels);
      inputPoints(count * in, pixels, between, points);
      outputPixels(w, t, count, table);
      copyPixels(dOutput, out, table, TILE * TILE, count, pixels);
      outputPoints(count * out, pixels, between, dPoints);
      if (alongInputs) {
        outerProducts(count, points, in, dPoints, out, sums, group);
      } else {
        outerProducts(count, dPoints, out, points, in, sums, group);
      }
    }
    filters(c, alongInputs, sums, dWeights, pixels, between);
  }

  /** Copies all channels of the pixels of a block. */
  private static void copyPixels(
      float[] image, int channels, int[] table, int pixels, int count, float[][] rows) {
    for (int p = 0; p < pixels; p++) {
      float[] row = rows[p];
      for (int i = 0; i < count; i++) {
        int from = table[p * count + i];
        int to = i * channels;
        if (from == NOWHERE) {
          Arrays.fill(row, to, to + channels, 0f);
        } else {
          System.arraycopy(image, from, row, to, channels);
        }
      }
    }
  }

  private static void inputPoints(int n, float[][] pixels, float[][] between, float[][] points) {
    for (int y = 0; y < SIDE; y++) {
      ScalarTransforms.input(pixels, y * SIDE, 1, between, y * SIDE, 1, n);
    }
    for (int x = 0; x < SIDE; x++) {
      ScalarTransforms.input(between, x, SIDE, points, x, SIDE, n);
    }
  }

  private static void outputPoints(int n, float[][] pixels, float[][] between, float[][] points) {
    for (int y = 0; y < TILE; y++) {
      ScalarTransforms.gradient(pixels, y * TILE, 1, between, y * SIDE, 1, n);
    }
    for (int x = 0; x < SIDE; x++) {
      ScalarTransforms.gradient(between, x, SIDE, points, x, SIDE, n);
    }
  }

  /** Adds what the tiles of a block contribute, with a row of sums for each factor. */
  private static void outerProducts(
      int count,
      float[][] rows,
      int length,
      float[][] factors,
      int outputs,
      float[][] sums,
      float[][] group) {
    for (int p = 0; p < POINTS; p++) {
      for (int t = 0; t < count; t++) {
        System.arraycopy(rows[p], t * length, group[t], 0, length);
      }
      ScalarRows.add(
          false, sums, p * outputs, outputs, group, 0, count, length, factors[p], 0, 1, outputs);
    }
  }

  /** Transforms the gradients of the filters back and adds them. */
  private static void filters(
      Correlation c,
      boolean alongInputs,
      float[][] sums,
      float[] dWeights,
      float[][] pixels,
      float[][] between) {
    int length = Math.max(c.channels, c.outChannels);
    int rows = Math.min(c.channels, c.outChannels);
    int step = alongInputs ? c.outChannels : 1;
    int rowStep = alongInputs ? 1 : c.outChannels;
    for (int row = 0; row < rows; row++) {
      for (int x = 0; x < SIDE; x++) {
        ScalarTransforms.filter(sums, x * rows + row, SIDE * rows, between, x, SIDE, length);
      }
      for (int y = 0; y < 3; y++) {
        ScalarTransforms.filter(between, y * SIDE, 1, pixels, 3 * y, 1, length);
      }
      for (int pixel = 0; pixel < 9; pixel++) {
        int to = pixel * c.channels * c.outChannels + row * rowStep;
        float[] gradient = pixels[pixel];
        for (int i = 0; i < length; i++) {
          dWeights[to + i * step] += gradient[i];
        }
      }
    }
  }
}
