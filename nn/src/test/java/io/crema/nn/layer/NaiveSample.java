package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The inputs, the parameters and the output of an operator for one sample, in double. */
final class NaiveSample {

  private final List<Shape> shapes;
  private final List<double[]> inputs;
  private final Map<String, float[]> parameters = new HashMap<>();
  private final Shape outputShape;
  private final double[] output;
  private final double[] magnitudes;

  NaiveSample(
      List<Shape> shapes, List<double[]> inputs, List<Parameter> parameters, Shape outputShape) {
    this.shapes = shapes;
    this.inputs = inputs;
    for (Parameter parameter : parameters) {
      String name = parameter.name();
      this.parameters.put(name.substring(name.lastIndexOf('.') + 1), parameter.value().array());
    }
    this.outputShape = outputShape;
    output = new double[outputShape.size()];
    magnitudes = new double[outputShape.size()];
  }

  /** The shapes of all inputs. */
  List<Shape> shapes() {
    return shapes;
  }

  /** All inputs. */
  List<double[]> inputs() {
    return inputs;
  }

  /** The shape of the first input. */
  Shape shape() {
    return shapes.get(0);
  }

  /** The first input. */
  double[] input() {
    return inputs.get(0);
  }

  /** A value of the first input, {@code [H, W, C]}; zero outside. */
  double pixel(int y, int x, int c) {
    return isInside(y, x) ? input()[(y * shape().dim(1) + x) * shape().dim(2) + c] : 0;
  }

  /** Whether the first input, {@code [H, W, C]}, has such a pixel. */
  boolean isInside(int y, int x) {
    return y >= 0 && y < shape().dim(0) && x >= 0 && x < shape().dim(1);
  }

  /** A value of the parameter of a name, such as {@code bias}; zero if there is none. */
  double parameter(String name, int index) {
    float[] values = parameters.get(name);
    return values == null ? 0 : values[index];
  }

  /** The shape of the output. */
  Shape outputShape() {
    return outputShape;
  }

  /** Adds to a value of the output, zero at first. */
  void add(int index, double value) {
    output[index] += value;
    magnitudes[index] += Math.abs(value);
  }

  /** The output so far. */
  double[] output() {
    return output;
  }

  /** The sum of the absolute values that were added up for an output. */
  double magnitude(int index) {
    return magnitudes[index];
  }
}
