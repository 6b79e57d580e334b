package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/** Layers of sequences {@code [L, C]}. */
final class NaiveSequences {

  private NaiveSequences() {}

  static void addTo(NaiveOperators all) {
    all.with(AveragePool1D.class, NaiveSequences::average)
        .with(Conv1D.class, NaiveSequences::convolution)
        .with(DepthwiseConv1D.class, NaiveSequences::depthwise)
        .with(GlobalAveragePool1D.class, NaiveSequences::globalAverage)
        .with(GlobalMaxPool1D.class, NaiveSequences::globalMax)
        .with(MaxPool1D.class, NaiveSequences::max)
        .with(UpSampling1D.class, NaiveSequences::upSampled)
        .with(ZeroPadding1D.class, NaiveSequences::padded);
  }

  /** A value of a sequence; zero outside. */
  private static double step(NaiveSample s, int i, int c) {
    return isInside(s, i) ? s.input()[i * s.shape().dim(1) + c] : 0;
  }

  private static boolean isInside(NaiveSample s, int i) {
    return i >= 0 && i < s.shape().dim(0);
  }

  /** Steps of padding before the first; of an odd number of SAME, the smaller half. */
  private static int before(NaiveSample s, int extent, int stride, Padding1D padding) {
    if (padding.equals(Padding1D.CAUSAL)) {
      return extent - 1;
    }
    int length = s.shape().dim(0);
    int steps = (length - 1) / stride * stride;
    boolean same = padding.equals(Padding1D.SAME);
    return same ? Math.max(0, steps + extent - length) / 2 : padding.before();
  }

  private static void convolution(Conv1D c, NaiveSample s) {
    int in = s.shape().dim(1) / c.groups();
    int ofGroup = c.filters() / c.groups();
    for (int i = 0; i < s.outputShape().size(); i++) {
      int f = i % c.filters();
      int first = first(c.kernel(), s, i / c.filters());
      s.add(i, s.parameter("bias", f));
      for (int tap = 0; tap < c.kernel().size() * in; tap++) {
        int at = first + tap / in * c.kernel().dilation();
        double weight = s.parameter("weights", tap * c.filters() + f);
        s.add(i, step(s, at, f / ofGroup * in + tap % in) * weight);
      }
    }
  }

  private static void depthwise(DepthwiseConv1D c, NaiveSample s) {
    int channels = s.outputShape().dim(1);
    for (int i = 0; i < s.outputShape().size(); i++) {
      int channel = i % channels;
      int first = first(c.kernel(), s, i / channels);
      s.add(i, s.parameter("bias", channel));
      for (int tap = 0; tap < c.kernel().size(); tap++) {
        double value = step(s, first + tap * c.kernel().dilation(), channel / c.multiplier());
        s.add(i, value * s.parameter("weights", tap * channels + channel));
      }
    }
  }

  /** The step of the sequence that the window at an output begins at. */
  private static int first(Kernel1D kernel, NaiveSample s, int output) {
    int extent = (kernel.size() - 1) * kernel.dilation() + 1;
    return output * kernel.stride() - before(s, extent, kernel.stride(), kernel.padding());
  }

  private static void max(MaxPool1D p, NaiveSample s) {
    int channels = s.shape().dim(1);
    for (int i = 0; i < s.outputShape().size(); i++) {
      int first = i / channels * p.stride() - before(s, p.size(), p.stride(), p.padding());
      double most = Double.NEGATIVE_INFINITY;
      for (int k = first; k < first + p.size(); k++) {
        most = isInside(s, k) ? Math.max(most, step(s, k, i % channels)) : most;
      }
      s.add(i, most);
    }
  }

  private static void average(AveragePool1D p, NaiveSample s) {
    int channels = s.shape().dim(1);
    for (int i = 0; i < s.outputShape().size(); i++) {
      int first = i / channels * p.stride() - before(s, p.size(), p.stride(), p.padding());
      int count = 0;
      for (int k = first; k < first + p.size(); k++) {
        count += p.countsPadding() || isInside(s, k) ? 1 : 0;
      }
      for (int k = first; k < first + p.size(); k++) {
        s.add(i, step(s, k, i % channels) / count);
      }
    }
  }

  private static void globalAverage(GlobalAveragePool1D p, NaiveSample s) {
    Shape in = s.shape();
    for (int i = 0; i < in.size(); i++) {
      s.add(i % in.dim(1), s.input()[i] / in.dim(0));
    }
  }

  private static void globalMax(GlobalMaxPool1D p, NaiveSample s) {
    for (int c = 0; c < s.shape().dim(1); c++) {
      double most = step(s, 0, c);
      for (int i = 1; i < s.shape().dim(0); i++) {
        most = Math.max(most, step(s, i, c));
      }
      s.add(c, most);
    }
  }

  private static void upSampled(UpSampling1D up, NaiveSample s) {
    Shape out = s.outputShape();
    for (int i = 0; i < out.size(); i++) {
      s.add(i, step(s, i / out.dim(1) / up.factor(), i % out.dim(1)));
    }
  }

  private static void padded(ZeroPadding1D padding, NaiveSample s) {
    Shape out = s.outputShape();
    for (int i = 0; i < out.size(); i++) {
      s.add(i, step(s, i / out.dim(1) - padding.before(), i % out.dim(1)));
    }
  }
}
