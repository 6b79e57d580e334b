package io.crema.core.kernel;

import io.crema.core.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * The loops of upsampling; what is done with runs of values is up to the caller.
 *
 * <p>A bilinear value is interpolated along its columns first, then along its rows. The first step
 * is the same for all output rows between two input rows, so it is done once for each input row,
 * and the second step has whole rows to run through.
 */
final class Upsampling {

  private Upsampling() {}

  // nearest

  static void nearestForward(UpsamplingGeometry g, int images, float[] input, float[] output) {
    int outLine = g.outWidth() * g.channels();
    for (int row = 0; row < images * g.height(); row++) {
      int in = row * g.width() * g.channels();
      int first = row * g.factorHeight() * outLine;
      for (int x = 0; x < g.factorWidth(); x++) {
        int to = first + x * g.channels();
        int step = g.factorWidth() * g.channels();
        Elementwise.copyColumns(g.width(), g.channels(), input, in, g.channels(), output, to, step);
      }
      for (int y = 1; y < g.factorHeight(); y++) {
        System.arraycopy(output, first, output, first + y * outLine, outLine);
      }
    }
  }

  static void nearestBackward(
      BlendOps ops, UpsamplingGeometry g, int images, float[] dOutput, float[] dInput) {
    int channels = g.channels();
    Arrays.fill(dInput, 0, images * g.inSize(), 0f);
    int from = 0;
    for (int y = 0; y < images * g.outHeight(); y++) {
      int to = y / g.factorHeight() * g.width() * channels;
      for (int x = 0; x < g.width(); x++) {
        for (int i = 0; i < g.factorWidth(); i++) {
          ops.add(channels, dOutput, from, dInput, to);
          from += channels;
        }
        to += channels;
      }
    }
  }

  // bilinear

  /*
   * On each axis the centre of output o is at (o + 1/2) / factor - 1/2 of the input, which is
   * (2 o + 1 - factor) / (2 factor): between input floor(that) and the next one, both clamped to
   * the image. With whole numbers the fraction is exact until it is divided.
   */

  /** The input before the centre of an output; -1 before the first one. */
  private static int before(int o, int factor) {
    return Math.floorDiv(2 * o + 1 - factor, 2 * factor);
  }

  /** Weight of the input after the centre of an output; that of the input before is the rest. */
  private static float weight(int o, int factor) {
    return (float) Math.floorMod(2 * o + 1 - factor, 2 * factor) / (2 * factor);
  }

  static void bilinearForward(
      BlendOps ops,
      UpsamplingGeometry g,
      int images,
      float[] input,
      float[] output,
      Scratch scratch) {
    int line = g.outWidth() * g.channels();
    float[] lines = scratch.array(Use.BLOCK, 2 * line);
    for (int n = 0; n < images; n++) {
      int widened = 0; // input rows that are in lines or were, each in the place of its parity
      for (int y = 0; y < g.outHeight(); y++) {
        int above = before(y, g.factorHeight());
        int below = Math.min(above + 1, g.height() - 1);
        for (; widened <= below; widened++) {
          widen(ops, g, input, n * g.height() + widened, lines, widened % 2 * line);
        }
        int a = Math.max(above, 0) % 2 * line;
        int to = (n * g.outHeight() + y) * line;
        float weight = weight(y, g.factorHeight());
        ops.blend(line, weight, lines, a, lines, below % 2 * line, output, to);
      }
    }
  }

  /** Interpolates an input row along its columns. */
  private static void widen(
      BlendOps ops, UpsamplingGeometry g, float[] input, int row, float[] line, int to) {
    int channels = g.channels();
    int from = row * g.width() * channels;
    for (int x = 0; x < g.outWidth(); x++) {
      int left = before(x, g.factorWidth());
      int right = Math.min(left + 1, g.width() - 1);
      int a = from + Math.max(left, 0) * channels;
      float weight = weight(x, g.factorWidth());
      ops.blend(
          channels, weight, input, a, input, from + right * channels, line, to + x * channels);
    }
  }

  static void bilinearBackward(
      BlendOps ops,
      UpsamplingGeometry g,
      int images,
      float[] dOutput,
      float[] dInput,
      Scratch scratch) {
    int line = g.outWidth() * g.channels();
    float[] sums = scratch.array(Use.BLOCK, line);
    Arrays.fill(dInput, 0, images * g.inSize(), 0f);
    for (int row = 0; row < images * g.height(); row++) {
      int y = row % g.height();
      int image = row / g.height() * g.outHeight();
      Arrays.fill(sums, 0, line, 0f);
      for (int o = firstOutput(y, g.factorHeight()); o < g.outHeight(); o++) {
        float share = share(y, o, g.factorHeight(), g.height());
        if (share == 0f) {
          break;
        }
        ops.addScaled(line, share, dOutput, (image + o) * line, sums, 0);
      }
      narrow(ops, g, sums, dInput, row * g.width() * g.channels());
    }
  }

  /** Adds up a row of gradients along its columns: the transpose of {@link #widen}. */
  private static void narrow(
      BlendOps ops, UpsamplingGeometry g, float[] sums, float[] dInput, int to) {
    int channels = g.channels();
    for (int x = 0; x < g.width(); x++) {
      for (int o = firstOutput(x, g.factorWidth()); o < g.outWidth(); o++) {
        float share = share(x, o, g.factorWidth(), g.width());
        if (share == 0f) {
          break;
        }
        ops.addScaled(channels, share, sums, o * channels, dInput, to + x * channels);
      }
    }
  }

  /** The first output that an input has a share in. */
  private static int firstOutput(int i, int factor) {
    int first = Math.max(0, (i - 1) * factor + factor / 2);
    return i > 0 && weight(first, factor) == 0f ? first + 1 : first;
  }

  /** The weight of an input in an output; 0 if it has none. */
  private static float share(int i, int o, int factor, int size) {
    int before = before(o, factor);
    int first = Math.max(before, 0);
    int second = Math.min(before + 1, size - 1);
    if (first == second) {
      return i == first ? 1f : 0f;
    }
    float weight = weight(o, factor);
    if (i == second) {
      return weight;
    }
    return i == first ? 1f - weight : 0f;
  }
}
