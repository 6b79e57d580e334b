/** Labelled images: IDX files, batches and the picture preprocessor. */
@SuppressWarnings("requires-automatic") // metadata-extractor carries no module name
module io.crema.mnist {
  requires transitive io.crema.core;
  requires transitive java.desktop;
  requires metadata.extractor;
  requires static org.jspecify;

  exports io.crema.mnist.augment;
  exports io.crema.mnist.dataset;
  exports io.crema.mnist.idx;
  exports io.crema.mnist.image;
  exports io.crema.mnist.sheet;
}
