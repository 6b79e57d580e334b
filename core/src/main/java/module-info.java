/** Tensors and the kernels that work on them. */
@SuppressWarnings("module") // io.crema.nn is built after this module
module io.crema.core {
  requires static jdk.incubator.vector;
  requires static org.jspecify;

  exports io.crema.core.data;
  exports io.crema.core.file;
  exports io.crema.core.kernel to
      io.crema.nn;
  exports io.crema.core.parallel;
  exports io.crema.core.random;
  exports io.crema.core.tensor;
}
