package io.crema.nn.io;

import io.crema.nn.layer.LayerTypes;

/**
 * What a model file may hold to be loaded. Immutable.
 *
 * <pre>{@code
 * ModelFile.load(file, LoadOptions.DEFAULT.maxActivationBytes(4L << 30));
 * }</pre>
 *
 * @param layerTypes the kinds of layers
 * @param allowNonFinite whether weights that are infinite or not a number are let pass
 * @param maxActivationBytes the most bytes that the outputs of all layers may take for one input.
 *     They do not depend on the length of the file, so that a short one could ask for any amount of
 *     memory at the first prediction
 */
public record LoadOptions(LayerTypes layerTypes, boolean allowNonFinite, long maxActivationBytes) {

  /** Default of {@link #maxActivationBytes}: {@value}, which is 256 MiB. */
  public static final long MAX_ACTIVATION_BYTES = 1L << 28;

  /** The standard layers, finite weights, {@link #MAX_ACTIVATION_BYTES}. */
  public static final LoadOptions DEFAULT =
      new LoadOptions(LayerTypes.standard(), false, MAX_ACTIVATION_BYTES);

  /**
   * Checks the limit.
   *
   * @param layerTypes the kinds of layers
   * @param allowNonFinite whether weights that are infinite or not a number are let pass
   * @param maxActivationBytes at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public LoadOptions {
    if (maxActivationBytes < 1) {
      throw new IllegalArgumentException(
          "maxActivationBytes: expected at least 1, got " + maxActivationBytes);
    }
  }

  /**
   * {@return this with other kinds of layers}
   *
   * @param types all that a file may have
   */
  public LoadOptions layerTypes(LayerTypes types) {
    return new LoadOptions(types, allowNonFinite, maxActivationBytes);
  }

  /** {@return this, but weights may be infinite or not a number} */
  public LoadOptions withNonFinite() {
    return new LoadOptions(layerTypes, true, maxActivationBytes);
  }

  /**
   * {@return this with another limit on activations}
   *
   * @param bytes at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  public LoadOptions maxActivationBytes(long bytes) {
    return new LoadOptions(layerTypes, allowNonFinite, bytes);
  }
}
