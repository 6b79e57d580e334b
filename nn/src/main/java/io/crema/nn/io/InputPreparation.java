package io.crema.nn.io;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How raw values, such as the bytes of a picture, become inputs of a model: {@code input = raw *
 * scale + offset}, and facts for whoever makes the raw values. Immutable.
 *
 * <pre>{@code
 * InputPreparation.ofBytes(Map.of("color", "rgb", "resize", "crop"))
 * }</pre>
 *
 * @param scale factors, one for all values or one for each channel
 * @param offset what is added after that, as many as there are factors
 * @param facts further facts by name, such as the colors of a picture
 */
public record InputPreparation(List<Double> scale, List<Double> offset, Map<String, String> facts) {

  /** Inputs are the raw values. */
  public static final InputPreparation NONE =
      new InputPreparation(List.of(1.0), List.of(0.0), Map.of());

  /**
   * Creates a preparation.
   *
   * @param scale factors, one for all values or one for each channel
   * @param offset what is added after that, as many as there are factors
   * @param facts further facts by name. Copied, in the order of the names, so that equal
   *     preparations give equal files.
   * @throws IllegalArgumentException if there is no factor, the lists differ in length, or a number
   *     is not finite
   */
  public InputPreparation {
    scale = List.copyOf(scale);
    offset = List.copyOf(offset);
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    if (scale.isEmpty() || scale.size() != offset.size()) {
      throw new IllegalArgumentException(
          "InputPreparation: expected as many offsets as factors, at least one, got %d and %d"
              .formatted(offset.size(), scale.size()));
    }
    for (int i = 0; i < scale.size(); i++) {
      if (!Double.isFinite(scale.get(i)) || !Double.isFinite(offset.get(i))) {
        throw new IllegalArgumentException(
            "InputPreparation: expected finite numbers, got %s and %s"
                .formatted(scale.get(i), offset.get(i)));
      }
    }
  }

  /**
   * {@return the preparation of bytes as inputs from 0 to 1} A byte {@code b} from 0 to 255 becomes
   * {@code b / 255}.
   *
   * @param facts further facts by name, such as the colors of a picture
   */
  public static InputPreparation ofBytes(Map<String, String> facts) {
    return new InputPreparation(List.of(1 / 255.0), List.of(0.0), facts);
  }

  /**
   * Turns raw values into inputs.
   *
   * @param values {@code [..., channels]}. Overwritten.
   * @throws IllegalArgumentException if their number is no multiple of that of the channels
   */
  public void apply(float[] values) {
    int channels = scale.size();
    if (values.length % channels != 0) {
      throw new IllegalArgumentException(
          "InputPreparation: expected a multiple of %d values, got %d"
              .formatted(channels, values.length));
    }
    for (int i = 0; i < values.length; i++) {
      int c = i % channels;
      values[i] = (float) (values[i] * scale.get(c) + offset.get(c));
    }
  }
}
