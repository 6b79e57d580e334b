package io.crema.mnist.digit;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import org.junit.jupiter.api.Test;

class ThresholdTest {

  @Test
  void apply_faintInk_countsWhereItHangsTogetherWithDark() {
    float[] ink = {0.4f, 0, 0.6f, 0.35f, 0.31f, 0.29f, 0, 0.49f, 0.4f, 0};

    GreyImage mask = Threshold.apply(GreyImage.of(10, 1, ink));

    assertThat(mask.toArray()).containsExactly(0, 0, 1, 1, 1, 0, 0, 0, 0, 0);
  }
}
