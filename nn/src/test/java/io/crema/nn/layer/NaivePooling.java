package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/** Pooling layers. */
final class NaivePooling {

  private NaivePooling() {}

  static void addTo(NaiveOperators all) {
    all.with(MaxPool2D.class, NaivePooling::max)
        .with(AveragePool2D.class, NaivePooling::average)
        .with(GlobalAveragePool2D.class, NaivePooling::globalAverage)
        .with(GlobalMaxPool2D.class, NaivePooling::globalMax);
  }

  private static void max(MaxPool2D p, NaiveSample s) {
    pool(
        new NaiveWindow(p.height(), p.width(), p.strideHeight(), p.strideWidth(), p.padding()),
        s,
        true,
        false);
  }

  private static void average(AveragePool2D p, NaiveSample s) {
    pool(
        new NaiveWindow(p.height(), p.width(), p.strideHeight(), p.strideWidth(), p.padding()),
        s,
        false,
        p.countsPadding());
  }

  private static void globalAverage(GlobalAveragePool2D p, NaiveSample s) {
    int channels = s.shape().dim(2);
    for (int i = 0; i < s.input().length; i++) {
      s.add(i % channels, s.input()[i] * channels / s.input().length);
    }
  }

  private static void globalMax(GlobalMaxPool2D p, NaiveSample s) {
    int channels = s.shape().dim(2);
    for (int c = 0; c < channels; c++) {
      double most = Double.NEGATIVE_INFINITY;
      for (int i = c; i < s.input().length; i += channels) {
        most = Math.max(most, s.input()[i]);
      }
      s.add(c, most);
    }
  }

  /** The largest value, or the mean, of the pixels of each window; of those inside, as a rule. */
  private static void pool(
      NaiveWindow window, NaiveSample s, boolean largest, boolean countsPadding) {
    Shape out = s.outputShape();
    int channels = out.dim(2);
    for (int i = 0; i < out.size(); i++) {
      double most = Double.NEGATIVE_INFINITY;
      double sum = 0;
      int count = 0;
      for (int tap = 0; tap < window.pixels(); tap++) {
        int y = window.row(s.shape(), i / channels / out.dim(1), tap);
        int x = window.column(s.shape(), i / channels % out.dim(1), tap);
        if (s.isInside(y, x)) {
          most = Math.max(most, s.pixel(y, x, i % channels));
          sum += s.pixel(y, x, i % channels);
          count++;
        }
      }
      s.add(i, largest ? most : sum / (countsPadding ? window.pixels() : count));
    }
  }
}
