package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/**
 * Probabilities {@code exp(x) / sum of exp(x)} over the last axis, here the only one.
 *
 * <p>For training leave it out: {@code SoftmaxCrossEntropy} works on logits.
 */
public record Softmax() implements Layer {

  static final String TYPE = "softmax";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Shape outputShape(Shape input) {
    Inputs.requireVector(this, input);
    return input;
  }

  @Override
  public OutputKind outputKind() {
    return OutputKind.DISTRIBUTION;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new Bound(input.dim(0));
  }

  @Override
  public String toString() {
    return "Softmax";
  }

  private record Bound(int classes) implements BoundLayer {

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      Kernels.lookup()
          .softmaxForward(input.size() / classes, classes, input.array(), output.array());
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      if (pass.needsInputGradient()) {
        int rows = output.size() / classes;
        Kernels.lookup()
            .softmaxBackward(rows, classes, output.array(), dOutput.array(), dInput.array());
      }
    }

    @Override
    public Access access() {
      return Access.IN_PLACE_READS_OUTPUT;
    }
  }
}
