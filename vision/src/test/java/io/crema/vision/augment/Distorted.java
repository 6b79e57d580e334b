package io.crema.vision.augment;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TensorSamples;
import io.crema.core.data.TrainingReader;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/** Images for these tests and what becomes of them. */
final class Distorted {

  private Distorted() {}

  /** {@return an augmentation that always does one thing, by just so much} */
  static Augmentation just(Distortion distortion, double value) {
    return Augmentation.NONE.with(distortion, 1, value, value);
  }

  /** {@return a copy of an image of one channel, distorted} */
  static float[] distort(Augmentation augmentation, float[] image, int height, long seed) {
    return distort(augmentation, image, Shape.of(height, image.length / height, 1), seed);
  }

  /** {@return a copy of an image, distorted} */
  static float[] distort(Augmentation augmentation, float[] image, Shape shape, long seed) {
    float[] copy = image.clone();
    new Distorter(augmentation, shape).distort(copy, 0, seed);
    return copy;
  }

  /** {@return an image of three channels: a grey one in a color} */
  static float[] colored(float[] image) {
    float[] colored = new float[3 * image.length];
    for (int i = 0; i < colored.length; i++) {
      colored[i] = image[i / 3] * (0.9f - 0.3f * (i % 3));
    }
    return colored;
  }

  /** {@return an image of random levels} */
  static float[] noise(int height, int width, long seed) {
    float[] image = new float[height * width];
    for (int i = 0; i < image.length; i++) {
      image[i] = (SplitMix64.at(seed, i) >>> 40) * 0x1p-24f;
    }
    return image;
  }

  /** {@return an image of 28 x 28 with a ring and a bar in it, of strokes three pixels wide} */
  static float[] sign() {
    float[] image = new float[28 * 28];
    for (int y = 0; y < 28; y++) {
      for (int x = 0; x < 28; x++) {
        double ring = Math.abs(Math.hypot(x - 13.5, y - 10) - 5);
        double bar = y >= 14 && y < 24 ? Math.abs(x - 16) : 9;
        double ink = 2 - Math.min(ring, bar);
        image[y * 28 + x] = (float) Math.max(0, Math.min(1, ink));
      }
    }
    return image;
  }

  /** {@return samples of one class, all with the same image} */
  static LabelledSamples samples(float[] image, Shape shape, int count) {
    Tensor inputs = Tensor.zeros(shape.withBatch(count));
    for (int i = 0; i < count; i++) {
      System.arraycopy(image, 0, inputs.array(), i * image.length, image.length);
    }
    return TensorSamples.of(inputs, new int[count], 1);
  }

  /** {@return the input as a training gets it} */
  static float[] read(TrainingReader reader, int size, int index, long epochSeed) {
    float[] input = new float[size];
    reader.read(index, epochSeed, input, 0, new float[1], 0);
    return input;
  }

  static double sum(float[] image) {
    double sum = 0;
    for (float level : image) {
      sum += level;
    }
    return sum;
  }
}
