package io.crema.nn.compute;

/** A layer that may be max pooling over windows of 2x2 pixels side by side. */
public interface Pooling2x2 {

  /** {@return whether it is} */
  boolean poolsBy2x2();
}
