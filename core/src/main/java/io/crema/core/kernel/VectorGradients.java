package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.BLOCK;
import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.PANEL;
import static io.crema.core.kernel.VectorTiles.ROWS;
import static io.crema.core.kernel.VectorTiles.SHORT_RUN;
import static io.crema.core.kernel.VectorTiles.panelWidth;
import static io.crema.core.kernel.VectorTiles.wholePanels;
import static io.crema.core.kernel.VectorTiles.wholeVectors;

import io.crema.core.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * Gradients by the weights of a direct convolution: outer products of inputs and output gradients,
 * added up over pixels.
 *
 * <p>Lanes run over output channels. Where there are fewer of them than lanes, and the inputs of a
 * pixel are unfolded anyway, lanes run over those instead.
 */
final class VectorGradients {

  /** Where vectors have as many lanes there are 32 registers for them. */
  private static final int MANY_REGISTERS = 16;

  private VectorGradients() {}

  private static boolean isUnfolded(Correlation c) {
    return !c.isPointwise() && !isSmall(c) && c.run() < SHORT_RUN;
  }

  /** Whether the kernel is that of many first layers, which has loops of its own. */
  private static boolean isSmall(Correlation c) {
    return c.channels == 1
        && c.kernelHeight == 3
        && c.kernelWidth == 3
        && c.dilationHeight == 1
        && c.dilationWidth == 1;
  }

  static void add(
      Correlation c,
      int images,
      float[] input,
      float[] dOutput,
      float[] dWeights,
      Scratch scratch) {
    if (isUnfolded(c) && c.outChannels <= LANES) {
      addTransposed(c, images, input, dOutput, dWeights, scratch);
      return;
    }
    int step = wholeVectors(c.outChannels);
    if (step == c.weightRowStep) {
      addAll(c, images, input, dOutput, dWeights, step, scratch);
      return;
    }
    float[] wide = scratch.array(Use.WEIGHTS, c.depth * step);
    widen(dWeights, c.weightFirst, c.weightRowStep, c.depth, c.outChannels, wide, step);
    addAll(c, images, input, dOutput, wide, step, scratch);
    for (int k = 0; k < c.depth; k++) {
      System.arraycopy(wide, k * step, dWeights, c.weightAt(k, 0), c.outChannels);
    }
  }

  /** Copies parts of rows into longer rows that end in zeros. */
  static void widen(
      float[] from, int base, int fromStep, int rows, int length, float[] to, int step) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(from, base + row * fromStep, to, row * step, length);
      Arrays.fill(to, row * step + length, (row + 1) * step, 0f);
    }
  }

  private static void addAll(
      Correlation c,
      int images,
      float[] input,
      float[] dOutput,
      float[] sums,
      int step,
      Scratch scratch) {
    if (c.isPointwise()) {
      addLine(c, input, images * c.outPixels(), dOutput, sums, step, scratch);
      return;
    }
    int rows = Math.max(1, BLOCK / c.outWidth);
    for (int image = 0; image < images; image++) {
      float[] source = input;
      int base = image * c.sourceSize();
      if (isUnfolded(c) || !c.isBare()) {
        source = bordered(c, input, image, scratch);
        base = 0;
      }
      for (int y = 0; y < c.outHeight; y += rows) {
        int count = Math.min(rows, c.outHeight - y);
        int d = c.outAt(image * c.outHeight + y);
        if (isUnfolded(c)) {
          float[] patches = patches(c, source, y, count, scratch);
          int[] places = places(count * c.outWidth, patchStep(c), scratch);
          int n = count * c.outWidth;
          addBlock(c, patches, 0, places, n, 1, dOutput, d, sums, step, scratch);
        } else {
          int[] places = places(c, count, scratch);
          int from = base + y * c.rowStep();
          int n = count * c.outWidth;
          addBlock(c, source, from, places, n, c.runs(), dOutput, d, sums, step, scratch);
        }
      }
    }
  }

  /** One image with its borders, with room to read a vector behind its end. */
  private static float[] bordered(Correlation c, float[] input, int image, Scratch scratch) {
    float[] copy = scratch.array(Use.IMAGE, c.size() + LANES);
    c.border(input, image * c.sourceSize(), copy);
    return copy;
  }

  /** From the unfolded inputs of one pixel to the next. */
  private static int patchStep(Correlation c) {
    return wholePanels(c.depth) + LANES;
  }

  /** The inputs of each pixel of some rows; what lies behind them is left over. */
  private static float[] patches(
      Correlation c, float[] source, int firstRow, int rows, Scratch scratch) {
    int step = patchStep(c);
    int run = c.run();
    float[] patches = scratch.array(Use.PATCHES, rows * c.outWidth * step);
    for (int y = 0; y < rows; y++) {
      for (int r = 0; r < c.runs(); r++) {
        int line = (firstRow + y) * c.rowStep() + c.runAt(r);
        int to = y * c.outWidth * step + r * run;
        for (int i = 0; i < run; i += LANES) {
          int pixelStep = c.strideWidth * c.channels;
          VectorElementwise.spread(source, line + i, pixelStep, c.outWidth, patches, to + i, step);
        }
      }
    }
    return patches;
  }

  private static int[] places(int pixels, int step, Scratch scratch) {
    int[] places = scratch.indices(pixels);
    for (int p = 0; p < pixels; p++) {
      places[p] = p * step;
    }
    return places;
  }

  private static int[] places(Correlation c, int rows, Scratch scratch) {
    int[] places = scratch.indices(rows * c.outWidth);
    for (int p = 0; p < rows * c.outWidth; p++) {
      places[p] = p / c.outWidth * c.rowStep() + p % c.outWidth * c.strideWidth * c.channels;
    }
    return places;
  }

  private static void addLine(
      Correlation c,
      float[] input,
      int pixels,
      float[] dOutput,
      float[] sums,
      int step,
      Scratch scratch) {
    int[] places = places(BLOCK, c.depth, scratch);
    for (int p = 0; p < pixels; p += BLOCK) {
      int count = Math.min(BLOCK, pixels - p);
      int d = p * c.outChannels;
      addBlock(c, input, p * c.depth, places, count, 1, dOutput, d, sums, step, scratch);
    }
  }

  /** The share of some pixels, whose inputs lie in some segments, in all weights' gradients. */
  private static void addBlock(
      Correlation c,
      float[] source,
      int base,
      int[] places,
      int pixels,
      int segments,
      float[] dOutput,
      int dBase,
      float[] sums,
      int step,
      Scratch scratch) {
    float[] d = dOutput;
    int from = dBase;
    int dStep = c.outStep;
    // a vector that runs on into the next pixel does no harm, but where there is none
    if (dBase + (pixels - 1) * dStep + step > dOutput.length) {
      d = scratch.array(Use.GRADIENT, pixels * step);
      from = 0;
      widen(dOutput, dBase, dStep, pixels, c.outChannels, d, step);
      dStep = step;
    }
    if (isSmall(c)) {
      smallTiles(c, source, base, places, pixels, d, from, dStep, sums, step);
      return;
    }
    int run = c.depth / segments;
    for (int first = 0; first < step; first += PANEL) {
      for (int segment = 0; segment < segments; segment++) {
        int x = segments == 1 ? base : base + c.runAt(segment);
        int to = segment * run * step + first;
        if (panelWidth(step, first) == PANEL) {
          outerTiles(source, x, places, pixels, run, d, from + first, dStep, sums, to, step);
        } else {
          narrowTiles(source, x, places, pixels, run, d, from + first, dStep, sums, to, step);
        }
      }
    }
  }

  private static void outerTiles(
      float[] x,
      int xo,
      int[] places,
      int pixels,
      int run,
      float[] d,
      int dof,
      int dStep,
      float[] to,
      int t,
      int step) {
    int k = 0;
    for (; k + ROWS <= run; k += ROWS) {
      VectorOuters.outer6x2(x, xo + k, places, d, dof, dStep, pixels, to, t + k * step, step);
    }
    for (; k + 3 <= run; k += 3) {
      VectorOuters.outer3x2(x, xo + k, places, d, dof, dStep, pixels, to, t + k * step, step);
    }
    for (; k < run; k++) {
      VectorOuters.outer1x2(x, xo + k, places, d, dof, dStep, pixels, to, t + k * step);
    }
  }

  private static void narrowTiles(
      float[] x,
      int xo,
      int[] places,
      int pixels,
      int run,
      float[] d,
      int dof,
      int dStep,
      float[] to,
      int t,
      int step) {
    int k = 0;
    for (; k + 10 <= run; k += 10) {
      VectorOuters.outer10x1(x, xo + k, places, d, dof, dStep, pixels, to, t + k * step, step);
    }
    for (; k + 3 <= run; k += 3) {
      VectorOuters.outer3x1(x, xo + k, places, d, dof, dStep, pixels, to, t + k * step, step);
    }
    for (; k < run; k++) {
      VectorOuters.outer1x1(x, xo + k, places, d, dof, dStep, pixels, to, t + k * step);
    }
  }

  private static void smallTiles(
      Correlation c,
      float[] x,
      int xo,
      int[] places,
      int n,
      float[] d,
      int dof,
      int dStep,
      float[] to,
      int step) {
    int first = 0;
    for (; LANES >= MANY_REGISTERS && first + PANEL <= step; first += PANEL) {
      int at = dof + first;
      VectorOuters.outer3x3x2(x, xo, c.width, places, d, at, dStep, n, to, first, step);
    }
    for (; first < step; first += LANES) {
      int at = dof + first;
      VectorOuters.outer3x3x1(x, xo, c.width, places, d, at, dStep, n, to, first, step);
    }
  }

  /** Lanes over the weights of an output channel. */
  private static void addTransposed(
      Correlation c,
      int images,
      float[] input,
      float[] dOutput,
      float[] dWeights,
      Scratch scratch) {
    int channels = (c.outChannels + ROWS - 1) / ROWS * ROWS;
    int width = wholePanels(c.depth);
    float[] sums = scratch.array(Use.WEIGHTS, channels * width);
    for (int k = 0; k < c.depth; k++) {
      for (int o = 0; o < c.outChannels; o++) {
        sums[o * width + k] = dWeights[c.weightAt(k, o)];
      }
    }
    int rows = Math.max(1, BLOCK / c.outWidth);
    for (int image = 0; image < images; image++) {
      float[] source = bordered(c, input, image, scratch);
      for (int y = 0; y < c.outHeight; y += rows) {
        int count = Math.min(rows, c.outHeight - y);
        int pixels = count * c.outWidth;
        float[] patches = patches(c, source, y, count, scratch);
        float[] d = dOutput;
        int from = c.outAt(image * c.outHeight + y);
        int step = c.outStep;
        if (channels != c.outChannels) {
          d = scratch.array(Use.GRADIENT, pixels * channels);
          widen(dOutput, from, step, pixels, c.outChannels, d, channels);
          from = 0;
          step = channels;
        }
        int[] places = places(pixels, step, scratch);
        for (int o = 0; o < channels; o += ROWS) {
          for (int k = 0; k < width; k += PANEL) {
            int to = o * width + k;
            VectorOuters.outer6x2(
                d, from + o, places, patches, k, patchStep(c), pixels, sums, to, width);
          }
        }
      }
    }
    for (int k = 0; k < c.depth; k++) {
      for (int o = 0; o < c.outChannels; o++) {
        dWeights[c.weightAt(k, o)] = sums[o * width + k];
      }
    }
  }
}
