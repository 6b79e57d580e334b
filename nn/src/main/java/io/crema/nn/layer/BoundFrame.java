package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.Arrays;

/**
 * An image inside a larger one: padding puts it there, among zeros, and cropping takes it out. Each
 * is the other's gradient.
 *
 * @param inner shape of the smaller image, {@code [H, W, C]}
 * @param outer shape of the larger one
 * @param top row of the larger image that the smaller one begins in
 * @param left column of the larger image that the smaller one begins in
 * @param crops whether the output is the smaller image
 */
record BoundFrame(Shape inner, Shape outer, int top, int left, boolean crops)
    implements BoundLayer {

  @Override
  public void forward(Tensor input, Tensor output, Pass pass) {
    copy(crops, input, output);
  }

  @Override
  public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
    if (pass.needsInputGradient()) {
      copy(!crops, dOutput, dInput);
    }
  }

  private void copy(boolean takesOut, Tensor from, Tensor to) {
    if (!takesOut) {
      Arrays.fill(to.array(), 0, to.size(), 0f);
    }
    int line = inner.dim(1) * inner.dim(2);
    for (int row = 0; row < from.shape().dim(0) * inner.dim(0); row++) {
      int within = row * line;
      int around = outerLine(row / inner.dim(0), row % inner.dim(0));
      if (takesOut) {
        System.arraycopy(from.array(), around, to.array(), within, line);
      } else {
        System.arraycopy(from.array(), within, to.array(), around, line);
      }
    }
  }

  private int outerLine(int image, int y) {
    return ((image * outer.dim(0) + top + y) * outer.dim(1) + left) * outer.dim(2);
  }

  @Override
  public Access access() {
    return Access.READS_NEITHER;
  }
}
