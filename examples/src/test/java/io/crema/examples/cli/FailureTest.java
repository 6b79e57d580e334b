package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {

  @Test
  void describe_fileWithoutReason_saysWhatIsWrongWithIt() {
    assertThat(Failure.describe(new NoSuchFileException("a.png")))
        .isEqualTo("a.png: no such file or directory");
    assertThat(Failure.describe(new UncheckedIOException(new AccessDeniedException("log"))))
        .isEqualTo("log: access denied");
  }

  @Test
  void describe_severalLines_areOne() {
    assertThat(Failure.describe(new IOException("one:\n   two\r\nthree")))
        .isEqualTo("one: two three");
  }

  @Test
  void describe_defect_namesItsClass() {
    assertThat(Failure.describe(new IllegalArgumentException()))
        .isEqualTo("java.lang.IllegalArgumentException");
    assertThat(Failure.describe(new ArithmeticException("/ by zero")))
        .isEqualTo("java.lang.ArithmeticException: / by zero");
  }
}
