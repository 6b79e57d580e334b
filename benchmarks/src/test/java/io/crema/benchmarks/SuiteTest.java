package io.crema.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.TimeValue;

class SuiteTest {

  private static Options options(String... args) throws CommandLineOptionException {
    return Suite.options(Arguments.parse(args, Set.of("--quick"), Set.of("--out")));
  }

  @Test
  void options_nothing_leavesForksAndTimesToTheBenchmarks() throws CommandLineOptionException {
    Options options = options();
    assertThat(options.getIncludes()).isEmpty();
    assertThat(options.getResult().get()).isEqualTo("results.json");
    assertThat(options.getResultFormat().get()).isEqualTo(ResultFormatType.JSON);
    assertThat(options.shouldFailOnError().get()).isTrue();
    assertThat(options.getForkCount().hasValue()).isFalse();
    assertThat(options.getMeasurementTime().hasValue()).isFalse();
  }

  @Test
  void options_quickWithOptionsOfJmh_letsThoseWin() throws CommandLineOptionException {
    Options options =
        options("--quick", "ConvForward", "-i", "7", "-p", "batch=32", "--out", "a.json");
    assertThat(options.getIncludes()).containsExactly("ConvForward");
    assertThat(options.getParameter("batch").get()).containsExactly("32");
    assertThat(options.getResult().get()).isEqualTo("a.json");
    assertThat(options.getForkCount().get()).isEqualTo(1);
    assertThat(options.getMeasurementIterations().get()).isEqualTo(7);
    assertThat(options.getMeasurementTime().get()).isEqualTo(TimeValue.milliseconds(300));
  }

  @Test
  void options_goOnAfterErrors_goesOn() throws CommandLineOptionException {
    assertThat(options("-foe", "false").shouldFailOnError().get()).isFalse();
  }

  @Test
  void options_anotherJvm_isRefused() {
    assertThatThrownBy(() -> options("-jvm", "java"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-jvm: run Suite itself");
  }
}
