package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.List;

/** The mean of its inputs, which all have the same shape: their sum times {@code 1 / inputs}. */
public record Average() implements Join {

  static final String TYPE = "average";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return Joins.requireSame(this, inputs);
  }

  @Override
  public BoundJoin bind(List<Shape> inputs, WeightFactory weights) {
    return new Bound(1f / inputs.size());
  }

  @Override
  public String toString() {
    return "Average";
  }

  private record Bound(float share) implements BoundJoin {

    @Override
    public Access access() {
      return Access.READS_NEITHER;
    }

    @Override
    public void forward(List<Tensor> inputs, Tensor output, Pass pass) {
      Kernels kernels = Kernels.lookup();
      float[] sum = inputs.get(0).array();
      for (int i = 1; i < inputs.size(); i++) {
        kernels.sum(output.size(), sum, inputs.get(i).array(), false, output.array());
        sum = output.array();
      }
      kernels.scale(output.size(), share, sum, output.array());
    }

    @Override
    public void backward(
        int which, List<Tensor> inputs, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      Kernels.lookup().scale(dInput.size(), share, dOutput.array(), dInput.array());
    }
  }
}
