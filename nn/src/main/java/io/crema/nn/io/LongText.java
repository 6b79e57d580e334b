package io.crema.nn.io;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/** Texts as tensors, one value a UTF-16 code unit. */
final class LongText {

  private LongText() {}

  static Tensor tensor(String text) {
    Tensor tensor = Tensor.zeros(Shape.of(text.length()));
    for (int i = 0; i < text.length(); i++) {
      tensor.array()[i] = text.charAt(i);
    }
    return tensor;
  }

  static String of(Tensor tensor) {
    StringBuilder text = new StringBuilder(tensor.size());
    for (float unit : tensor.toArray()) {
      text.append((char) unit);
    }
    return text.toString();
  }
}
