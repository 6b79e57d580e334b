package io.crema.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

  @ParameterizedTest
  @CsvSource({
    "99.35, 98",
    "99.9, 99.5",
    "100, 99.5",
    "97, 90",
    "90, 80",
    "75, 50",
    "74, 0",
    "0, 0"
  })
  void cut_leastValue_isARoundNumberTwiceAsFarBelow100(double least, double floor) {
    assertThat(Scale.cut(least, 2)).isCloseTo(floor, within(1e-9));
  }

  @Test
  void cutNote_floorOfZero_saysNothing() {
    assertThat(Scale.cutNote(0)).isEmpty();
    assertThat(Scale.cutNote(98)).isEqualTo("; the axis is cut, it begins at 98");
    assertThat(Scale.cutNote(99.5)).endsWith("99.5");
  }

  @Test
  void at_axisThatGoesUp_isUpsideDown() {
    Scale scale = new Scale(0, 100, 500, 100);

    assertThat(scale.at(0)).isEqualTo(500);
    assertThat(scale.at(25)).isEqualTo(400);
    assertThat(scale.at(100)).isEqualTo(100);
  }

  @Test
  void ticks_step_areRoundAndInTheAxis() {
    Scale scale = new Scale(98, 100, 0, 1);

    assertThat(scale.step(8)).isCloseTo(0.5, within(1e-12));
    assertThat(scale.ticks(0.5)).containsExactly(98.0, 98.5, 99.0, 99.5, 100.0);
    assertThat(Scale.label(98, 0.5)).isEqualTo("98.0");
    assertThat(Scale.label(98, 2)).isEqualTo("98");
    assertThat(Scale.label(0.25, 0.05)).isEqualTo("0.25");
  }
}
