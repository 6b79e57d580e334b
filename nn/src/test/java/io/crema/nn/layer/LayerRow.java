package io.crema.nn.layer;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.model.Model;
import io.crema.nn.testing.GradientCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line of {@link LayerTable}: a layer, a join or a small block, and the inputs that go through
 * it at once.
 *
 * @param network the network of this operator or block alone
 * @param batch number of samples
 * @param values how its inputs are drawn
 */
record LayerRow(Network network, int batch, Values values) {

  private static final int BATCH = 3;
  private static final long SEED = 3;
  private static final float WIDTH = 8;

  /** How the inputs of a row are drawn. */
  enum Values {
    /** From -1 to 1. */
    UNIFORM,

    /** From -8 to 8, for functions that change their form there. */
    WIDE,

    /** {@link GradientCheck#separated}: far from ties and from kinks at multiples of 1/8. */
    SEPARATED
  }

  /** A layer or a block, with three samples. */
  static LayerRow row(Component component, int... input) {
    return new LayerRow(Network.input(input).add(component), BATCH, Values.UNIFORM);
  }

  /** A join, with three samples. */
  static LayerRow row(Join join, Shape... inputs) {
    Node[] nodes = Stream.of(inputs).map(shape -> Node.input(shape.dims())).toArray(Node[]::new);
    return new LayerRow(Network.of(Node.join(join, nodes)), BATCH, Values.UNIFORM);
  }

  /** This with another number of samples. */
  LayerRow batch(int samples) {
    return new LayerRow(network, samples, values);
  }

  /** This with inputs from -8 to 8. */
  LayerRow wide() {
    return new LayerRow(network, batch, Values.WIDE);
  }

  /** This with inputs away from ties and kinks, as the gradients of ReLU and max pooling need. */
  LayerRow separated() {
    return new LayerRow(network, batch, Values.SEPARATED);
  }

  /** A model whose parameters, biases and statistics too, are random. */
  Model model() {
    Model model = Model.initialize(network, SEED);
    for (Parameter parameter : model.parameters()) {
      Tensor value = parameter.value();
      int first = parameter.index() * value.size();
      float[] random = GradientCheck.uniform(1 + parameter.index(), value.shape()).array();
      for (int i = 0; i < value.size(); i++) {
        float each = random[first + i];
        value.array()[i] = parameter.name().endsWith("variance") ? Math.abs(each) : each;
      }
    }
    model.weightsChanged();
    return model;
  }

  /** The operator, unless the row is a block of several. */
  Optional<Operator> operator() {
    List<Operator> all =
        network.nodes().stream().flatMap(node -> node.operator().stream()).toList();
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  /** The inputs, {@code [N, ...]} each, with other values in each. */
  Tensor[] inputs() {
    Shape all = Shape.of(network.inputShapes().stream().mapToInt(Shape::size).sum());
    float[] drawn =
        values == Values.SEPARATED
            ? GradientCheck.separated(batch, all).array()
            : GradientCheck.uniform(batch, all).array();
    List<Tensor> inputs = new ArrayList<>();
    int first = 0;
    for (Shape shape : network.inputShapes()) {
      float[] own = Arrays.copyOfRange(drawn, first, first + batch * shape.size());
      for (int i = 0; i < own.length && values == Values.WIDE; i++) {
        own[i] *= WIDTH;
      }
      inputs.add(Tensor.of(shape.withBatch(batch), own));
      first += own.length;
    }
    return inputs.toArray(Tensor[]::new);
  }

  @Override
  public String toString() {
    return "%s batch %d".formatted(network, batch);
  }
}
