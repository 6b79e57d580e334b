package io.crema.nn.layer;

/**
 * What a node of a network computes: a {@link Layer}, which has one input, or a {@link Join}, which
 * has several. Immutable, without weights. Programs implement {@link Layer} or {@link Join}.
 */
public interface Operator {

  /**
   * {@return the name of this kind of operator in node names, summaries and model files, such as
   * {@code conv2d}} Model files find the operator by it, so it must never change, and differ from
   * the standard ones that {@link LayerTypes#standard} lists.
   */
  String type();

  /**
   * {@return the hyper-parameters by name, from which the function registered with {@link
   * LayerTypes#with} makes an equal operator} Empty by default: there are none.
   */
  default LayerConfig config() {
    return LayerConfig.EMPTY;
  }

  /**
   * {@return the largest number of samples that this operator processes together in training, if
   * its results depend on which samples those are} 0 by default: samples are independent.
   */
  default int groupSize() {
    return 0;
  }

  /** {@return the meaning of the output values} {@link OutputKind#VALUES} by default. */
  default OutputKind outputKind() {
    return OutputKind.VALUES;
  }
}
