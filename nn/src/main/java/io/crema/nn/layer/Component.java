package io.crema.nn.layer;

/**
 * What can follow a node of a network: a {@link Layer}, or a block of layers that expands into
 * nodes. Programs implement {@link Layer} or {@code io.crema.nn.graph.Block}, not this interface.
 */
public interface Component {

  /** {@return the name of this kind of component, such as {@code conv2d}} */
  String type();
}
