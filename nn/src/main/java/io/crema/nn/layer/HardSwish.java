package io.crema.nn.layer;

import io.crema.core.kernel.ElementFunction.Curve;
import io.crema.core.tensor.Shape;

/**
 * An approximation of {@link SiLU} without an exponential: {@code x * min(max(x + 3, 0), 6) / 6}
 * (Howard et al. 2019, MobileNetV3), as Keras and PyTorch define it.
 *
 * <p>Takes any shape and keeps it. The derivative is taken as 0 at -3 and as 1 at 3. The error is
 * at most 3 units in the last place, that of the derivative at most 2^-23.
 */
public record HardSwish() implements Layer {

  static final String TYPE = "hard_swish";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory factory) {
    return new ElementActivation(Curve.HARD_SWISH);
  }

  @Override
  public String toString() {
    return "HardSwish";
  }
}
