package io.crema.core.kernel;

import io.crema.core.kernel.Scratch.Use;
import java.util.Arrays;

/** The loops of pooling over windows; what is done with a pixel's channels is up to the caller. */
final class Pooling {

  private Pooling() {}

  static void maxForward(
      PixelOps ops, Window w, int channels, int images, float[] input, float[] output) {
    int out = 0;
    if (w.isQuartering()) {
      int line = w.inWidth() * channels;
      for (int n = 0; n < images; n++) {
        for (int y = 0; y < w.outHeight(); y++) {
          int in = pixel(w, n, 2 * y, 0) * channels;
          ops.max2x2(w.outWidth(), channels, input, in, line, output, out);
          out += w.outWidth() * channels;
        }
      }
      return;
    }
    for (int n = 0; n < images; n++) {
      for (int y = 0; y < w.outHeight(); y++) {
        for (int x = 0; x < w.outWidth(); x++) {
          Arrays.fill(output, out, out + channels, Float.NEGATIVE_INFINITY);
          for (int iy = w.rows().first(y); iy < w.rows().end(y); iy++) {
            for (int ix = w.columns().first(x); ix < w.columns().end(x); ix++) {
              ops.max(channels, input, pixel(w, n, iy, ix) * channels, output, out);
            }
          }
          out += channels;
        }
      }
    }
  }

  static void maxBackward(
      PixelOps ops,
      Window w,
      int channels,
      int images,
      float[] input,
      float[] output,
      float[] dOutput,
      boolean rectified,
      float[] dInput,
      Scratch scratch) {
    if (w.isQuartering()) {
      maxBackward2x2(ops, w, channels, images, input, output, dOutput, rectified, dInput);
      return;
    }
    float[] left = scratch.array(Use.GRADIENT, channels);
    Arrays.fill(dInput, 0, images * w.inPixels() * channels, 0f);
    int out = 0;
    for (int n = 0; n < images; n++) {
      for (int y = 0; y < w.outHeight(); y++) {
        for (int x = 0; x < w.outWidth(); x++) {
          System.arraycopy(dOutput, out, left, 0, channels);
          if (rectified) {
            ops.mask(channels, output, out, left);
          }
          for (int iy = w.rows().first(y); iy < w.rows().end(y); iy++) {
            for (int ix = w.columns().first(x); ix < w.columns().end(x); ix++) {
              int in = pixel(w, n, iy, ix) * channels;
              ops.route(channels, input, in, output, out, left, dInput);
            }
          }
          out += channels;
        }
      }
    }
  }

  private static void maxBackward2x2(
      PixelOps ops,
      Window w,
      int channels,
      int images,
      float[] input,
      float[] output,
      float[] dOutput,
      boolean rectified,
      float[] dInput) {
    if (4 * w.outPixels() != w.inPixels()) {
      Arrays.fill(dInput, 0, images * w.inPixels() * channels, 0f);
    }
    int line = w.inWidth() * channels;
    int out = 0;
    for (int n = 0; n < images; n++) {
      for (int y = 0; y < w.outHeight(); y++) {
        int in = pixel(w, n, 2 * y, 0) * channels;
        int windows = w.outWidth();
        ops.route2x2(windows, channels, input, in, line, output, dOutput, out, rectified, dInput);
        out += windows * channels;
      }
    }
  }

  static void averageForward(
      Window w, boolean countsPadding, int channels, int images, float[] input, float[] output) {
    int out = 0;
    for (int n = 0; n < images; n++) {
      for (int y = 0; y < w.outHeight(); y++) {
        for (int x = 0; x < w.outWidth(); x++) {
          Arrays.fill(output, out, out + channels, 0f);
          for (int iy = w.rows().first(y); iy < w.rows().end(y); iy++) {
            for (int ix = w.columns().first(x); ix < w.columns().end(x); ix++) {
              int in = pixel(w, n, iy, ix) * channels;
              for (int c = 0; c < channels; c++) {
                output[out + c] += input[in + c];
              }
            }
          }
          float pixels = pixels(w, countsPadding, y, x);
          for (int c = 0; c < channels; c++) {
            output[out + c] /= pixels;
          }
          out += channels;
        }
      }
    }
  }

  static void averageBackward(
      Window w, boolean countsPadding, int channels, int images, float[] dOutput, float[] dInput) {
    Arrays.fill(dInput, 0, images * w.inPixels() * channels, 0f);
    int out = 0;
    for (int n = 0; n < images; n++) {
      for (int y = 0; y < w.outHeight(); y++) {
        for (int x = 0; x < w.outWidth(); x++) {
          float pixels = pixels(w, countsPadding, y, x);
          for (int iy = w.rows().first(y); iy < w.rows().end(y); iy++) {
            for (int ix = w.columns().first(x); ix < w.columns().end(x); ix++) {
              int in = pixel(w, n, iy, ix) * channels;
              for (int c = 0; c < channels; c++) {
                dInput[in + c] += dOutput[out + c] / pixels;
              }
            }
          }
          out += channels;
        }
      }
    }
  }

  private static int pixel(Window w, int image, int y, int x) {
    return (image * w.inHeight() + y) * w.inWidth() + x;
  }

  /** What a sum is divided by; the product of a window's sides may be no int. */
  private static float pixels(Window w, boolean countsPadding, int y, int x) {
    if (countsPadding) {
      return (float) w.kernelHeight() * w.kernelWidth();
    }
    return (w.rows().end(y) - w.rows().first(y)) * (w.columns().end(x) - w.columns().first(x));
  }
}
