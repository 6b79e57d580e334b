package io.crema.examples.shapes;

import static io.crema.examples.shapes.DrawnShapes.SIZE;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;

/** Draws one picture: a noisy ground that darkens to one side, and shapes side by side. */
final class Brush {

  /** Largest change of a value by noise. */
  private static final double NOISE = 0.12;

  /** Smallest and largest difference between shape and ground in one channel. */
  private static final double LEAST_CONTRAST = 0.35;

  private static final double MOST_CONTRAST = 0.6;

  private final PictureStyle style;
  private final DrawnShapes shapes;
  private final int picture;
  private final SplitMix64 random;

  private Brush(PictureStyle style, DrawnShapes shapes, int picture, long seed) {
    this.style = style;
    this.shapes = shapes;
    this.picture = picture;
    random = new SplitMix64(SplitMix64.derive(seed, picture));
  }

  static DrawnShapes draw(PictureStyle style, int count, long seed) {
    DrawnShapes shapes =
        new DrawnShapes(
            Tensor.zeros(Shape.of(count, SIZE, SIZE, style.channels())),
            Tensor.zeros(Shape.of(count, SIZE, SIZE, style.kinds().size())),
            new int[count],
            Tensor.zeros(Shape.of(count, 2)));
    for (int picture = 0; picture < count; picture++) {
      new Brush(style, shapes, picture, seed).draw();
    }
    return shapes;
  }

  private void draw() {
    double[] ground = drawGround();
    int count = 1 + random.nextInt(style.mostShapes());
    for (int i = 0; i < count; i++) {
      drawShape(ground, (double) SIZE * i / count, (double) SIZE / count);
    }
    float[] values = shapes.images().array();
    int length = SIZE * SIZE * style.channels();
    for (int i = picture * length; i < (picture + 1) * length; i++) {
      values[i] += (float) between(-NOISE, NOISE);
    }
  }

  /** Fills the picture and returns the mean of each channel. */
  private double[] drawGround() {
    double[] means = new double[style.channels()];
    for (int channel = 0; channel < means.length; channel++) {
      means[channel] = between(0.2, 0.8);
      double right = between(-0.2, 0.2);
      double down = between(-0.2, 0.2);
      for (int y = 0; y < SIZE; y++) {
        for (int x = 0; x < SIZE; x++) {
          double slope = right * ((double) x / SIZE - 0.5) + down * ((double) y / SIZE - 0.5);
          shapes.images().set((float) (means[channel] + slope), picture, y, x, channel);
        }
      }
    }
    return means;
  }

  /** Draws a shape into the columns of {@code width} from {@code left} on. */
  private void drawShape(double[] ground, double left, double width) {
    int label = random.nextInt(style.kinds().size());
    Kind kind = style.kinds().get(label);
    double halfWidth = between(5, Math.min(10, width / 2 - 1));
    double halfHeight = halfWidth * between(0.8, 1.25);
    double centerX = left + between(halfWidth, width - halfWidth);
    double centerY = between(halfHeight, SIZE - halfHeight);
    double[] paint = paint(ground);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        double u = (x + 0.5 - centerX) / halfWidth;
        double v = (y + 0.5 - centerY) / halfHeight;
        if (kind.contains(u, v)) {
          fill(y, x, label, paint);
        }
      }
    }
    shapes.labels()[picture] = label;
    shapes.centers().set((float) (centerX / SIZE), picture, 0);
    shapes.centers().set((float) (centerY / SIZE), picture, 1);
  }

  /** A value for each channel, away from the ground towards the middle of the range. */
  private double[] paint(double[] ground) {
    double[] paint = new double[ground.length];
    for (int channel = 0; channel < paint.length; channel++) {
      double contrast = between(LEAST_CONTRAST, MOST_CONTRAST);
      paint[channel] = ground[channel] + (ground[channel] < 0.5 ? contrast : -contrast);
    }
    return paint;
  }

  private void fill(int y, int x, int label, double[] paint) {
    for (int other = 0; other < style.kinds().size(); other++) {
      shapes.masks().set(other == label ? 1 : 0, picture, y, x, other);
    }
    for (int channel = 0; channel < paint.length; channel++) {
      shapes.images().set((float) paint[channel], picture, y, x, channel);
    }
  }

  private double between(double least, double most) {
    return least + (most - least) * (random.next() >>> 11) * 0x1p-53;
  }
}
