package io.crema.nn.layer;

import io.crema.core.kernel.ElementFunction;
import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.Fusible;
import io.crema.nn.compute.Fusion;
import java.util.List;
import java.util.Set;

/**
 * The sum of its inputs, which all have the same shape: {@code output = inputs[0] + inputs[1] +
 * ...}, added from left to right.
 */
public record Add() implements Join {

  /** The name in model files: {@value}. */
  public static final String TYPE = "add";

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
    return new Bound();
  }

  @Override
  public String toString() {
    return "Add";
  }

  private record Bound() implements BoundJoin, Fusible {

    @Override
    public Access access() {
      return Access.READS_NEITHER;
    }

    @Override
    public Set<Fusion> fusions() {
      return Set.of(Fusion.RECTIFY);
    }

    @Override
    public void forward(List<Tensor> inputs, Tensor output, Pass pass) {
      Kernels kernels = Kernels.lookup();
      boolean rectify = ThreadPass.control(pass).rectify();
      float[] sum = inputs.get(0).array();
      int last = inputs.size() - 1;
      if (last == 0) {
        Joins.copy(inputs.get(0), output);
        if (rectify) {
          kernels.activate(ElementFunction.RELU, output.size(), output.array(), output.array());
        }
      }
      for (int i = 1; i <= last; i++) {
        kernels.sum(
            output.size(), sum, inputs.get(i).array(), rectify && i == last, output.array());
        sum = output.array();
      }
    }

    @Override
    public void backward(
        int which, List<Tensor> inputs, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      Joins.copy(dOutput, dInput);
    }
  }
}
