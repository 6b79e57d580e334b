package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Multiplies by constants and adds others, such as those that bring pixels to the range that a
 * network was trained with.
 *
 * <pre>{@code
 * input  [N, ..., C]
 * output [N, ..., C]
 *
 * output[c] = input[c] * scale[c] + offset[c], rounded once
 * }</pre>
 *
 * @param scale a factor for each channel, or one for all; finite as a float
 * @param offset what is added, for each channel or for all as {@code scale}; finite as a float
 */
public record Rescaling(List<Double> scale, List<Double> offset) implements Layer {

  static final String TYPE = "rescaling";

  /**
   * Creates a layer with constants for each channel, or for all channels together.
   *
   * @param scale a factor for each channel, or one for all; finite as a float. Copied.
   * @param offset what is added, as many values as {@code scale}; finite as a float. Copied.
   * @throws IllegalArgumentException if there is no value, their numbers differ, or one is not
   *     finite
   */
  public Rescaling {
    scale = List.copyOf(scale);
    offset = List.copyOf(offset);
    if (scale.isEmpty() || scale.size() != offset.size()) {
      throw new IllegalArgumentException(
          "Rescaling: expected a scale and an offset for each channel, got %s and %s"
              .formatted(scale, offset));
    }
    requireFinite("scale", scale);
    requireFinite("offset", offset);
  }

  private static void requireFinite(String name, List<Double> values) {
    for (double value : values) {
      if (!Float.isFinite((float) value)) {
        throw new IllegalArgumentException(
            "Rescaling: expected %s that is finite as a float, got %s".formatted(name, value));
      }
    }
  }

  /**
   * Creates a layer with the same constants for all channels.
   *
   * @param scale the factor
   * @param offset what is added
   */
  public Rescaling(double scale, double offset) {
    this(List.of(scale), List.of(offset));
  }

  static Rescaling of(LayerConfig config) {
    return new Rescaling(config.numbers("scale"), config.numbers("offset"));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("scale", scale).with("offset", offset);
  }

  @Override
  public Shape outputShape(Shape input) {
    int channels = Inputs.channels(this, input);
    if (scale.size() > 1 && scale.size() != channels) {
      throw new IllegalArgumentException(
          "%s: expected input of %d channels, got %s".formatted(this, scale.size(), input));
    }
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory weights) {
    return new Bound(floats(scale), floats(offset));
  }

  private static float[] floats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }

  @Override
  public String toString() {
    return scale.size() == 1
        ? "Rescaling(%s, %s)".formatted(scale.get(0), offset.get(0))
        : "Rescaling(%s, %s)".formatted(scale, offset);
  }

  /** A normalization whose mean is 0 and whose deviation is 1. */
  private static final class Bound implements BoundLayer {

    private final float[] scale;
    private final float[] offset;
    private final float[] zeros;
    private final float[] ones;

    Bound(float[] scale, float[] offset) {
      this.scale = scale;
      this.offset = offset;
      zeros = new float[scale.length];
      ones = new float[scale.length];
      Arrays.fill(ones, 1f);
    }

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      rescale(input, offset, output, pass);
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      if (pass.needsInputGradient()) {
        rescale(dOutput, zeros, dInput, pass);
      }
    }

    private void rescale(Tensor from, float[] added, Tensor to, Pass pass) {
      int channels = scale.length;
      Kernels.lookup()
          .normalizeForward(
              from.size() / channels,
              channels,
              from.array(),
              zeros,
              ones,
              scale,
              added,
              null,
              false,
              to.array(),
              ThreadPass.control(pass).scratch());
    }

    @Override
    public Access access() {
      return Access.IN_PLACE;
    }
  }
}
