package io.crema.nn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.graph.Residual;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.GlobalAveragePool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import org.junit.jupiter.api.Test;

/** The tables that {@link Model#explain()} prints. */
class ExplainTest {

  private static Model model() {
    Node image = Node.input("image", 6, 6, 2);
    Node body =
        image.then("body", new Residual(new Conv2D(2, 3).same(), new ReLU(), new Conv2D(2, 1)));
    return Model.initialize(
        Network.of(
            body.then(new ReLU()).then(new GlobalAveragePool2D()).then("digit", new Dense(3))),
        1);
  }

  private static final String[] PREDICTION = {
    "step                     computes                            algorithm  output     array  bytes",
    "image                    input                                          [6, 6, 2]     #0    288",
    "body.conv2d_1            Conv2D(2, 3x3, same) + ReLU         direct     [6, 6, 2]     #1    288",
    "body.conv2d_2            Conv2D(2, 1x1) + Add(image) + ReLU  direct     [6, 6, 2]     #2    288",
    "global_average_pool2d_1  GlobalAveragePool2D                            [2]           #0      8",
    "digit                    Dense(3)                            direct     [3]           #1     12"
  };

  private static String plan(Model model, Purpose purpose) {
    return Plan.of(new BoundNetwork(model.network(), model.operators()), purpose).explain();
  }

  @Test
  void explain_prediction_showsFusedNodesAndSharedArrays() {
    assertThat(plan(model(), Purpose.PREDICTION).lines())
        .startsWith(
            "plan for prediction, each thread with its own samples: 4 steps for 7 nodes, 3 arrays,"
                + " 864 bytes a sample, at most 8 samples at a time")
        .endsWith(PREDICTION)
        .hasSize(1 + PREDICTION.length);
  }

  @Test
  void explain_training_showsMaskedGradients() {
    assertThat(plan(model(), Purpose.TRAINING).lines())
        .containsExactly(
            "plan for training: 4 steps for 7 nodes, 6 arrays, 1,448 bytes a sample,"
                + " at most 8 samples at a time",
            "step                     computes                            algorithm              "
                + "     output     array  bytes",
            "image                    input                                                      "
                + "     [6, 6, 2]     #0    288",
            "body.conv2d_1            Conv2D(2, 3x3, same) + ReLU         direct                 "
                + "     [6, 6, 2]     #1    288",
            "body.conv2d_2            Conv2D(2, 1x1) + Add(image) + ReLU  direct, masks its gradi"
                + "ent  [6, 6, 2]     #2    288",
            "global_average_pool2d_1  GlobalAveragePool2D                                        "
                + "     [2]           #3      8",
            "digit                    Dense(3)                            direct                 "
                + "     [3]           #4     12");
  }

  @Test
  void explain_model_showsEachPlanThatDiffers() {
    assertThat(model().explain())
        .isEqualTo(plan(model(), Purpose.PREDICTION) + "\n" + plan(model(), Purpose.TRAINING));
  }

  @Test
  void explain_wholeBatch_showsTwoPasses() {
    Network network = Network.input(3).add(new Dense(2)).add(new BatchNorm().wholeBatch());

    assertThat(plan(Model.initialize(network, 1), Purpose.TRAINING).lines())
        .endsWith("batch_norm_1  BatchNorm(whole batch)  in two passes  [2]        #2      8");
  }

  @Test
  void explain_groups_showsTheirSize() {
    Network network = Network.input(3).add(new Dense(2)).add(new BatchNorm().groupSize(5));

    assertThat(plan(Model.initialize(network, 1), Purpose.TRAINING))
        .startsWith(
            "plan for training: 2 steps for 2 nodes, 4 arrays, 40 bytes a sample,"
                + " at most 5 samples at a time");
  }
}
