package io.crema.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.init.Initializer;
import io.crema.nn.layer.UpSampling2D.Interpolation;
import io.crema.nn.model.Model;
import io.crema.nn.testing.GradientCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The prediction of each layer and join against straightforward loops in double. */
class LayerNaiveReferenceTest {

  /**
   * Relative to the sum of the absolute products: a sum of up to 500 of them, each rounded to
   * 2^-24, errs by much less than 500 times that.
   */
  private static final double TOLERANCE = 500 * 0x1p-24;

  /** An operator, the shapes of its inputs, and the number of samples. */
  private record Case(Operator operator, int batch, List<Shape> shapes) {

    Network network() {
      List<Node> inputs = shapes.stream().map(shape -> Node.input(shape.dims())).toList();
      return Network.of(
          inputs,
          List.of(
              operator instanceof Join join
                  ? Node.join(join, inputs.toArray(Node[]::new))
                  : inputs.get(0).then((Layer) operator)));
    }

    @Override
    public String toString() {
      return "%s of %s batch %d".formatted(operator, shapes, batch);
    }
  }

  private static Case layer(Layer layer, int... input) {
    return new Case(layer, 3, List.of(Shape.of(input)));
  }

  private static Case one(Layer layer, int... input) {
    return new Case(layer, 1, List.of(Shape.of(input)));
  }

  private static Conv2D conv(int filters, int h, int w, int sh, int sw, Padding padding) {
    return new Conv2D(filters, h, w, sh, sw, padding, Initializer.HE_NORMAL, true);
  }

  private static Stream<Case> convolutions() {
    return Stream.of(
        layer(new Conv2D(2, 3), 5, 5, 1),
        layer(new Conv2D(3, 3).same(), 7, 6, 5),
        layer(new Conv2D(3, 2).same().withoutBias(), 4, 5, 3), // uneven padding
        layer(new Conv2D(2, 3).stride(2), 6, 8, 2), // stride does not divide
        layer(new Conv2D(3, 3).same().stride(2), 4, 6, 2),
        layer(new Conv2D(2, 2).stride(3), 7, 6, 2),
        layer(new Conv2D(5, 1).withoutBias(), 3, 4, 3),
        one(new Conv2D(4, 3).same(), 1, 1, 3),
        one(new Conv2D(16, 3).same(), 12, 11, 8),
        layer(new Conv2D(33, 2), 3, 2, 17),
        layer(conv(3, 1, 3, 1, 1, Padding.VALID), 4, 5, 2),
        layer(conv(2, 2, 3, 2, 3, Padding.SAME), 5, 7, 3),
        layer(conv(3, 5, 2, 1, 2, Padding.SAME), 5, 4, 2),
        layer(new DepthwiseConv2D(3), 5, 5, 1),
        layer(new DepthwiseConv2D(2).same(), 4, 5, 3),
        layer(new DepthwiseConv2D(3).same().stride(2).withoutBias(), 4, 7, 33),
        one(new DepthwiseConv2D(3).same(), 1, 1, 3),
        layer(new DepthwiseConv2D(2, 3, 2, 3, Padding.SAME, Initializer.HE_NORMAL, true), 5, 7, 3),
        layer(new Dense(4), 6),
        layer(new Dense(17).withoutBias(), 33),
        one(new Dense(1), 1));
  }

  private static Stream<Case> pools() {
    return Stream.of(
        layer(new MaxPool2D(2), 5, 7, 3),
        layer(new MaxPool2D(3, 3, 2, 2, Padding.SAME), 5, 4, 3),
        layer(new MaxPool2D(2, 3, 2, 1, Padding.SAME), 3, 4, 17),
        layer(new MaxPool2D(2, 2, 3, 3, Padding.VALID), 6, 6, 2),
        one(new MaxPool2D(1), 1, 1, 4),
        layer(new AveragePool2D(2), 5, 7, 3),
        layer(new AveragePool2D(3, 3, 2, 2, Padding.SAME), 5, 4, 3),
        layer(new AveragePool2D(3, 2, 1, 2, Padding.SAME), 4, 5, 17),
        layer(new AveragePool2D(2, 2, 3, 3, Padding.VALID), 6, 6, 2),
        layer(new GlobalAveragePool2D(), 3, 5, 4),
        one(new GlobalAveragePool2D(), 1, 1, 3));
  }

  private static Stream<Case> others() {
    return Stream.of(
        layer(new UpSampling2D(2), 3, 4, 3),
        layer(new UpSampling2D(3, 1, Interpolation.NEAREST), 2, 3, 5),
        layer(new UpSampling2D(2).bilinear(), 3, 4, 3),
        layer(new UpSampling2D(5, 3, Interpolation.BILINEAR), 4, 3, 7),
        one(new UpSampling2D(4).bilinear(), 1, 1, 2),
        layer(new UpSampling2D(1, 2, Interpolation.BILINEAR), 1, 5, 1),
        layer(new ZeroPadding2D(2, 0, 1, 3), 2, 3, 3),
        layer(new Flatten(), 2, 3, 5),
        layer(new BatchNorm(), 5),
        layer(new BatchNorm(0.9, 0.25, BatchNorm.WHOLE_BATCH), 3, 2, 17),
        layer(new ReLU(), 3, 3, 7),
        layer(new LeakyReLU(0.2), 21),
        layer(new Sigmoid(), 21),
        layer(new Tanh(), 3, 5, 3),
        layer(new Softmax(), 11),
        one(new Softmax(), 1),
        layer(new Dropout(0.5), 9),
        layer(new SpatialDropout(0.5), 2, 3, 4),
        layer(new DropPath(0.5), 3, 4),
        layer(new GaussianNoise(0.5), 9));
  }

  private static Stream<Case> normalizations() {
    return Stream.of(
        layer(new LayerNorm(), 33),
        layer(new LayerNorm().epsilon(0.25), 4, 3, 17),
        layer(new LayerNorm().axes(2), 5, 3, 7),
        layer(new LayerNorm().allAxes(), 4, 5, 3),
        one(new LayerNorm(), 1),
        layer(new GroupNorm(2).epsilon(0.25), 3, 4, 6),
        layer(new GroupNorm(1), 5, 4, 3),
        layer(new GroupNorm(33), 3, 3, 33),
        layer(new GroupNorm(4), 7, 8),
        layer(new GroupNorm(3), 12),
        one(new GroupNorm(17), 1, 1, 17),
        layer(new InstanceNorm(), 5, 3, 17),
        layer(new InstanceNorm(0.25), 9, 2),
        one(new InstanceNorm(), 1, 1, 1));
  }

  private static Stream<Case> joins() {
    Shape[] shapes = {Shape.of(3, 5, 7), Shape.of(13), Shape.of(1)};
    Stream<Case> equal =
        Stream.of(new Add(), new Average(), new Maximum(), new Multiply(), new Concat())
            .flatMap(
                join ->
                    Arrays.stream(shapes)
                        .flatMap(
                            shape ->
                                Stream.of(
                                    new Case(join, 3, List.of(shape)),
                                    new Case(join, 1, List.of(shape, shape)),
                                    new Case(join, 3, List.of(shape, shape, shape)))));
    Shape image = Shape.of(3, 2, 5);
    Shape factors = Shape.of(5);
    return Stream.concat(
        equal,
        Stream.of(
            new Case(new Multiply(), 3, List.of(image, factors)),
            new Case(new Multiply(), 3, List.of(factors, image, factors)),
            new Case(new Multiply(), 1, List.of(factors, Shape.of(1, 1, 5))),
            new Case(new Concat(), 3, List.of(image, Shape.of(3, 2, 1), Shape.of(3, 2, 4)))));
  }

  static Stream<Case> table() {
    return Stream.of(convolutions(), pools(), others(), normalizations(), joins())
        .flatMap(cases -> cases);
  }

  private static Model random(Network network) {
    Model model = Model.initialize(network, 3);
    for (Parameter parameter : model.parameters()) {
      Tensor random = GradientCheck.uniform(1 + parameter.index(), parameter.value().shape());
      int size = parameter.value().size();
      float[] values = parameter.value().array();
      System.arraycopy(random.array(), size * parameter.index(), values, 0, size);
      for (int i = 0; i < size && parameter.name().endsWith("variance"); i++) {
        values[i] = Math.abs(values[i]);
      }
    }
    model.weightsChanged();
    return model;
  }

  @ParameterizedTest
  @MethodSource("table")
  void forward_anyOperator_agreesWithLoopsInDouble(Case each) {
    Network network = each.network();
    Model model = random(network);
    List<Tensor> inputs = new ArrayList<>();
    for (Shape shape : each.shapes()) {
      Tensor all = GradientCheck.uniform((1 + inputs.size()) * each.batch(), shape);
      int size = each.batch() * shape.size();
      float[] own = Arrays.copyOfRange(all.array(), inputs.size() * size, all.size());
      inputs.add(Tensor.of(shape.withBatch(each.batch()), own));
    }

    Tensor actual = model.forward(inputs).get(0);

    NaiveOperators naive = new NaiveOperators(model.parameters());
    for (int n = 0; n < each.batch(); n++) {
      List<double[]> sample = new ArrayList<>();
      for (Tensor input : inputs) {
        int size = input.size() / each.batch();
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
          values[i] = input.array()[n * size + i];
        }
        sample.add(values);
      }
      double[] expected = naive.forward(each.operator(), each.shapes(), sample);
      assertThat(expected).hasSize(actual.size() / each.batch());
      for (int i = 0; i < expected.length; i++) {
        float got = actual.array()[n * expected.length + i];
        assertThat(Math.abs(got - expected[i]))
            .as("sample %d value %d: expected %s, got %s", n, i, expected[i], got)
            .isLessThanOrEqualTo(TOLERANCE * (1 + naive.magnitude(i)));
      }
    }
  }
}
