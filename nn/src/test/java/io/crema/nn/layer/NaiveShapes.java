package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import io.crema.nn.layer.UpSampling2D.Interpolation;

/** Layers that move, repeat, add or leave out values, and those that do nothing in prediction. */
final class NaiveShapes {

  private NaiveShapes() {}

  static void addTo(NaiveOperators all) {
    all.with(Cropping2D.class, NaiveShapes::cropped)
        .with(DepthToSpace.class, NaiveShapes::depthToSpace)
        .with(Dropout.class, NaiveShapes::same)
        .with(DropPath.class, NaiveShapes::same)
        .with(GaussianNoise.class, NaiveShapes::same)
        .with(SpatialDropout.class, NaiveShapes::same)
        .with(Flatten.class, NaiveShapes::same)
        .with(Permute.class, NaiveShapes::permuted)
        .with(Rescaling.class, NaiveShapes::rescaled)
        .with(Reshape.class, NaiveShapes::same)
        .with(SpaceToDepth.class, NaiveShapes::spaceToDepth)
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

  private static void cropped(Cropping2D cropping, NaiveSample s) {
    Shape out = s.outputShape();
    for (int i = 0; i < out.size(); i++) {
      int pixel = i / out.dim(2);
      int y = pixel / out.dim(1) + cropping.top();
      int x = pixel % out.dim(1) + cropping.left();
      s.add(i, s.pixel(y, x, i % out.dim(2)));
    }
  }

  private static void permuted(Permute permute, NaiveSample s) {
    Shape out = s.outputShape();
    for (int i = 0; i < out.size(); i++) {
      int[] index = new int[out.rank()];
      int rest = i;
      for (int axis = out.rank() - 1; axis >= 0; axis--) {
        index[permute.axes().get(axis) - 1] = rest % out.dim(axis);
        rest /= out.dim(axis);
      }
      int from = 0;
      for (int axis = 0; axis < out.rank(); axis++) {
        from = from * s.shape().dim(axis) + index[axis];
      }
      s.add(i, s.input()[from]);
    }
  }

  private static void rescaled(Rescaling rescaling, NaiveSample s) {
    int constants = rescaling.scale().size();
    for (int i = 0; i < s.input().length; i++) {
      s.add(i, s.input()[i] * rescaling.scale().get(i % constants));
      s.add(i, rescaling.offset().get(i % constants));
    }
  }

  private static void spaceToDepth(SpaceToDepth layer, NaiveSample s) {
    int block = layer.block();
    Shape in = s.shape();
    for (int i = 0; i < in.size(); i++) {
      int y = i / in.dim(2) / in.dim(1);
      int x = i / in.dim(2) % in.dim(1);
      int depth = depth(layer.order(), block, y % block, x % block, i % in.dim(2), in.dim(2));
      s.add(at(s.outputShape(), y / block, x / block, depth), s.input()[i]);
    }
  }

  private static void depthToSpace(DepthToSpace layer, NaiveSample s) {
    int block = layer.block();
    Shape out = s.outputShape();
    for (int i = 0; i < out.size(); i++) {
      int y = i / out.dim(2) / out.dim(1);
      int x = i / out.dim(2) % out.dim(1);
      int depth = depth(layer.order(), block, y % block, x % block, i % out.dim(2), out.dim(2));
      s.add(i, s.pixel(y / block, x / block, depth));
    }
  }

  /** The channel of a pixel of a block. */
  private static int depth(BlockOrder order, int block, int y, int x, int c, int channels) {
    return order == BlockOrder.PIXELS_FIRST
        ? (y * block + x) * channels + c
        : (c * block + y) * block + x;
  }

  private static int at(Shape image, int y, int x, int c) {
    return (y * image.dim(1) + x) * image.dim(2) + c;
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
