/** IDX files, MNIST and its relatives, and the preprocessor of handwritten digits. */
module io.crema.mnist {
  requires transitive io.crema.core;
  requires static io.crema.vision;
  requires static org.jspecify;

  exports io.crema.mnist.dataset;
  exports io.crema.mnist.digit;
  exports io.crema.mnist.idx;
}
