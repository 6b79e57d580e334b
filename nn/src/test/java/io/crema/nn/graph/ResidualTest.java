package io.crema.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.data.LabelledSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Component;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.DepthwiseConv2D;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import io.crema.nn.model.Predictor;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.testing.GradientCheck;
import io.crema.nn.testing.TestModels;
import io.crema.nn.testing.ToySamples;
import io.crema.nn.train.Trainer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Residual layers against the same layers without a shortcut, and against sums done by hand. */
class ResidualTest {

  /** Of weights after {@link #train}. Changes only if the arithmetic is changed on purpose. */
  private static final String TRAINED =
      "6a96e47919a6f1c9d94d6cdff897643fb4601183cc7a097271abe332e001c944";

  private static final Layer[] INSIDE = {
    new Conv2D(5, 3).same(), new ReLU(), new DepthwiseConv2D(3).same(), new Conv2D(4, 1)
  };

  private static Network network() {
    return Network.input(8, 8, 1)
        .add(new Conv2D(4, 3))
        .add(new ReLU())
        .add(new Residual(INSIDE))
        .add(new ReLU())
        .add(new MaxPool2D(2))
        .add(new Flatten())
        .add(new Residual(new Dense(36), new Dropout(0.25)))
        .add(new Dense(2));
  }

  @Test
  void forward_denseInside_addsItsInput() {
    Network network = Network.input(2).add(new Residual(new Dense(2)));
    Model model = TestModels.of(network, new float[] {1, 2, 3, 4}, new float[] {0.5f, -0.5f});

    float[] output = model.forward(TestModels.tensor(Shape.of(2, 2), 1, 10, 2, 20)).array();

    assertThat(output).containsExactly(1 + 31.5f, 10 + 41.5f, 2 + 62.5f, 20 + 83.5f);
  }

  @Test
  void forward_layersInside_isTheirOutputAndTheInput() {
    Network chain = Network.input(6, 7, 4);
    for (Layer layer : INSIDE) {
      chain = chain.add(layer);
    }
    Model plain = Model.initialize(chain, 3);
    Model residual = Model.initialize(Network.input(6, 7, 4).add(new Residual(INSIDE)), 3);
    Tensor inputs = GradientCheck.uniform(11, chain.inputShape());

    float[] expected = plain.forward(inputs).toArray();
    for (int i = 0; i < expected.length; i++) {
      expected[i] += inputs.array()[i];
    }

    assertThat(residual.forward(inputs).toArray()).isEqualTo(expected);
  }

  @Test
  void forward_moreSamplesThanBefore_givesTheSameBits() {
    Tensor inputs = GradientCheck.uniform(8, Shape.of(8, 8, 1));
    Model model = Model.initialize(network(), 4);
    float[] together = Model.initialize(network(), 4).forward(inputs).toArray();

    try (Workers one = new Workers(1)) {
      Predictor predictor = model.predictor(one);
      for (int samples : new int[] {1, 3, 2, 8}) {
        float[] values = Arrays.copyOf(inputs.array(), samples * 64);
        Tensor some = Tensor.of(Shape.of(samples, 8, 8, 1), values);
        assertThat(predictor.forward(some).toArray())
            .isEqualTo(Arrays.copyOf(together, samples * 2));
      }
    }
  }

  @Test
  void parameters_nestedLayers_haveTheNamesOfAllLayersAroundThem() {
    Network network =
        Network.input(3)
            .add(new Dense(3))
            .add(new Residual(new Dense(3), new Residual(new Dense(3))))
            .add(new Residual(new Dense(3)))
            .add(new Dense(2));

    assertThat(Model.initialize(network, 1).parameters())
        .extracting(Parameter::name)
        .containsExactly(
            "dense_1.weights",
            "dense_1.bias",
            "residual_1.dense_1.weights",
            "residual_1.dense_1.bias",
            "residual_1.residual_1.dense_1.weights",
            "residual_1.residual_1.dense_1.bias",
            "residual_2.dense_1.weights",
            "residual_2.dense_1.bias",
            "dense_2.weights",
            "dense_2.bias");
  }

  @Test
  void parameters_allLayers_areNumberedInOrder() {
    List<Parameter> parameters = Model.initialize(network(), 1).parameters();

    for (int i = 0; i < parameters.size(); i++) {
      assertThat(parameters.get(i).index()).isEqualTo(i);
    }
    assertThat(Model.initialize(network(), 1).parameters().subList(2, 8))
        .extracting(Parameter::index)
        .containsExactly(2, 3, 4, 5, 6, 7);
  }

  @Test
  void summary_layersInside_areIndented() {
    assertThat(Model.initialize(network(), 1).summary().lines())
        .containsExactly(
            "layer                                     output shape  bytes  parameters  MFLOP  algorithm",
            "input                                     [N, 8, 8, 1]    256",
            "Conv2D(4, 3x3)                            [N, 6, 6, 4]    576          40   0.00  direct",
            "relu_1: ReLU                              [N, 6, 6, 4]    576",
            "residual_1",
            "  Conv2D(5, 3x3, same)                    [N, 6, 6, 5]    720         185   0.01  direct",
            "  ReLU                                    [N, 6, 6, 5]    720",
            "  DepthwiseConv2D(3x3, same)              [N, 6, 6, 5]    720          50   0.00",
            "  conv2d_2: Conv2D(4, 1x1)                [N, 6, 6, 4]    576          24   0.00  direct",
            "  Add of residual_1.conv2d_2, relu_1      [N, 6, 6, 4]    576",
            "ReLU                                      [N, 6, 6, 4]    576",
            "MaxPool2D(2x2)                            [N, 3, 3, 4]    144",
            "flatten_1: Flatten                        [N, 36]         144",
            "residual_2",
            "  Dense(36)                               [N, 36]         144       1,332   0.00  direct",
            "  dropout_1: Dropout(0.25)                [N, 36]         144",
            "  Add of residual_2.dropout_1, flatten_1  [N, 36]         144",
            "Dense(2)                                  [N, 2]            8          74   0.00  direct",
            "total                                                   6,024       1,705   0.02");
  }

  @Test
  void flops_layersInside_areTheirSum() {
    Network network = Network.input(3).add(new Residual(new Dense(5), new ReLU(), new Dense(3)));

    assertThat(network.flops()).isEqualTo(2 * 2 * 3 * 5);
  }

  @Test
  void add_bodyThatChangesTheShape_isRefused() {
    Residual residual = new Residual(new Conv2D(4, 3), new ReLU());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.input(8, 8, 4).add(residual))
        .withMessage(
            "Residual[Conv2D(4, 3x3), ReLU]: expected layers that give the shape of the input,"
                + " [8, 8, 4], got [6, 6, 4]; add shortcut(...) with layers that give that shape,"
                + " such as new Conv2D(filters, 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.input(8).add(residual))
        .withMessage("Conv2D(4, 3x3): expected input [H, W, C], got [8]");
  }

  @Test
  void add_shortcutOfAnotherShape_isRefused() {
    Residual residual = new Residual(new Conv2D(4, 3).same()).shortcut(new Conv2D(4, 1).stride(2));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.input(8, 8, 4).add(residual))
        .withMessageContainingAll("body and a shortcut", "[8, 8, 4] and [4, 4, 4]");
  }

  @Test
  void constructor_noLayers_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Residual())
        .withMessage("Residual: expected at least one layer, got none");
  }

  private static String train(int threads) {
    Model model = Model.initialize(network(), 11);
    LabelledSamples samples = ToySamples.bars(90, 12);
    try (Workers workers = new Workers(threads)) {
      new Trainer()
          .epochs(2)
          .batchSize(37)
          .seed(13)
          .optimizer(new Adam(1e-3))
          .workers(workers)
          .fit(model, samples);
    }
    return model.weightsSha256();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void fit_anyNumberOfThreads_givesTheFrozenWeights(int threads) {
    assertThat(train(threads)).isEqualTo(TRAINED);
  }

  @Test
  void fit_imagesOfBars_generalizes() {
    Model model = Model.initialize(network(), 1);
    LabelledSamples unseen = ToySamples.bars(300, 2);

    new Trainer()
        .epochs(5)
        .batchSize(25)
        .optimizer(new Adam(5e-3))
        .fit(model, ToySamples.bars(300, 1));

    assertThat(model.evaluate(unseen).accuracy()).isGreaterThan(0.95);
  }

  /** The inputs are the same, so the statistics are. */
  @Test
  void train_batchNormInside_hasTheStatisticsOfOneOutside() {
    LabelledSamples samples = ToySamples.separable(40, 1);
    Model outside = statistics(samples, new BatchNorm());
    Model inside = statistics(samples, new Residual(new BatchNorm()));

    assertThat(inside.network().groupSize()).isEqualTo(BatchNorm.GROUP_SIZE);
    assertThat(values(inside)).isEqualTo(values(outside)).hasSize(2);
  }

  private static Model statistics(LabelledSamples samples, Component layer) {
    Model model = Model.initialize(Network.input(2).add(layer).add(new Dense(2)), 3);
    new Trainer().epochs(2).batchSize(40).fit(model, samples);
    return model;
  }

  private static List<List<Float>> values(Model model) {
    return model.parameters().stream()
        .filter(parameter -> parameter.kind() == Parameter.Kind.STATISTIC)
        .map(parameter -> List.of(parameter.value().array()[0], parameter.value().array()[1]))
        .toList();
  }
}
