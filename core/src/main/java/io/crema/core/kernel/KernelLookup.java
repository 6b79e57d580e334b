package io.crema.core.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Picks the kernels, once, and says why. */
final class KernelLookup {

  static final String PROPERTY = "crema.kernels";

  private static final Logger LOG = System.getLogger(Kernels.class.getName());
  private static final String VECTOR_MODULE = "jdk.incubator.vector";
  private static final String REMEDY = "add --add-modules " + VECTOR_MODULE;

  private KernelLookup() {}

  static Kernels chosen() {
    return Chosen.KERNELS;
  }

  /**
   * The decision, without its logging and its memory.
   *
   * @param forced value of the system property, empty if it is not set
   * @param moduleResolved whether the Vector API is part of the running JVM's module graph
   */
  static Kernels choose(String forced, boolean moduleResolved) {
    if (forced.equals("scalar")) {
      return new ScalarKernels();
    }
    if (!forced.isEmpty() && !forced.equals("vector")) {
      throw new IllegalStateException(
          "-D%s: expected scalar or vector, got %s".formatted(PROPERTY, forced));
    }
    if (moduleResolved) {
      return load();
    }
    if (forced.equals("vector")) {
      throw new IllegalStateException(
          "-D%s=vector: expected the module %s, got a JVM without it; %s"
              .formatted(PROPERTY, VECTOR_MODULE, REMEDY));
    }
    return new ScalarKernels();
  }

  /** Reached by name, so that nothing asks for the Vector API where it is not resolved. */
  private static Kernels load() {
    try {
      return Class.forName("io.crema.core.kernel.VectorKernels")
          .asSubclass(Kernels.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("VectorKernels: expected to load, got " + e, e);
    }
  }

  private static boolean vectorModuleResolved() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
  }

  private static void report(Kernels kernels, String forced) {
    String why = forced.isEmpty() ? "" : " (forced by -D" + PROPERTY + ")";
    if (kernels.lanes() > 1) {
      LOG.log(Level.DEBUG, "vector kernels, {0} lanes{1}", kernels.lanes(), why);
    } else if (!forced.isEmpty()) {
      LOG.log(Level.DEBUG, "scalar kernels{0}", why);
    } else {
      LOG.log(Level.INFO, "scalar kernels; for faster ones {0} to the java command", REMEDY);
    }
    if (!FusedMultiplyAdd.isFast()) {
      LOG.log(
          Level.WARNING,
          "this CPU or JVM has no fused multiply-add: results stay the same, but computing them is"
              + " hundreds of times slower");
    }
  }

  private static final class Chosen {
    static final Kernels KERNELS;

    static {
      String forced = System.getProperty(PROPERTY, "");
      KERNELS = choose(forced, vectorModuleResolved());
      report(KERNELS, forced);
    }
  }
}
