package consumer;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TensorSamples;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/** Images of 6x6 pixels with a bright left half (class 0) or right half (class 1). */
final class Images {

  private Images() {}

  static Tensor of(int count) {
    Tensor images = Tensor.zeros(Shape.of(count, 6, 6, 1));
    for (int n = 0; n < count; n++) {
      for (int y = 0; y < 6; y++) {
        for (int x = 0; x < 3; x++) {
          images.set(0.5f + 0.1f * (n % 5), n, y, x + n % 2 * 3, 0);
        }
      }
    }
    return images;
  }

  static int[] labels(int count) {
    int[] labels = new int[count];
    for (int n = 0; n < count; n++) {
      labels[n] = n % 2;
    }
    return labels;
  }

  static LabelledSamples samples(int count) {
    return TensorSamples.of(of(count), labels(count), 2);
  }
}
