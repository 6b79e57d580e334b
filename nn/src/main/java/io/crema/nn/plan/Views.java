package io.crema.nn.plan;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** One array as tensors for any number of samples up to the most. */
final class Views {

  private final Shape shape;
  private final float[] array;
  private final @Nullable Tensor[] tensors;

  Views(Shape shape, float[] array, int maxSamples) {
    this.shape = shape;
    this.array = array;
    tensors = new Tensor[maxSamples + 1];
  }

  float[] array() {
    return array;
  }

  Tensor of(int samples) {
    Tensor tensor = tensors[samples];
    if (tensor == null) {
      tensor = Tensor.over(shape.withBatch(samples), array);
      tensors[samples] = tensor;
    }
    return tensor;
  }
}
