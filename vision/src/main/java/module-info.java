/** Pictures: decoding, raster operations, labelled image sets and augmentation. */
module io.crema.vision {
  requires transitive io.crema.core;
  requires transitive java.desktop;
  requires static org.jspecify;

  exports io.crema.vision.augment;
  exports io.crema.vision.dataset;
  exports io.crema.vision.picture;
  exports io.crema.vision.raster;
}
