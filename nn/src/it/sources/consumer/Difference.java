package consumer;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.BoundJoin;
import io.crema.nn.layer.Join;
import io.crema.nn.layer.Pass;
import io.crema.nn.layer.WeightFactory;
import java.util.List;

/** A join: the first input minus the second, value by value. Both have the same shape. */
record Difference() implements Join {

  @Override
  public String type() {
    return "difference";
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    if (inputs.size() != 2 || !inputs.get(0).equals(inputs.get(1))) {
      throw new IllegalArgumentException("Difference: expected equal shapes, got " + inputs);
    }
    return inputs.get(0);
  }

  @Override
  public BoundJoin bind(List<Shape> inputs, WeightFactory weights) {
    return new Bound();
  }

  private record Bound() implements BoundJoin {

    @Override
    public void forward(List<Tensor> inputs, Tensor output, Pass pass) {
      for (int i = 0; i < output.size(); i++) {
        output.array()[i] = inputs.get(0).array()[i] - inputs.get(1).array()[i];
      }
    }

    @Override
    public void backward(
        int which, List<Tensor> inputs, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      for (int i = 0; i < dOutput.size(); i++) {
        dInput.array()[i] = which == 0 ? dOutput.array()[i] : -dOutput.array()[i];
      }
    }
  }
}
