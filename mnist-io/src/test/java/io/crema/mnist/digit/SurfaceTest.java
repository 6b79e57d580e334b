package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurfaceTest {

  /** What the ridge of the least squares bends. */
  private static final float ROUNDING = 1e-4f;

  private static int[] all(int count) {
    int[] places = new int[count];
    Arrays.setAll(places, i -> i);
    return places;
  }

  private static float[] ones(int count) {
    float[] weights = new float[count];
    Arrays.fill(weights, 1f);
    return weights;
  }

  @ParameterizedTest
  @CsvSource({"20, 15", "64, 64", "40, 1", "1, 40", "1, 1"})
  void quadratic_imageOfSecondDegree_leavesNothing(int width, int height) {
    GreyImage image =
        Images.of(
            width,
            height,
            (x, y) -> {
              double u = x / width;
              double v = y / height;
              return 0.3 + 0.2 * u - 0.1 * v + 0.2 * u * u + 0.1 * u * v + 0.15 * v * v;
            });

    Surface surface = Surface.quadratic(image, all(width * height), ones(width * height));

    for (float rest : surface.without(image)) {
      assertThat(rest).isBetween(-ROUNDING, ROUNDING);
    }
  }

  @Test
  void quadratic_placesWithoutWeight_doNotCount() {
    GreyImage image = Images.of(20, 20, (x, y) -> x < 5 ? 1 : 0.02 * x);
    float[] weights = new float[400];
    for (int i = 0; i < 400; i++) {
      weights[i] = i % 20 < 5 ? 0f : 1f;
    }

    float[] rest = Surface.quadratic(image, all(400), weights).without(image);

    for (int i = 0; i < 400; i++) {
      float expected = i % 20 < 5 ? 1 - 0.02f * (i % 20) : 0f;
      assertThat(rest[i]).isBetween(expected - 10 * ROUNDING, expected + 10 * ROUNDING);
    }
  }
}
