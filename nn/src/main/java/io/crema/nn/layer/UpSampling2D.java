package io.crema.nn.layer;

import io.crema.core.kernel.UpsamplingGeometry;
import io.crema.core.tensor.Shape;
import java.util.Locale;

/**
 * Enlarges images by whole factors.
 *
 * <pre>{@code
 * input  [N, H, W, C]
 * output [N, H * factorHeight, W * factorWidth, C]
 *
 * NEAREST:  output[y, x] = input[y / factorHeight, x / factorWidth]
 * BILINEAR: output[y, x] is interpolated at (y + 0.5) / factorHeight - 0.5 and
 *           (x + 0.5) / factorWidth - 0.5; the border pixels are repeated outside the image
 * }</pre>
 *
 * @param factorHeight output rows for each input row, at least 1
 * @param factorWidth output columns for each input column, at least 1
 * @param interpolation how output pixels follow from input pixels
 */
public record UpSampling2D(int factorHeight, int factorWidth, Interpolation interpolation)
    implements Layer {

  static final String TYPE = "up_sampling2d";

  /** How output pixels follow from input pixels. */
  public enum Interpolation {
    /** Repeats each pixel. */
    NEAREST,
    /** Interpolates linearly between the four nearest pixels. */
    BILINEAR
  }

  /**
   * Creates an upsampling layer.
   *
   * @param factorHeight output rows for each input row, at least 1
   * @param factorWidth output columns for each input column, at least 1
   * @param interpolation how output pixels follow from input pixels
   * @throws IllegalArgumentException if a factor is below 1
   */
  public UpSampling2D {
    Inputs.requireAtLeast("UpSampling2D", "factorHeight", 1, factorHeight);
    Inputs.requireAtLeast("UpSampling2D", "factorWidth", 1, factorWidth);
  }

  /**
   * Creates a layer that repeats each pixel.
   *
   * @param factor output rows and columns for each input row and column
   */
  public UpSampling2D(int factor) {
    this(factor, factor, Interpolation.NEAREST);
  }

  /** {@return this with bilinear interpolation} */
  public UpSampling2D bilinear() {
    return new UpSampling2D(factorHeight, factorWidth, Interpolation.BILINEAR);
  }

  static UpSampling2D of(LayerConfig config) {
    return new UpSampling2D(
        config.integer("factor_height"),
        config.integer("factor_width"),
        config.constant("interpolation", Interpolation.class));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY
        .with("factor_height", factorHeight)
        .with("factor_width", factorWidth)
        .with("interpolation", LayerConfig.nameOf(interpolation));
  }

  @Override
  public Shape outputShape(Shape input) {
    Inputs.requireImage(this, input);
    long height = (long) factorHeight * input.dim(0);
    long width = (long) factorWidth * input.dim(1);
    return Inputs.output(this, input, height, width, input.dim(2));
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory weights) {
    UpsamplingGeometry geometry =
        new UpsamplingGeometry(input.dim(0), input.dim(1), input.dim(2), factorHeight, factorWidth);
    return new BoundUpSampling(geometry, interpolation == Interpolation.NEAREST);
  }

  @Override
  public String toString() {
    return new Description("UpSampling2D")
        .with("%dx%d".formatted(factorHeight, factorWidth))
        .withIf(
            interpolation != Interpolation.NEAREST, interpolation.name().toLowerCase(Locale.ROOT))
        .toString();
  }
}
