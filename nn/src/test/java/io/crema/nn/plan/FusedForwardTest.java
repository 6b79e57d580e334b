package io.crema.nn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import io.crema.nn.testing.Networks;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A prediction, in which layers do their neighbours' work, against the layers one by one. */
class FusedForwardTest {

  private static final int SAMPLES = 5;

  static Network[] networks() {
    Network pooledAtOnce = Network.input(12, 11, 1).add(new Conv2D(5, 3)).add(new MaxPool2D(2));
    return new Network[] {
      Networks.reference(),
      pooledAtOnce.add(new Flatten()).add(new Dense(3)),
      pooledAtOnce,
      Network.input(28, 28, 1)
          .add(new Conv2D(6, 5).same())
          .add(new ReLU())
          .add(new MaxPool2D(2))
          .add(new Conv2D(16, 5))
          .add(new ReLU())
          .add(new MaxPool2D(3))
          .add(new Flatten())
          .add(new Dense(10)),
      Network.input(7, 6, 1).add(new Dense(5)).add(new ReLU()).add(new MaxPool2D(2)),
      Network.input(6, 5, 3)
          .add(new Conv2D(7, 3))
          .add(new BatchNorm())
          .add(new ReLU())
          .add(new MaxPool2D(2))
          .add(new Flatten())
          .add(new Dense(20))
          .add(new BatchNorm())
          .add(new ReLU())
    };
  }

  @ParameterizedTest
  @MethodSource("networks")
  void forward_layersThatDoTheirNeighboursWork_givesTheBitsOfLayersOneByOne(Network network) {
    Model model = Model.initialize(network, 5);
    Shape shape = network.inputShape().withBatch(SAMPLES);
    float[] values = new float[shape.size()];
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }

    float[] together = model.forward(Tensor.of(shape, values.clone())).toArray();

    assertThat(together).isEqualTo(oneByOne(model, Tensor.of(shape, values)));
  }

  private static float[] oneByOne(Model model, Tensor inputs) {
    Plan plan = Plan.nodeByNode(new BoundNetwork(model.network(), model.operators()));
    Execution execution = new Execution(plan, SAMPLES);
    System.arraycopy(inputs.array(), 0, execution.input(0, SAMPLES).array(), 0, inputs.size());
    execution.forward(SAMPLES);
    return execution.output(0, SAMPLES).toArray();
  }
}
