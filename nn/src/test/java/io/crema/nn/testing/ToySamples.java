package io.crema.nn.testing;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.Samples;
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

  /**
   * {@return noise from 0 to 0.5 with waves over the axis before the channels: one for class 0, two
   * for class 1 and so on, beginning anywhere}
   *
   * @param count number of samples
   * @param shape {@code [H, W, C]} or {@code [L, C]}
   * @param classes number of classes
   * @param seed of classes, beginnings and noise
   */
  public static LabelledSamples waves(int count, Shape shape, int classes, long seed) {
    Tensor values = Tensor.zeros(shape.withBatch(count));
    int[] labels = new int[count];
    SplitMix64 random = new SplitMix64(seed);
    int channels = shape.dim(shape.rank() - 1);
    int length = shape.dim(shape.rank() - 2);
    for (int n = 0; n < count; n++) {
      labels[n] = random.nextInt(classes);
      float beginning = uniform(random);
      for (int i = 0; i < shape.size(); i++) {
        double place = (labels[n] + 1.0) * (i / channels % length) / length + beginning;
        double wave = 0.25 * Math.sin(2 * Math.PI * place);
        values.array()[n * shape.size() + i] = (float) (0.5 + wave + 0.5 * uniform(random));
      }
    }
    return TensorSamples.of(values, labels, classes);
  }

  /**
   * {@return noise from 0 to 0.5 with a brighter rectangle; targets are {@code [H, W, 2]}, 1
   * outside in the first channel and 1 inside in the second}
   *
   * @param count number of images
   * @param shape {@code [H, W, C]}
   * @param seed of rectangles and noise
   */
  public static Samples rectangles(int count, Shape shape, long seed) {
    Tensor images = Tensor.zeros(shape.withBatch(count));
    Tensor masks = Tensor.zeros(Shape.of(count, shape.dim(0), shape.dim(1), 2));
    SplitMix64 random = new SplitMix64(seed);
    for (int n = 0; n < count; n++) {
      int top = random.nextInt(shape.dim(0) / 2);
      int left = random.nextInt(shape.dim(1) / 2);
      for (int y = 0; y < shape.dim(0); y++) {
        for (int x = 0; x < shape.dim(1); x++) {
          boolean inside = y >= top && y < top + shape.dim(0) / 2;
          inside &= x >= left && x < left + shape.dim(1) / 2;
          masks.set(1, n, y, x, inside ? 1 : 0);
          for (int c = 0; c < shape.dim(2); c++) {
            images.set((inside ? 0.5f : 0) + 0.5f * uniform(random), n, y, x, c);
          }
        }
      }
    }
    return TensorSamples.of(images, masks);
  }

  private static float uniform(SplitMix64 random) {
    return (random.next() >>> 40) * 0x1p-24f;
  }
}
