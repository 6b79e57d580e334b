package io.crema.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  private static Arguments parse(String... args) {
    return Arguments.parse(args, Set.of("--quick"), Set.of("--out"));
  }

  @Test
  void parse_optionsAmongTheRest_takesThemOut() {
    Arguments arguments = parse("a", "--out", "x.json", "-f", "1", "--quick");
    assertThat(arguments.rest()).containsExactly("a", "-f", "1");
    assertThat(arguments.value("--out", "y.json")).isEqualTo("x.json");
    assertThat(arguments.has("--quick")).isTrue();
  }

  @Test
  void parse_nothing_leavesDefaults() {
    Arguments arguments = parse();
    assertThat(arguments.value("--out", "y.json")).isEqualTo("y.json");
    assertThat(arguments.has("--quick")).isFalse();
  }

  @Test
  void parse_optionWithoutItsValue_isNamed() {
    assertThatThrownBy(() -> parse("--out"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--out: expected a value");
  }

  @Test
  void files_unknownOption_isNamed() {
    assertThatThrownBy(() -> parse("a.json", "--slow").files())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown option --slow");
  }

  @Test
  void files_none_isAnError() {
    assertThatThrownBy(() -> parse("--quick").files())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a result file");
  }
}
