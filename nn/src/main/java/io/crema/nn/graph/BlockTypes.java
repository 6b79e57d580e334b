package io.crema.nn.graph;

import java.util.Locale;

/** The default names of blocks. */
final class BlockTypes {

  private BlockTypes() {}

  /**
   * {@return {@code gated_conv2d} for the class {@code GatedConv2D}, as Keras names it; {@code
   * block} for a lambda}
   */
  static String of(Class<?> type) {
    if (type.isSynthetic() || type.isAnonymousClass() || type.isHidden()) {
      return "block";
    }
    return type.getSimpleName()
        .replaceAll("(.)([A-Z][a-z0-9]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
