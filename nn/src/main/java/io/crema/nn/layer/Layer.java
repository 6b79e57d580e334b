package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/**
 * The immutable description of a layer: its hyper-parameters and what follows from them.
 *
 * <p>A layer of one's own implements this and {@link BoundLayer}; to be loaded from a model file
 * its type is registered with {@link LayerTypes#with}.
 */
public interface Layer {

  /**
   * {@return the name of this kind of layer in summaries and model files, such as {@code conv2d}}
   */
  String type();

  /**
   * {@return the hyper-parameters, from which {@link LayerTypes} can make an equal layer} Empty if
   * there are none.
   */
  default LayerConfig config() {
    return LayerConfig.EMPTY;
  }

  /**
   * {@return the shape of one output, without the batch axis}
   *
   * @param input shape of one input, without the batch axis
   * @throws IllegalArgumentException if the layer does not take such inputs; the message names the
   *     layer, the expected shape and {@code input}
   */
  Shape outputShape(Shape input);

  /**
   * {@return the layer with its weights}
   *
   * @param input shape of one input, for which {@link #outputShape} succeeds
   * @param weights makes the parameters
   */
  BoundLayer bind(Shape input, WeightFactory weights);

  /**
   * {@return floating-point operations of one forward pass over one input, a multiply and an add
   * counted each} Only what matters for time; 0 by default.
   *
   * @param input shape of one input, for which {@link #outputShape} succeeds
   */
  default long flops(Shape input) {
    return 0;
  }

  /**
   * {@return the most samples that this layer takes together in training, where its results depend
   * on which those are} 0 by default: each sample goes its own way.
   */
  default int groupSize() {
    return 0;
  }
}
