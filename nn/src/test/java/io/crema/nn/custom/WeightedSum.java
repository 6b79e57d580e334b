package io.crema.nn.custom;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.BoundJoin;
import io.crema.nn.layer.Join;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.Pass;
import io.crema.nn.layer.WeightFactory;
import java.util.List;

/** A join with a parameter: the sum of inputs of one shape, each times a trained weight. */
record WeightedSum() implements Join {

  @Override
  public String type() {
    return "example_weighted_sum";
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return inputs.get(0);
  }

  @Override
  public BoundJoin bind(List<Shape> inputs, WeightFactory factory) {
    return new Bound(factory.undecayed("weights", Shape.of(inputs.size()), 1));
  }

  private record Bound(Parameter weights) implements BoundJoin {

    @Override
    public List<Parameter> parameters() {
      return List.of(weights);
    }

    @Override
    public void forward(List<Tensor> inputs, Tensor output, Pass pass) {
      output.fill(0);
      for (int which = 0; which < inputs.size(); which++) {
        for (int i = 0; i < output.size(); i++) {
          output.array()[i] += weights.value().array()[which] * inputs.get(which).array()[i];
        }
      }
    }

    @Override
    public void backwardParameters(List<Tensor> inputs, Tensor output, Tensor dOutput, Pass pass) {
      for (int which = 0; which < inputs.size(); which++) {
        for (int i = 0; i < dOutput.size(); i++) {
          pass.gradient(weights)[which] += dOutput.array()[i] * inputs.get(which).array()[i];
        }
      }
    }

    @Override
    public void backward(
        int which, List<Tensor> inputs, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      for (int i = 0; i < dOutput.size(); i++) {
        dInput.array()[i] = weights.value().array()[which] * dOutput.array()[i];
      }
    }
  }
}
