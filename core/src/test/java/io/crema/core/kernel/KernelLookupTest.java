package io.crema.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelLookupTest {

  private static final boolean MODULE_RESOLVED =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  @Test
  void choose_nothingForcedAndNoModule_isScalar() {
    assertThat(KernelLookup.choose("", false)).isInstanceOf(ScalarKernels.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void choose_scalarForced_isScalar(boolean moduleResolved) {
    Kernels chosen = KernelLookup.choose("scalar", moduleResolved);
    assertThat(chosen).isInstanceOf(ScalarKernels.class);
    assertThat(chosen.name()).isEqualTo("scalar");
    assertThat(chosen.lanes()).isEqualTo(1);
  }

  @Test
  void choose_nothingForced_isVectorWhereTheModuleIs() {
    Kernels chosen = KernelLookup.choose("", MODULE_RESOLVED);
    assertThat(chosen.name()).isEqualTo(MODULE_RESOLVED ? "vector" : "scalar");
    assertThat(chosen.lanes() > 1).isEqualTo(MODULE_RESOLVED);
  }

  @Test
  void choose_vectorForced_isVectorOrThrows() {
    if (MODULE_RESOLVED) {
      assertThat(KernelLookup.choose("vector", true).name()).isEqualTo("vector");
    } else {
      assertThatIllegalStateException().isThrownBy(() -> KernelLookup.choose("vector", false));
    }
  }

  @Test
  void choose_vectorForcedAndNoModule_throwsWithTheRemedy() {
    assertThatIllegalStateException()
        .isThrownBy(() -> KernelLookup.choose("vector", false))
        .withMessage(
            "-Dcrema.kernels=vector: expected the module jdk.incubator.vector, got a JVM without"
                + " it; add --add-modules jdk.incubator.vector");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "Vector", " scalar"})
  void choose_unknownName_throwsWithExpectedAndGot(String name) {
    assertThatIllegalStateException()
        .isThrownBy(() -> KernelLookup.choose(name, true))
        .withMessage("-Dcrema.kernels: expected scalar or vector, got %s", name);
    assertThatIllegalStateException().isThrownBy(() -> KernelLookup.choose(name, false));
  }

  @Test
  void lookup_twice_isTheSame() {
    assertThat(Kernels.lookup()).isSameAs(Kernels.lookup());
  }
}
