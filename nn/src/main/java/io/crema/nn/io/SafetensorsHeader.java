package io.crema.nn.io;

import java.util.List;
import java.util.Map;

/**
 * The header of a file.
 *
 * @param entries the tensors in the header's order
 * @param metadata the texts in the header's order
 */
record SafetensorsHeader(List<TensorEntry> entries, Map<String, String> metadata) {

  /** The key that is not a tensor's name: {@value}. */
  static final String METADATA = "__metadata__";

  /** The key of a tensor's type: {@value}. */
  static final String DTYPE = "dtype";

  /** The key of a tensor's axis lengths: {@value}. */
  static final String SHAPE = "shape";

  /** The key of the place of a tensor's values: {@value}. */
  static final String DATA_OFFSETS = "data_offsets";
}
