package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The product of its inputs, value by value, multiplied from left to right. All inputs have the
 * same shape, or some are {@code [C]} beside images {@code [H, W, C]}: then each channel is
 * multiplied by its factor.
 */
public record Multiply() implements Join {

  static final String TYPE = "multiply";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Joins.requireSome(this, inputs);
    Shape full = inputs.get(0);
    for (Shape input : inputs) {
      full = input.rank() > full.rank() ? input : full;
    }
    for (Shape input : inputs) {
      if (!input.equals(full) && !isFactor(input, full)) {
        throw new IllegalArgumentException(
            "%s: expected inputs of one shape, or [C] beside [H, W, C], got %s"
                .formatted(this, inputs));
      }
    }
    return full;
  }

  private static boolean isFactor(Shape input, Shape full) {
    return input.rank() == 1 && full.rank() == 3 && input.dim(0) == full.dim(2);
  }

  @Override
  public BoundJoin bind(List<Shape> inputs, WeightFactory weights) {
    return new Bound(outputShape(inputs));
  }

  @Override
  public String toString() {
    return "Multiply";
  }

  /**
   * @param full shape of the output
   */
  private record Bound(Shape full) implements BoundJoin {

    @Override
    public Access access() {
      return Access.READS_INPUT;
    }

    @Override
    public void forward(List<Tensor> inputs, Tensor output, Pass pass) {
      fill(inputs.get(0), output);
      for (int i = 1; i < inputs.size(); i++) {
        times(inputs.get(i), output);
      }
    }

    @Override
    public void backward(
        int which, List<Tensor> inputs, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      if (inputs.get(which).size() == dOutput.size()) {
        product(which, inputs, dOutput, dInput);
        return;
      }
      Product product = pass.memory(this, Product.class, Product::new);
      Tensor all = product.of(dOutput.shape());
      product(which, inputs, dOutput, all);
      addPixels(all, dInput);
    }

    /** The output gradient times all inputs but one. */
    private void product(int which, List<Tensor> inputs, Tensor dOutput, Tensor to) {
      Joins.copy(dOutput, to);
      for (int i = 0; i < inputs.size(); i++) {
        if (i != which) {
          times(inputs.get(i), to);
        }
      }
    }

    private void fill(Tensor from, Tensor to) {
      if (from.size() == to.size()) {
        Joins.copy(from, to);
        return;
      }
      int channels = full.dim(2);
      for (int at = 0; at < to.size(); at += channels) {
        int image = at / full.size();
        System.arraycopy(from.array(), image * channels, to.array(), at, channels);
      }
    }

    private void times(Tensor from, Tensor to) {
      if (from.size() == to.size()) {
        Kernels.lookup().multiply(to.size(), to.array(), from.array(), to.array());
        return;
      }
      int channels = full.dim(2);
      for (int at = 0; at < to.size(); at += channels) {
        int factor = at / full.size() * channels;
        for (int c = 0; c < channels; c++) {
          to.array()[at + c] *= from.array()[factor + c];
        }
      }
    }

    private void addPixels(Tensor values, Tensor sums) {
      int channels = full.dim(2);
      Arrays.fill(sums.array(), 0, sums.size(), 0f);
      for (int at = 0; at < values.size(); at += channels) {
        int sum = at / full.size() * channels;
        for (int c = 0; c < channels; c++) {
          sums.array()[sum + c] += values.array()[at + c];
        }
      }
    }
  }

  /** A buffer that grows with the samples of a pass. */
  private static final class Product {
    private Tensor buffer = Tensor.zeros(Shape.of(1));

    Tensor of(Shape shape) {
      if (!buffer.shape().equals(shape)) {
        buffer =
            buffer.array().length >= shape.size()
                ? Tensor.over(shape, buffer.array())
                : Tensor.zeros(shape);
      }
      return buffer;
    }
  }
}
