/** Neural networks: layers, losses, optimizers, training and model files. */
module io.crema.nn {
  requires com.fasterxml.jackson.core;
  requires transitive io.crema.core;
  requires static org.jspecify;

  exports io.crema.nn.architecture;
  exports io.crema.nn.confidence;
  exports io.crema.nn.graph;
  exports io.crema.nn.init;
  exports io.crema.nn.io;
  exports io.crema.nn.layer;
  exports io.crema.nn.loss;
  exports io.crema.nn.metric;
  exports io.crema.nn.model;
  exports io.crema.nn.optimizer;
  exports io.crema.nn.testing;
  exports io.crema.nn.train;
}
