package io.crema.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equal bits without the Vector API and with vectors of every width that the CPU has. */
class VectorWidthTest {

  private static final String[] VECTOR_API = {"--add-modules", "jdk.incubator.vector"};

  @TempDir private Path directory;

  private String run(String kernels, String... options) throws Exception {
    String printed = ChildJvm.run(directory, KernelDigest.class, options);
    assertThat(ChildJvm.value(printed, "kernels")).isEqualTo(kernels);
    return printed;
  }

  private String runWithWidth(int bytes) throws Exception {
    return run("vector", VECTOR_API[0], VECTOR_API[1], "-XX:MaxVectorSize=" + bytes);
  }

  private static int lanes(String printed) {
    return Integer.parseInt(ChildJvm.value(printed, "lanes"));
  }

  @Test
  void kernels_anyVectorWidth_giveTheSameBits() throws Exception {
    String scalar = run("scalar");
    String narrow = runWithWidth(16);
    String wide = runWithWidth(32);
    String widest = run("vector", VECTOR_API);

    assertThat(lanes(scalar)).isEqualTo(1);
    assertThat(lanes(narrow)).isEqualTo(4);
    assertThat(lanes(wide)).isBetween(4, 8); // 4 where the CPU has no more
    assertThat(lanes(widest)).isGreaterThanOrEqualTo(lanes(wide));

    String digest = ChildJvm.value(scalar, "digest0");
    assertThat(digest).hasSize(64);
    for (String printed : new String[] {scalar, narrow, wide, widest}) {
      for (int round = 0; round < 3; round++) {
        assertThat(ChildJvm.value(printed, "digest" + round))
            .as("round %d of%n%s", round, printed)
            .isEqualTo(digest);
      }
    }
  }
}
