package io.crema.vision.augment;

import static io.crema.vision.augment.Distorted.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against matrices in double, multiplied one by one and inverted, and Keys' kernel summed over the
 * whole image.
 */
class WarpNaiveReferenceTest {

  /** Places are floats up to 32, so 2e-6 apart; levels change by up to about 3 a pixel. */
  private static final float TOLERANCE = 1e-4f;

  @ParameterizedTest
  @CsvSource({
    "28, 28, 12, 1.1, 0.1, 1.3, 0",
    "28, 28, -200e-2, 0.9, -0.2, -0.7, 0.1",
    "17, 12, 33, 1.7, 0.5, 2.5, -0.2",
    "5, 31, -170, 0.6, -1, 0.25, 0.25",
    "1, 6, 5, 1, 0, 0.5, 0"
  })
  void warp_allAtOnce_isAsTheReference(
      int height, int width, double angle, double scale, double shear, double shift, double near) {
    float[] image = noise(height, width, 3);
    Augmentation all =
        Augmentation.NONE
            .with(Distortion.ROTATION, 1, angle, angle)
            .with(Distortion.SCALE, 1, scale, scale)
            .with(Distortion.SHEAR, 1, shear, shear)
            .with(Distortion.SHIFT, 1, shift, shift)
            .with(Distortion.PERSPECTIVE, 1, near, near);

    float[] warped = Distorted.distort(all, image, height, 4);

    double cx = (width - 1) / 2.0;
    double cy = (height - 1) / 2.0;
    double turn = Math.toRadians(angle);
    double[][] linear =
        times(
            times(
                new double[][] {
                  {Math.cos(turn), -Math.sin(turn)}, {Math.sin(turn), Math.cos(turn)}
                },
                new double[][] {{1, shear}, {0, 1}}),
            new double[][] {{scale, 0}, {0, scale}});
    double determinant = linear[0][0] * linear[1][1] - linear[0][1] * linear[1][0];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double dx = x - cx - shift;
        double dy = y - cy - shift;
        double w = 1 + near * dx / Math.max(cx, 1) + near * dy / Math.max(cy, 1);
        double sx = cx + (linear[1][1] * dx - linear[0][1] * dy) / determinant / w;
        double sy = cy + (linear[0][0] * dy - linear[1][0] * dx) / determinant / w;
        double expected = Math.max(0, Math.min(1, at(image, height, sx, sy)));
        assertThat(warped[y * width + x])
            .as("%d, %d", x, y)
            .isEqualTo((float) expected, within(TOLERANCE));
      }
    }
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[2][2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        product[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j];
      }
    }
    return product;
  }

  private static double at(float[] image, int height, double x, double y) {
    int width = image.length / height;
    double sum = 0;
    for (int i = 0; i < image.length; i++) {
      int column = i % width;
      int row = i / width;
      sum += image[i] * keys(x - column) * keys(y - row);
    }
    return sum;
  }

  /** The kernel as its paper gives it, by the distance, with a = -1/2. */
  private static double keys(double distance) {
    double s = Math.abs(distance);
    if (s < 1) {
      return 1.5 * s * s * s - 2.5 * s * s + 1;
    }
    return s < 2 ? -0.5 * s * s * s + 2.5 * s * s - 4 * s + 2 : 0;
  }
}
