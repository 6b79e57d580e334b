/** The MNIST database of handwritten digits. */
module io.crema.mnist.data {
  requires transitive io.crema.mnist;
  requires transitive io.crema.vision;
  requires static org.jspecify;

  exports io.crema.mnist.data;
}
