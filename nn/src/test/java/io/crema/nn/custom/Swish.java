package io.crema.nn.custom;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.Access;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.LayerConfig;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.Pass;
import io.crema.nn.layer.WeightFactory;
import java.util.List;

/**
 * A layer of one's own, as an example: {@code x * sigmoid(beta * x)} with a trainable {@code beta}
 * (Ramachandran et al., "Searching for Activation Functions", 2017). Takes any shape and keeps it.
 *
 * <p>The record is the description: immutable, compared by value, turned into a {@link LayerConfig}
 * for model files. {@link Bound} is what computes.
 *
 * @param beta the value that training begins with
 */
record Swish(double beta) implements Layer {

  static final String TYPE = "example.swish";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("beta", beta);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input; // a layer that cannot take every shape throws IllegalArgumentException here
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory weights) {
    Parameter trained = weights.bias("beta", Shape.of(1)); // zero; no weight decay
    trained.value().fill((float) beta);
    return new Bound(trained);
  }

  /** Keeps nothing but its parameter: several threads call it at once. */
  private record Bound(Parameter beta) implements BoundLayer {

    @Override
    public List<Parameter> parameters() {
      return List.of(beta);
    }

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      float[] x = input.array(); // may be longer than input.size(): that is a buffer's length
      for (int i = 0; i < input.size(); i++) {
        output.array()[i] = (float) (x[i] * sigmoid(x[i]));
      }
    }

    /* With s = sigmoid(beta x): d/dx = s + beta x s (1 - s), d/dbeta = x x s (1 - s). */
    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      double dBeta = 0;
      for (int i = 0; i < input.size(); i++) {
        double x = input.array()[i];
        double s = sigmoid(x);
        double slope = x * s * (1 - s);
        dBeta += dOutput.array()[i] * x * slope;
        if (pass.needsInputGradient()) { // not in the first layer of a network
          double beta = this.beta.value().array()[0];
          dInput.array()[i] = (float) (dOutput.array()[i] * (s + beta * slope));
        }
      }
      pass.gradient(beta)[0] += (float) dBeta; // added: a batch comes in several parts
    }

    /* StrictMath, not Math: the same bits on every JDK. */
    private double sigmoid(double x) {
      return 1 / (1 + StrictMath.exp(-beta.value().array()[0] * x));
    }

    @Override
    public Access access() {
      return Access.READS_INPUT; // so the next layer may overwrite the output
    }
  }
}
