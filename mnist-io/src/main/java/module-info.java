/** Labelled images: IDX files, batches and the picture preprocessor. */
module io.crema.mnist {
  requires transitive io.crema.core;
  requires transitive java.desktop;
  requires static org.jspecify;

  exports io.crema.mnist.dataset;
  exports io.crema.mnist.idx;
  exports io.crema.mnist.image;
  exports io.crema.mnist.sheet;
}
