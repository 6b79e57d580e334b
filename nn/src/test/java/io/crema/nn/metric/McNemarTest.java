package io.crema.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracles: sums of binomial coefficients by hand, and SciPy's {@code chi2.sf}. */
class McNemarTest {

  @Test
  void of_predictions_countsThemByWhoIsRight() {
    int[] truth = {0, 1, 2, 0, 1, 2, 0};
    int[] first = {0, 1, 2, 1, 1, 0, 1};
    int[] second = {0, 1, 0, 0, 2, 1, 1};

    assertThat(McNemar.of(truth, first, second)).isEqualTo(new McNemar(2, 2, 1, 2));
  }

  @Test
  void pValue_oneOfTen_isElevenTimesTwoOf1024() {
    for (McNemar test : new McNemar[] {new McNemar(5, 1, 9, 5), new McNemar(0, 9, 1, 99)}) {
      assertThat(test.exact()).isTrue();
      assertThat(test.pValue()).isCloseTo(22.0 / 1024, within(1e-15));
      assertThat(test).hasToString("p = 0.0215 (exact binomial)");
    }
  }

  @Test
  void pValue_noDifference_isOne() {
    assertThat(new McNemar(5, 0, 0, 5).pValue()).isEqualTo(1);
    assertThat(new McNemar(5, 3, 3, 5).pValue()).isEqualTo(1);
    assertThat(new McNemar(5, 30, 30, 5).pValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "40, 20, 0.014171388254012323",
    "20, 40, 0.014171388254012323",
    "86, 150, 4.114562281345944e-05",
    "25, 74, 1.4057935180978473e-06"
  })
  void pValue_manyDiscordant_isThatOfChiSquare(int first, int second, double expected) {
    McNemar test = new McNemar(794, first, second, 570);

    assertThat(test.exact()).isFalse();
    assertThat(test.pValue()).isCloseTo(expected, withinPercentage(1e-8));
  }

  /** 1 less a number near 1 would be 0. */
  @Test
  void pValue_greatDifference_isNotRoundedToZero() {
    assertThat(new McNemar(0, 1000, 0, 0).pValue())
        .isCloseTo(4.8840137355217796e-219, withinPercentage(1e-8));
  }

  @Test
  void exact_limit_is25() {
    assertThat(new McNemar(0, 12, 12, 0).exact()).isTrue();
    assertThat(new McNemar(0, 13, 12, 0).exact()).isFalse();
  }

  @Test
  void of_differentLengths_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> McNemar.of(new int[3], new int[3], new int[2]))
        .withMessage("McNemar: expected two predictions for each of 3 labels, got 3 and 2");
  }

  @Test
  void construct_negativeCount_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new McNemar(1, 2, -3, 4))
        .withMessageEndingWith("got 1, 2, -3 and 4");
  }
}
