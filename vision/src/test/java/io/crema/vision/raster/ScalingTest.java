package io.crema.vision.raster;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingTest {

  /** Sums in float of up to 100 levels up to 1. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-5);

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 5", "1, 40", "33, 28"})
  void resize_sameGrid_isTheImage(int width, int height) {
    GreyImage image = Images.random(width, height, 1);

    GreyImage same = Scaling.resize(image, 0, 0, width, height, width, height);

    assertThat(same).isEqualTo(image);
  }

  @ParameterizedTest
  @CsvSource({"40, 30, 7, 11", "31, 17, 30, 1", "5, 5, 1, 1", "100, 3, 28, 2"})
  void resize_fewerPixels_keepsTheMean(int width, int height, int newWidth, int newHeight) {
    GreyImage image = Images.random(width, height, 2);

    GreyImage small = Scaling.resize(image, 0, 0, width, height, newWidth, newHeight);

    assertThat(Images.mean(small)).isCloseTo(Images.mean(image), ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({"61, 43", "20, 200", "7, 6", "14, 40", "28, 3"})
  void resize_ramp_staysARamp(int newWidth, int newHeight) {
    GreyImage ramp = Images.of(20, 20, (x, y) -> (x + 0.5) / 40 + (y + 0.5) / 80);

    GreyImage scaled = Scaling.resize(ramp, 3, 4, 17, 16, newWidth, newHeight);

    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        double oldX = 3 + (x + 0.5) * 14 / newWidth;
        double oldY = 4 + (y + 0.5) * 12 / newHeight;
        assertThat((double) scaled.get(x, y)).isCloseTo(oldX / 40 + oldY / 80, ROUNDING);
      }
    }
  }

  @Test
  void resize_beyondTheEdges_goesOnWithThem() {
    GreyImage image = Images.of(2, 1, (x, y) -> x == 0 ? 0.25 : 0.75);

    GreyImage wide = Scaling.resize(image, -2, -1, 4, 2, 6, 3);

    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 6; x++) {
        assertThat(wide.get(x, y)).isEqualTo(x < 3 ? 0.25f : 0.75f);
      }
    }
  }

  @Test
  void resize_sharpEdgesEnlarged_staysWithinTheRange() {
    GreyImage edges = Images.of(9, 9, (x, y) -> (x + y) % 2);

    GreyImage large = Scaling.resize(edges, 0, 0, 9, 9, 50, 50);

    for (float level : large.toArray()) {
      assertThat(level).isBetween(0f, 1f);
    }
  }
}
