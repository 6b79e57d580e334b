package io.crema.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassNamesTest {

  @Test
  void numbers_eleven_areZeroToTen() {
    assertThat(ClassNames.numbers(11))
        .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    assertThat(ClassNames.numbers(0)).isEmpty();
  }

  @Test
  void numbers_lessThanNone_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassNames.numbers(-1))
        .withMessage("ClassNames: expected a number of classes of at least 0, got -1");
  }

  @Test
  void areNumbers_numbersInOrder_only() {
    assertThat(ClassNames.areNumbers(List.of("0", "1", "2"))).isTrue();
    assertThat(ClassNames.areNumbers(List.of("1", "0"))).isFalse();
    assertThat(ClassNames.areNumbers(List.of("1", "2"))).isFalse();
    assertThat(ClassNames.areNumbers(List.of("cat", "dog"))).isFalse();
  }
}
