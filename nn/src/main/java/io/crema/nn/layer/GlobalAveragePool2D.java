package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Window;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/** The mean of each channel over the whole image: {@code [N, H, W, C]} to {@code [N, C]}. */
public record GlobalAveragePool2D() implements Layer {

  static final String TYPE = "global_average_pool2d";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Shape outputShape(Shape input) {
    Inputs.requireImage(this, input);
    return Shape.of(input.dim(2));
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    int height = input.dim(0);
    int width = input.dim(1);
    return new Bound(Window.valid(height, width, height, width, 1, 1), input.dim(2));
  }

  @Override
  public String toString() {
    return "GlobalAveragePool2D";
  }

  private record Bound(Window window, int channels) implements BoundLayer {

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      Kernels.lookup()
          .averagePoolForward(
              window, channels, input.shape().dim(0), input.array(), output.array());
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      if (pass.needsInputGradient()) {
        Kernels.lookup()
            .averagePoolBackward(
                window, channels, input.shape().dim(0), dOutput.array(), dInput.array());
      }
    }

    @Override
    public Access access() {
      return Access.READS_NEITHER;
    }
  }
}
