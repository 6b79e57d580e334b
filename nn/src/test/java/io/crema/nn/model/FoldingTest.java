package io.crema.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Tensor;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.DepthwiseConv2D;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.ReLU;
import io.crema.nn.testing.GradientCheck;
import io.crema.nn.testing.TestModels;
import io.crema.nn.testing.ToySamples;
import io.crema.nn.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folded model against the one that it is made of. */
class FoldingTest {

  /**
   * Of logits up to 10: weights are rounded once more, and sums of a hundred products, six layers
   * of them, in other places.
   */
  private static final float TOLERANCE = 1e-4f;

  private static final Network NETWORK =
      Network.input(8, 8, 1)
          .add(new BatchNorm())
          .add(new Conv2D(9, 3).same())
          .add(new BatchNorm())
          .add(new ReLU())
          .add(new DepthwiseConv2D(3).same())
          .add(new BatchNorm())
          .add(new MaxPool2D(2))
          .add(new Conv2D(7, 3).same())
          .add(new BatchNorm())
          .add(new BatchNorm(0.8, 0.01, 16))
          .add(new ReLU())
          .add(new BatchNorm())
          .add(new Flatten())
          .add(new Dense(24))
          .add(new BatchNorm())
          .add(new ReLU())
          .add(new Dense(2));

  @TempDir Path folder;

  private static Model trained() {
    Model model = Model.initialize(NETWORK, 1);
    new Trainer().epochs(3).batchSize(32).seed(2).fit(model, ToySamples.bars(200, 3));
    return model;
  }

  @Test
  void folded_trainedModel_predictsTheSameWithFewerLayers() throws IOException {
    Model model = trained();
    String before = model.weightsSha256();

    Model folded = model.folded();

    assertThat(folded.network().layers().stream().map(Layer::type))
        .containsExactly(
            "batch_norm",
            "conv2d",
            "relu",
            "depthwise_conv2d",
            "max_pool2d",
            "conv2d",
            "relu",
            "batch_norm",
            "flatten",
            "dense",
            "relu",
            "dense");
    assertThat(folded.parameters().stream().map(Parameter::name))
        .contains("batch_norm_2.gamma", "conv2d_2.weights", "dense_1.bias")
        .doesNotContain("batch_norm_3.gamma");
    Tensor inputs = GradientCheck.uniform(50, NETWORK.inputShape());
    float[] expected = model.forward(inputs).toArray();
    assertThat(expected).doesNotContain(Float.NaN);
    assertThat(folded.forward(inputs).toArray()).containsExactly(expected, within(TOLERANCE));
    assertThat(model.weightsSha256()).isEqualTo(before);

    Path file = folder.resolve("folded.safetensors");
    ModelFile.save(file, folded, TrainingRecord.EMPTY);
    Model loaded = ModelFile.load(file).model();
    assertThat(loaded.weightsSha256()).isEqualTo(folded.weightsSha256());
    assertThat(loaded.forward(inputs).toArray()).isEqualTo(folded.forward(inputs).toArray());
  }

  @Test
  void folded_handMadeValues_areTheFormula() {
    Network network = Network.input(1).add(new Dense(2)).add(new BatchNorm(0.9, 0.25, 16));
    Model model =
        TestModels.of(
            network,
            new float[] {3, 5}, // weights
            new float[] {1, 2}, // bias
            new float[] {4, -2}, // gamma
            new float[] {0.5f, 0}, // beta
            new float[] {2, 10}, // mean
            new float[] {3.75f, 0}); // variance: deviations 2 and 0.5

    Model folded = model.folded();

    assertThat(folded.parameters().get(0).value().toArray()).containsExactly(6f, -20f);
    assertThat(folded.parameters().get(1).value().toArray()).containsExactly(-1.5f, 32f);
  }

  @Test
  void folded_withoutNormalization_isTheSameModel() {
    Network network = Network.input(4, 4, 1).add(new Conv2D(2, 3)).add(new ReLU());
    Model model = Model.initialize(network, 1);

    Model folded = model.folded();

    assertThat(folded.network()).isEqualTo(network);
    assertThat(folded.weightsSha256()).isEqualTo(model.weightsSha256());
    folded.parameters().get(0).value().array()[0] = 9f;
    assertThat(folded.weightsSha256()).isNotEqualTo(model.weightsSha256());
  }
}
