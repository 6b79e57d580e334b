package io.crema.examples.cli;

import io.crema.nn.model.Model;

/** Words about the kernels that compute a model. */
final class Kernel {

  private static final String REMEDY =
      "%n        add --add-modules jdk.incubator.vector to the java command for the fast ones";

  private Kernel() {}

  /**
   * {@return the kernels and threads in one line; of slow kernels in another how to get fast ones}
   */
  static String describe(Model model, int threads) {
    String remedy = model.kernelName().equals("scalar") ? REMEDY.formatted() : "";
    return "%s, %d thread%s%s"
        .formatted(model.kernelName(), threads, threads == 1 ? "" : "s", remedy);
  }
}
