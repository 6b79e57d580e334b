package io.crema.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The build runs the tests with each of the kernels and says which; they must have run. */
class RightKernelsTest {

  private static final String PROPERTY = "crema.test.kernels";

  @Test
  void lookup_underTheBuild_givesTheKernelsThatItMeans() {
    assertThat(System.getProperty(PROPERTY))
        .as("-D%s, which the build sets: add -D%s=scalar, or vector", PROPERTY, PROPERTY)
        .isIn("scalar", "vector")
        .isEqualTo(Kernels.lookup().name());
  }
}
