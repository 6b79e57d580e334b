package io.crema.nn.compute;

/** An operator that is computed by one of several algorithms. */
public interface Described {

  /** {@return the algorithm in a few words} */
  String algorithm();
}
