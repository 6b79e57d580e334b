package io.crema.nn.layer;

import io.crema.core.kernel.UpsamplingGeometry;
import io.crema.core.tensor.Shape;

/**
 * Repeats each step of a sequence.
 *
 * <pre>{@code
 * input  [N, L, C]
 * output [N, L * factor, C]
 *
 * output[i] = input[i / factor]
 * }</pre>
 *
 * @param factor output steps for each input step, at least 1
 */
public record UpSampling1D(int factor) implements Layer {

  static final String TYPE = "up_sampling1d";

  /**
   * Creates an upsampling layer.
   *
   * @param factor output steps for each input step, at least 1
   * @throws IllegalArgumentException if {@code factor < 1}
   */
  public UpSampling1D {
    Inputs.requireAtLeast("UpSampling1D", "factor", 1, factor);
  }

  static UpSampling1D of(LayerConfig config) {
    return new UpSampling1D(config.integer("factor"));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("factor", factor);
  }

  @Override
  public Shape outputShape(Shape input) {
    Inputs.requireSequence(this, input);
    return Inputs.output(this, input, (long) factor * input.dim(0), input.dim(1));
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory weights) {
    return new BoundUpSampling(
        new UpsamplingGeometry(1, input.dim(0), input.dim(1), 1, factor), true);
  }

  @Override
  public String toString() {
    return "UpSampling1D(" + factor + ")";
  }
}
