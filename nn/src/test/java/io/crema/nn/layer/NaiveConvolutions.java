package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/** Convolutions and {@link Dense}. */
final class NaiveConvolutions {

  private NaiveConvolutions() {}

  static void addTo(NaiveOperators all) {
    all.with(Conv2D.class, NaiveConvolutions::conv2d)
        .with(Conv2DTranspose.class, NaiveConvolutions::transposed)
        .with(DepthwiseConv2D.class, NaiveConvolutions::depthwise)
        .with(Dense.class, NaiveConvolutions::dense);
  }

  private static void conv2d(Conv2D c, NaiveSample s) {
    int channels = s.shape().dim(2) / c.groups();
    int filters = c.filters() / c.groups();
    convolve(
        c.kernel(),
        s,
        (f, tap, channel) -> {
          boolean sees = channel / channels == f / filters;
          int row = tap * channels + channel % channels;
          return sees ? s.parameter("weights", row * c.filters() + f) : 0;
        });
  }

  private static void depthwise(DepthwiseConv2D c, NaiveSample s) {
    int channels = s.outputShape().dim(2);
    convolve(
        c.kernel(),
        s,
        (f, tap, channel) ->
            f / c.multiplier() == channel ? s.parameter("weights", tap * channels + f) : 0);
  }

  /** The weight between an output channel and an input channel at a pixel of the kernel. */
  private interface Weight {
    double at(int filter, int tap, int channel);
  }

  private static void convolve(Kernel2D kernel, NaiveSample s, Weight weight) {
    NaiveWindow window = new NaiveWindow(kernel);
    Shape out = s.outputShape();
    for (int i = 0; i < out.size(); i++) {
      int f = i % out.dim(2);
      s.add(i, s.parameter("bias", f));
      for (int tap = 0; tap < window.pixels(); tap++) {
        int y = window.row(s.shape(), i / out.dim(2) / out.dim(1), tap);
        int x = window.column(s.shape(), i / out.dim(2) % out.dim(1), tap);
        for (int c = 0; c < s.shape().dim(2); c++) {
          s.add(i, s.pixel(y, x, c) * weight.at(f, tap, c));
        }
      }
    }
  }

  /** Each input pixel spreads over the window that it would be the output of. */
  private static void transposed(Conv2DTranspose c, NaiveSample s) {
    NaiveWindow window = new NaiveWindow(c.kernel());
    Shape in = s.shape();
    Shape out = s.outputShape();
    int filters = c.filters() / c.groups();
    int channels = in.dim(2) / c.groups();
    for (int i = 0; i < out.size(); i++) {
      s.add(i, s.parameter("bias", i % c.filters()));
    }
    for (int i = 0; i < in.size(); i++) {
      int channel = i % in.dim(2);
      for (int tap = 0; tap < window.pixels(); tap++) {
        int y = window.row(out, i / in.dim(2) / in.dim(1), tap);
        int x = window.column(out, i / in.dim(2) % in.dim(1), tap);
        if (y < 0 || x < 0 || y >= out.dim(0) || x >= out.dim(1)) {
          continue;
        }
        for (int f = 0; f < filters; f++) {
          double weight = s.parameter("weights", (tap * filters + f) * in.dim(2) + channel);
          int at = (y * out.dim(1) + x) * c.filters() + channel / channels * filters + f;
          s.add(at, s.input()[i] * weight);
        }
      }
    }
  }

  private static void dense(Dense dense, NaiveSample s) {
    int in = s.shape().dim(s.shape().rank() - 1);
    for (int i = 0; i < s.outputShape().size(); i++) {
      int unit = i % dense.units();
      int first = i / dense.units() * in;
      s.add(i, s.parameter("bias", unit));
      for (int k = 0; k < in; k++) {
        s.add(i, s.input()[first + k] * s.parameter("weights", k * dense.units() + unit));
      }
    }
  }
}
