package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Images;
import org.junit.jupiter.api.Test;

class LightTest {

  @Test
  void flatten_rampTimesInk_givesTheInkBack() {
    GreyImage ink = new Sketch(200, 160).digit(Sketch.FIVE, 70, 30, 60, 100, 4).ink();
    GreyImage picture =
        Images.of(
            200, 160, (x, y) -> (0.6 + 0.3 * x / 200) * (1 - 0.8 * ink.get((int) x, (int) y)));

    GreyImage flat = Light.flatten(picture);

    for (int y = 0; y < 160; y++) {
      for (int x = 0; x < 200; x++) {
        float expected = 0.8f * ink.get(x, y);
        assertThat(flat.get(x, y)).as("%d, %d", x, y).isBetween(expected - 0.1f, expected + 0.1f);
      }
    }
  }

  @Test
  void flatten_darkness_isNotBlownUp() {
    GreyImage dark = Images.of(50, 50, (x, y) -> 0.01 * ((x + y) % 2));

    for (float level : Light.flatten(dark).toArray()) {
      assertThat(level).isBetween(0f, 1f);
    }
  }

  @Test
  void flatten_withASurface_givesTheInkBack() {
    GreyImage ink = new Sketch(60, 60).digit(Sketch.FIVE, 5, 5, 50, 50, 5).ink();
    GreyImage paper = Images.of(60, 60, (x, y) -> 0.5 + 0.004 * x + 0.002 * y);
    GreyImage picture =
        Images.of(
            60, 60, (x, y) -> paper.get((int) x, (int) y) * (1 - 0.7 * ink.get((int) x, (int) y)));
    int[] places = new int[3600];
    float[] weights = new float[3600];
    for (int i = 0; i < 3600; i++) {
      places[i] = i;
      weights[i] = 1;
    }

    GreyImage flat = Light.flatten(picture, Surface.quadratic(paper, places, weights));

    for (int y = 0; y < 60; y++) {
      for (int x = 0; x < 60; x++) {
        float expected = 0.7f * ink.get(x, y);
        assertThat(flat.get(x, y)).isBetween(expected - 1e-3f, expected + 1e-3f);
      }
    }
  }
}
