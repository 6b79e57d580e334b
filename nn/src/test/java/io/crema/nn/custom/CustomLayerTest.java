package io.crema.nn.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.data.LabelledSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.LayerTypes;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Sigmoid;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.testing.GradientCheck;
import io.crema.nn.testing.TestModels;
import io.crema.nn.testing.ToySamples;
import io.crema.nn.train.History;
import io.crema.nn.train.Trainer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A layer written outside the library, with its public API alone. */
class CustomLayerTest {

  private static final float FLOAT_ROUNDING = 1e-6f;

  private static Stream<Network> networks() {
    return Stream.of(
        Network.input(7).add(new Swish(1)),
        Network.input(3, 4, 2).add(new Swish(1)),
        Network.input(9).add(new Sigmoid()).add(new Swish(1)).add(new Dropout(0.3)),
        Network.input(6, 6, 1)
            .add(new Conv2D(3, 3))
            .add(new Swish(1))
            .add(new ReLU())
            .add(new MaxPool2D(2))
            .add(new Flatten())
            .add(new Swish(1))
            .add(new Dense(3)));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void backward_customLayer_agreesWithCentralDifferences(Network network) {
    GradientCheck.check(network, GradientCheck.uniform(3, network.inputShape()));
  }

  @Test
  void forward_knownValues_agrees() {
    // sigmoid(log 3) = 3/4, sigmoid(-log 3) = 1/4
    double log3 = Math.log(3);
    Tensor input = TestModels.tensor(Shape.of(3), 0, log3 / 2, -log3 / 2);

    Tensor output = TestModels.forward(new Swish(1), input, new float[] {2f});

    assertThat(output.array())
        .containsExactly(
            new float[] {0f, (float) (log3 * 3 / 8), (float) (-log3 / 8)}, within(FLOAT_ROUNDING));
  }

  @Test
  void bind_swish_beginsAtBetaWithoutWeightDecay() {
    Model model = Model.initialize(Network.input(4).add(new Swish(1.5)), 1);

    assertThat(model.parameters()).hasSize(1);
    assertThat(model.parameters().get(0).name()).isEqualTo("example_swish_1.beta");
    assertThat(model.parameters().get(0).value().array()).containsExactly(1.5f);
    assertThat(model.parameters().get(0).decayed()).isFalse();
  }

  @Test
  void layerTypes_registered_makesAnEqualLayer() {
    LayerTypes types =
        LayerTypes.standard().with(Swish.TYPE, config -> new Swish(config.number("beta")));

    assertThat(types.make(Swish.TYPE, new Swish(0.75).config())).isEqualTo(new Swish(0.75));
  }

  @Test
  void fit_customLayer_learnsAndTrainsItsParameter() {
    LabelledSamples samples = ToySamples.bars(120, 5);
    Network network =
        Network.input(8, 8, 1)
            .add(new Conv2D(4, 3))
            .add(new Swish(1))
            .add(new Flatten())
            .add(new Dense(2));
    String[] weights = new String[2];
    for (int run = 0; run < 2; run++) {
      Model model = Model.initialize(network, 3);
      try (Workers workers = new Workers(run + 1)) {
        History history =
            new Trainer()
                .epochs(10)
                .batchSize(20)
                .optimizer(new Adam(0.01))
                .workers(workers)
                .fit(model, samples);
        assertThat(history.epochs().get(9).loss()).isLessThan(history.epochs().get(0).loss() / 2);
      }
      assertThat(model.parameters().get(2).value().array()[0]).isNotEqualTo(1f);
      weights[run] = model.weightsSha256();
    }
    assertThat(weights[1]).isEqualTo(weights[0]);
  }
}
