package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import java.util.List;

/**
 * An immutable description of a node with several inputs, such as {@link Add} or {@link Concat},
 * without weights.
 *
 * <p>A custom join implements this interface, best as a record, and {@link BoundJoin} for the
 * computation. This one subtracts one input from another:
 *
 * <pre>{@code
 * record Difference() implements Join {
 *
 *   public String type() {
 *     return "difference";
 *   }
 *
 *   public Shape outputShape(List<Shape> inputs) {
 *     if (inputs.size() != 2 || !inputs.get(0).equals(inputs.get(1))) {
 *       throw new IllegalArgumentException("Difference: expected equal shapes, got " + inputs);
 *     }
 *     return inputs.get(0);
 *   }
 *
 *   public BoundJoin bind(List<Shape> inputs, WeightFactory weights) {
 *     return new Bound();
 *   }
 *
 *   private record Bound() implements BoundJoin {
 *
 *     public void forward(List<Tensor> inputs, Tensor output, Pass pass) {
 *       for (int i = 0; i < output.size(); i++) {
 *         output.array()[i] = inputs.get(0).array()[i] - inputs.get(1).array()[i];
 *       }
 *     }
 *
 *     public void backward(
 *         int which, List<Tensor> inputs, Tensor output, Tensor dOutput, Tensor dInput,
 *         Pass pass) {
 *       for (int i = 0; i < dOutput.size(); i++) {
 *         dInput.array()[i] = which == 0 ? dOutput.array()[i] : -dOutput.array()[i];
 *       }
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>{@code GradientCheck} of {@code io.crema.nn.testing} checks its gradients in a test. To be
 * saved to and loaded from a model file, its type must be registered with {@link LayerTypes#with},
 * in {@code SaveOptions} and {@code LoadOptions}. Any number of threads may use one join.
 */
public interface Join extends Operator {

  /**
   * {@return the shape of one output, without the batch axis}
   *
   * @param inputs the shapes of its inputs, in order, without the batch axis; at least one
   * @throws IllegalArgumentException if the join does not accept such inputs; the message names the
   *     join, the expected shapes and {@code inputs}
   */
  Shape outputShape(List<Shape> inputs);

  /**
   * {@return the join with its weights, if it has any} Called once for each node and model.
   *
   * @param inputs shapes of the inputs, without the batch axis, for which {@link #outputShape}
   *     succeeds
   * @param weights makes the parameters of this join. Not to be kept.
   */
  BoundJoin bind(List<Shape> inputs, WeightFactory weights);
}
