package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/**
 * The largest of its inputs, value by value; all have the same shape. The gradient goes to the
 * first of the largest.
 */
public record Maximum() implements Join {

  static final String TYPE = "maximum";

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
    return new Bound(inputs.size());
  }

  @Override
  public String toString() {
    return "Maximum";
  }

  private static final class Bound implements BoundJoin {

    private final Supplier<Earlier> earlierArrays;

    Bound(int inputs) {
      earlierArrays = () -> new Earlier(inputs);
    }

    @Override
    public Access access() {
      return Access.READS_INPUT_AND_OUTPUT;
    }

    @Override
    public void forward(List<Tensor> inputs, Tensor output, Pass pass) {
      Kernels kernels = Kernels.lookup();
      Joins.copy(inputs.get(0), output);
      for (int i = 1; i < inputs.size(); i++) {
        kernels.maximum(output.size(), output.array(), inputs.get(i).array(), output.array());
      }
    }

    @Override
    public void backward(
        int which, List<Tensor> inputs, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      float[][] earlier = pass.memory(this, Earlier.class, earlierArrays).arrays;
      for (int i = 0; i < which; i++) {
        earlier[i] = inputs.get(i).array();
      }
      Kernels.lookup()
          .maximumBackward(
              dInput.size(),
              inputs.get(which).array(),
              output.array(),
              earlier,
              which,
              dOutput.array(),
              dInput.array());
    }
  }

  /** The arrays of the inputs before one. */
  private static final class Earlier {
    final float[][] arrays;

    Earlier(int count) {
      arrays = new float[count][];
    }
  }
}
