package io.crema.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Normally distributed numbers against tables of the normal distribution. */
class GaussianTest {

  /** What the paper promises, and the digits of the tables. */
  private static final double RELATIVE_ERROR = 2e-7;

  @ParameterizedTest
  @CsvSource({
    "0.6, 0.2533471031357997",
    "0.75, 0.6744897501960817",
    "0.9, 1.2815515655446004",
    "0.975, 1.959963984540054",
    "0.999, 3.090232306167813",
    "0.999999, 4.753424308822899"
  })
  void quantile_tabulatedProbability_isTheTablesOwn(double p, double expected) {
    assertThat(Gaussian.quantile(p)).isCloseTo(expected, within(RELATIVE_ERROR * expected));
    assertThat(Gaussian.quantile(1 - p)).isCloseTo(-expected, within(RELATIVE_ERROR * expected));
  }

  @ParameterizedTest
  @CsvSource({
    "1e-9, 5.997807015007687",
    "1e-12, 7.034483825301131",
    "5.551115123125783e-17, 8.292361075813595"
  })
  void quantile_farTail_isTheTablesOwn(double p, double expected) {
    assertThat(Gaussian.quantile(p)).isCloseTo(-expected, within(RELATIVE_ERROR * expected));
  }

  @Test
  void quantile_increasingProbability_increasesAcrossTheSeams() {
    for (double seam : new double[] {0.075, 0.925, 1.3887943864964021e-11}) {
      double before = Gaussian.quantile(seam * (1 - 1e-5));
      assertThat(before).isLessThan(Gaussian.quantile(seam * (1 + 1e-5)));
    }
    assertThat(Gaussian.quantile(0.5)).isZero();
  }

  @Test
  void at_manyNumbers_haveTheMomentsOfTheNormalDistribution() {
    int n = 200_000;
    double[] moments = new double[5];
    for (int i = 0; i < n; i++) {
      double power = 1;
      for (int k = 0; k < moments.length; k++) {
        moments[k] += power / n;
        power *= Gaussian.at(7, i);
      }
    }
    // Five standard errors: of the k-th power the variance is that of the 2k-th moment.
    assertThat(moments[1]).isCloseTo(0, within(5 * Math.sqrt(1.0 / n)));
    assertThat(moments[2]).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
    assertThat(moments[3]).isCloseTo(0, within(5 * Math.sqrt(15.0 / n)));
    assertThat(moments[4]).isCloseTo(3, within(5 * Math.sqrt(96.0 / n)));
  }

  @Test
  void at_anotherSeedOrPlace_isAnotherNumber() {
    assertThat(Gaussian.at(1, 0)).isNotEqualTo(Gaussian.at(1, 1));
    assertThat(Gaussian.at(1, 0)).isNotEqualTo(Gaussian.at(2, 0));
  }
}
