package io.crema.nn.testing;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TensorSamples;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/** Small made-up problems. */
public final class ToySamples {

  private static final int SIZE = 8;

  private ToySamples() {}

  /**
   * {@return images {@code [8, 8, 1]} of noise from 0 to 0.5 with a bar of brightness 1: a row in
   * class 0, a column in class 1}
   *
   * @param count number of images
   * @param seed of place and noise
   */
  public static LabelledSamples bars(int count, long seed) {
    Tensor images = Tensor.zeros(Shape.of(count, SIZE, SIZE, 1));
    int[] labels = new int[count];
    SplitMix64 random = new SplitMix64(seed);
    for (int i = 0; i < images.size(); i++) {
      images.array()[i] = 0.5f * uniform(random);
    }
    for (int n = 0; n < count; n++) {
      labels[n] = random.nextInt(2);
      int line = random.nextInt(SIZE);
      for (int i = 0; i < SIZE; i++) {
        images.set(1f, n, labels[n] == 0 ? line : i, labels[n] == 0 ? i : line, 0);
      }
    }
    return TensorSamples.of(images, labels, 2);
  }

  /**
   * {@return points {@code [2]} of the square from -1 to 1; class 1 is where the sum is above 0.
   * Points closer than 0.1 to the border are left out}
   *
   * @param count number of points
   * @param seed of the points
   */
  public static LabelledSamples separable(int count, long seed) {
    Tensor points = Tensor.zeros(Shape.of(count, 2));
    int[] labels = new int[count];
    SplitMix64 random = new SplitMix64(seed);
    int made = 0;
    while (made < count) {
      float x = 2 * uniform(random) - 1;
      float y = 2 * uniform(random) - 1;
      if (Math.abs(x + y) > 0.1f) {
        points.set(x, made, 0);
        points.set(y, made, 1);
        labels[made] = x + y > 0 ? 1 : 0;
        made++;
      }
    }
    return TensorSamples.of(points, labels, 2);
  }

  private static float uniform(SplitMix64 random) {
    return (random.next() >>> 40) * 0x1p-24f;
  }
}
