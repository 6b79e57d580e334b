package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/**
 * An immutable description of a layer: its type, its hyper-parameters and the shape of its output,
 * without weights.
 *
 * <p>A custom layer implements this interface, best as a record, and {@link BoundLayer} for the
 * computation. This one is a rectifier with a trained slope below zero for each channel, a simple
 * form of the library's {@link PReLU}:
 *
 * <pre>{@code
 * record PReLU(double initialSlope) implements Layer {
 *
 *   public String type() {
 *     return "prelu";
 *   }
 *
 *   public LayerConfig config() {
 *     return LayerConfig.EMPTY.with("initialSlope", initialSlope);
 *   }
 *
 *   public Shape outputShape(Shape input) {
 *     return input;
 *   }
 *
 *   public BoundLayer bind(Shape input, WeightFactory weights) {
 *     int channels = input.dim(input.rank() - 1);
 *     return new Bound(weights.undecayed("slopes", Shape.of(channels), (float) initialSlope));
 *   }
 *
 *   private record Bound(Parameter slopes) implements BoundLayer {
 *
 *     public List<Parameter> parameters() {
 *       return List.of(slopes);
 *     }
 *
 *     public void forward(Tensor input, Tensor output, Pass pass) {
 *       float[] slope = slopes.value().array();
 *       for (int i = 0; i < input.size(); i++) {
 *         float x = input.array()[i];
 *         output.array()[i] = x > 0 ? x : slope[i % slope.length] * x;
 *       }
 *     }
 *
 *     public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
 *       float[] slope = slopes.value().array();
 *       float[] dSlope = pass.gradient(slopes);
 *       for (int i = 0; i < input.size(); i++) {
 *         float x = input.array()[i];
 *         float dy = dOutput.array()[i];
 *         dInput.array()[i] = x > 0 ? dy : slope[i % slope.length] * dy;
 *         dSlope[i % slope.length] += x > 0 ? 0 : x * dy;
 *       }
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>{@code GradientCheck} of {@code io.crema.nn.testing} checks its gradients in a test. To be
 * saved to and loaded from a model file, its type must be registered with {@link LayerTypes#with},
 * in {@code SaveOptions} and {@code LoadOptions}. Any number of threads may use one layer.
 */
public interface Layer extends Operator, Component {

  /**
   * {@return the shape of one output, without the batch axis}
   *
   * @param input shape of one input, without the batch axis
   * @throws IllegalArgumentException if the layer does not accept such inputs; the message names
   *     the layer, the expected shape and {@code input}
   */
  Shape outputShape(Shape input);

  /**
   * {@return the layer with its weights} Called once for each node and model, always with the same
   * parameters requested in the same order.
   *
   * @param input shape of one input, without the batch axis, for which {@link #outputShape}
   *     succeeds
   * @param weights makes the parameters of this layer. Not to be kept.
   */
  BoundLayer bind(Shape input, WeightFactory weights);

  /**
   * {@return the floating-point operations of one forward pass over one input; a multiply and an
   * add count as two} Only operations that matter for the running time are counted; 0 by default.
   *
   * @param input shape of one input, for which {@link #outputShape} succeeds
   */
  default long flops(Shape input) {
    return 0;
  }
}
