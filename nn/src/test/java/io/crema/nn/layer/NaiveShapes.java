package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import io.crema.nn.layer.UpSampling2D.Interpolation;

/** Layers that move, repeat, add or leave out values, and those that do nothing in prediction. */
final class NaiveShapes {

  private NaiveShapes() {}

  static void addTo(NaiveOperators all) {
    all.with(Dropout.class, NaiveShapes::same)
        .with(DropPath.class, NaiveShapes::same)
        .with(GaussianNoise.class, NaiveShapes::same)
        .with(SpatialDropout.class, NaiveShapes::same)
        .with(Flatten.class, NaiveShapes::same)
        .with(UpSampling2D.class, NaiveShapes::upSampled)
        .with(ZeroPadding2D.class, NaiveShapes::padded);
  }

  private static void same(Operator operator, NaiveSample s) {
    for (int i = 0; i < s.input().length; i++) {
      s.add(i, s.input()[i]);
    }
  }

  private static void padded(ZeroPadding2D padding, NaiveSample s) {
    Shape out = s.outputShape();
    for (int i = 0; i < out.size(); i++) {
      int pixel = i / out.dim(2);
      int y = pixel / out.dim(1) - padding.top();
      int x = pixel % out.dim(1) - padding.left();
      s.add(i, s.pixel(y, x, i % out.dim(2)));
    }
  }

  private static void upSampled(UpSampling2D up, NaiveSample s) {
    Shape out = s.outputShape();
    for (int i = 0; i < out.size(); i++) {
      int pixel = i / out.dim(2);
      int y = pixel / out.dim(1);
      int x = pixel % out.dim(1);
      s.add(
          i,
          up.interpolation() == Interpolation.NEAREST
              ? s.pixel(y / up.factorHeight(), x / up.factorWidth(), i % out.dim(2))
              : interpolated(
                  s,
                  (y + 0.5) / up.factorHeight() - 0.5,
                  (x + 0.5) / up.factorWidth() - 0.5,
                  i % out.dim(2)));
    }
  }

  private static double interpolated(NaiveSample s, double y, double x, int c) {
    Shape image = s.shape();
    double sum = 0;
    for (int row = -1; row <= image.dim(0); row++) {
      for (int column = -1; column <= image.dim(1); column++) {
        double share = Math.max(0, 1 - Math.abs(y - row)) * Math.max(0, 1 - Math.abs(x - column));
        int nearRow = Math.max(0, Math.min(image.dim(0) - 1, row));
        int nearColumn = Math.max(0, Math.min(image.dim(1) - 1, column));
        sum += share * s.pixel(nearRow, nearColumn, c);
      }
    }
    return sum;
  }
}
