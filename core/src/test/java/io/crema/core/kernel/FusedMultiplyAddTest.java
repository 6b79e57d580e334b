package io.crema.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FusedMultiplyAddTest {

  private static final String WARNING = "this CPU or JVM has no fused multiply-add";

  @TempDir private Path directory;

  @Test
  void isFast_thisJvm_isTrue() {
    assertThat(FusedMultiplyAdd.isFast()).isTrue();
  }

  @Test
  void lookup_jvmWithTheInstruction_doesNotWarn() throws Exception {
    String printed = ChildJvm.run(directory, FusedMultiplyAddProbe.class);
    assertThat(ChildJvm.value(printed, "fast")).isEqualTo("true");
    assertThat(printed).doesNotContain(WARNING);
  }

  @Test
  void lookup_jvmWithoutTheInstruction_warnsOnce() throws Exception {
    String printed =
        ChildJvm.run(
            directory,
            FusedMultiplyAddProbe.class,
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-UseFMA");
    assertThat(ChildJvm.value(printed, "fast")).isEqualTo("false");
    assertThat(ChildJvm.value(printed, "same")).isEqualTo("true");
    assertThat(printed).containsOnlyOnce(WARNING);
  }
}
