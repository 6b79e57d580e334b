package io.crema.nn.io;

import io.crema.core.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a safetensors file holds. The maps cannot be changed; the tensors are the caller's.
 *
 * @param tensors the tensors by name, in the order of their values in the file
 * @param metadata the texts by key, in the order of the file; empty if it has none
 */
public record SafetensorsFile(Map<String, Tensor> tensors, Map<String, String> metadata) {

  /**
   * Copies the maps, not the tensors.
   *
   * @param tensors the tensors by name. Not modified.
   * @param metadata the texts by key. Not modified.
   */
  public SafetensorsFile {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }
}
