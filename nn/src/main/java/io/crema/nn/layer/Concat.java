package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Its inputs side by side on the last axis, the channels: {@code [N, H, W, C1]} and {@code [N, H,
 * W, C2]} give {@code [N, H, W, C1 + C2]}. All other axes are equal.
 */
public record Concat() implements Join {

  static final String TYPE = "concat";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Joins.requireSome(this, inputs);
    int[] dims = inputs.get(0).dims();
    long channels = 0;
    for (Shape input : inputs) {
      if (input.rank() == 0 || !Arrays.equals(front(input), front(inputs.get(0)))) {
        throw new IllegalArgumentException(
            "%s: expected inputs that differ on the last axis alone, got %s"
                .formatted(this, inputs));
      }
      channels += input.dim(input.rank() - 1);
    }
    long rows = inputs.get(0).size() / dims[dims.length - 1];
    if (channels > Shape.MAX_SIZE / rows) {
      throw new IllegalArgumentException(
          "%s: expected an output of at most %d values, got inputs %s"
              .formatted(this, Shape.MAX_SIZE, inputs));
    }
    dims[dims.length - 1] = (int) channels;
    return Shape.of(dims);
  }

  private static int[] front(Shape shape) {
    return Arrays.copyOf(shape.dims(), Math.max(0, shape.rank() - 1));
  }

  @Override
  public BoundJoin bind(List<Shape> inputs, WeightFactory weights) {
    int[] offsets = new int[inputs.size() + 1];
    for (int i = 0; i < inputs.size(); i++) {
      Shape input = inputs.get(i);
      offsets[i + 1] = offsets[i] + input.dim(input.rank() - 1);
    }
    return new Bound(offsets);
  }

  @Override
  public String toString() {
    return "Concat";
  }

  /** Knows where the channels of each input begin. */
  private static final class Bound implements BoundJoin {

    private final int[] offsets;
    private final int channels;

    Bound(int[] offsets) {
      this.offsets = offsets;
      channels = offsets[offsets.length - 1];
    }

    @Override
    public Access access() {
      return Access.READS_NEITHER;
    }

    @Override
    public void forward(List<Tensor> inputs, Tensor output, Pass pass) {
      int rows = output.size() / channels;
      for (int i = 0; i < inputs.size(); i++) {
        int own = offsets[i + 1] - offsets[i];
        Kernels.lookup()
            .concat(rows, own, inputs.get(i).array(), channels, offsets[i], output.array());
      }
    }

    @Override
    public void backward(
        int which, List<Tensor> inputs, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      int own = offsets[which + 1] - offsets[which];
      Kernels.lookup()
          .slice(
              dOutput.size() / channels,
              own,
              dOutput.array(),
              channels,
              offsets[which],
              dInput.array());
    }
  }
}
