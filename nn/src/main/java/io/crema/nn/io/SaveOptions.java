package io.crema.nn.io;

import io.crema.nn.io.Safetensors.WriteOption;
import io.crema.nn.layer.LayerTypes;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a model file is written. Immutable.
 *
 * @param layerTypes the types of layers and joins that the reader of the file will know; a model
 *     with others is refused
 * @param writeOptions how values are written
 */
public record SaveOptions(LayerTypes layerTypes, Set<WriteOption> writeOptions) {

  /** The standard layers, values as 4-byte floats. */
  public static final SaveOptions DEFAULT = new SaveOptions(LayerTypes.standard(), Set.of());

  /**
   * Creates options.
   *
   * @param layerTypes the types of layers and joins that the reader of the file will know
   * @param writeOptions how values are written. Copied.
   */
  public SaveOptions {
    writeOptions = Set.copyOf(writeOptions);
  }

  /**
   * {@return this with other types of layers}
   *
   * @param types all that the model may have, such as {@code LayerTypes.standard().with(...)}
   */
  public SaveOptions layerTypes(LayerTypes types) {
    return new SaveOptions(types, writeOptions);
  }

  /**
   * {@return this with one more way to write values}
   *
   * @param option the way, such as {@link WriteOption#F16} for half the length
   */
  public SaveOptions with(WriteOption option) {
    EnumSet<WriteOption> more = EnumSet.of(option);
    more.addAll(writeOptions);
    return new SaveOptions(layerTypes, more);
  }
}
