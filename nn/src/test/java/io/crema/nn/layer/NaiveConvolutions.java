package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/** Convolutions and {@link Dense}. */
final class NaiveConvolutions {

  private NaiveConvolutions() {}

  static void addTo(NaiveOperators all) {
    all.with(Conv2D.class, NaiveConvolutions::conv2d)
        .with(DepthwiseConv2D.class, NaiveConvolutions::depthwise)
        .with(Dense.class, NaiveConvolutions::dense);
  }

  private static void conv2d(Conv2D c, NaiveSample s) {
    NaiveWindow window =
        new NaiveWindow(
            c.kernelHeight(), c.kernelWidth(), c.strideHeight(), c.strideWidth(), c.padding());
    Shape out = s.outputShape();
    int channels = s.shape().dim(2);
    for (int i = 0; i < out.size(); i++) {
      int f = i % c.filters();
      int y = window.top(s.shape(), i / c.filters() / out.dim(1));
      int x = window.left(s.shape(), i / c.filters() % out.dim(1));
      s.add(i, s.parameter("bias", f));
      for (int tap = 0; tap < window.height() * window.width() * channels; tap++) {
        int ky = tap / channels / window.width();
        int kx = tap / channels % window.width();
        double weight = s.parameter("weights", tap * c.filters() + f);
        s.add(i, s.pixel(y + ky, x + kx, tap % channels) * weight);
      }
    }
  }

  private static void depthwise(DepthwiseConv2D c, NaiveSample s) {
    NaiveWindow window =
        new NaiveWindow(
            c.kernelHeight(), c.kernelWidth(), c.strideHeight(), c.strideWidth(), c.padding());
    Shape out = s.outputShape();
    int channels = s.shape().dim(2);
    for (int i = 0; i < out.size(); i++) {
      int channel = i % channels;
      int y = window.top(s.shape(), i / channels / out.dim(1));
      int x = window.left(s.shape(), i / channels % out.dim(1));
      s.add(i, s.parameter("bias", channel));
      for (int tap = 0; tap < window.height() * window.width(); tap++) {
        double pixel = s.pixel(y + tap / window.width(), x + tap % window.width(), channel);
        s.add(i, pixel * s.parameter("weights", tap * channels + channel));
      }
    }
  }

  private static void dense(Dense dense, NaiveSample s) {
    for (int unit = 0; unit < dense.units(); unit++) {
      s.add(unit, s.parameter("bias", unit));
      for (int i = 0; i < s.input().length; i++) {
        s.add(unit, s.input()[i] * s.parameter("weights", i * dense.units() + unit));
      }
    }
  }
}
