package io.crema.nn.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.graph.Residual;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv1D;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Conv2DTranspose;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.DepthwiseConv1D;
import io.crema.nn.layer.DepthwiseConv2D;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.GlobalAveragePool1D;
import io.crema.nn.layer.MaxPool1D;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import io.crema.nn.testing.GradientCheck;
import io.crema.nn.testing.TestModels;
import io.crema.nn.testing.ToySamples;
import io.crema.nn.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folded model against the one that it is made of. */
class FoldBatchNormTest {

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

    assertThat(folded.network().nodes().stream().map(Node::name))
        .containsExactly(
            "input",
            "batch_norm_1",
            "conv2d_1",
            "relu_1",
            "depthwise_conv2d_1",
            "max_pool2d_1",
            "conv2d_2",
            "relu_2",
            "batch_norm_6",
            "flatten_1",
            "dense_1",
            "relu_3",
            "dense_2");
    assertThat(folded.parameters().stream().map(Parameter::name))
        .contains("batch_norm_6.gamma", "conv2d_2.weights", "dense_1.bias")
        .doesNotContain("batch_norm_2.gamma");
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

  /** A model with statistics and parameters as after training. */
  private static Model random(Network network) {
    Model model = Model.initialize(network, 4);
    for (Parameter parameter : model.parameters()) {
      float[] values = parameter.value().array();
      for (int i = 0; i < values.length; i++) {
        float uniform = (SplitMix64.mix(31L * parameter.index() + i) >>> 40) * 0x1p-24f;
        values[i] = parameter.name().endsWith("variance") ? 0.5f + uniform : uniform - 0.5f;
      }
    }
    model.weightsChanged();
    return model;
  }

  private static Model assertFoldedPredictsTheSame(Network network) {
    Model model = random(network);
    Model folded = model.folded();
    Tensor inputs = GradientCheck.uniform(5, network.inputShape());
    List<Tensor> expected = model.forward(List.of(inputs));
    List<Tensor> actual = folded.forward(List.of(inputs));
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).toArray())
          .containsExactly(expected.get(i).toArray(), within(TOLERANCE));
    }
    return folded;
  }

  private static List<String> names(Model model) {
    return model.network().nodes().stream().map(Node::name).toList();
  }

  @Test
  void folded_residualWithProjection_foldsBothBranches() {
    Residual residual =
        new Residual(
                new Conv2D(4, 3).same().stride(2).withoutBias(),
                new BatchNorm(),
                new ReLU(),
                new DepthwiseConv2D(3).same().withoutBias(),
                new BatchNorm())
            .shortcut(new Conv2D(4, 1).stride(2).withoutBias(), new BatchNorm());

    Model folded = assertFoldedPredictsTheSame(Network.input(7, 8, 3).add("block", residual));

    assertThat(names(folded))
        .containsExactly(
            "input",
            "block.conv2d_1",
            "block.relu_1",
            "block.depthwise_conv2d_1",
            "block.conv2d_2",
            "block.add_1");
    assertThat(folded.parameters())
        .extracting(Parameter::name)
        .containsExactly(
            "block.conv2d_1.weights",
            "block.conv2d_1.bias",
            "block.depthwise_conv2d_1.weights",
            "block.depthwise_conv2d_1.bias",
            "block.conv2d_2.weights",
            "block.conv2d_2.bias");
  }

  @Test
  void folded_layersOfASequence_takeTheirBatchNorms() {
    Model folded =
        assertFoldedPredictsTheSame(
            Network.input(9, 4)
                .add(new Conv1D(6, 3).causal().dilation(2).groups(2).withoutBias())
                .add(new BatchNorm())
                .add(new ReLU())
                .add(new DepthwiseConv1D(3).same().multiplier(2).withoutBias())
                .add(new BatchNorm())
                .add(new MaxPool1D(2))
                .add(new Dense(5).withoutBias())
                .add(new BatchNorm())
                .add(new GlobalAveragePool1D()));

    assertThat(names(folded))
        .containsExactly(
            "input",
            "conv1d_1",
            "relu_1",
            "depthwise_conv1d_1",
            "max_pool1d_1",
            "dense_1",
            "global_average_pool1d_1");
  }

  @Test
  void folded_denseWithoutBias_getsOne() {
    Model folded =
        assertFoldedPredictsTheSame(
            Network.input(5).add(new Dense(3).withoutBias()).add(new BatchNorm().wholeBatch()));

    assertThat(folded.network().output().operator()).contains(new Dense(3));
  }

  @Test
  void folded_convolutionThatAnotherNodeReads_isNotFolded() {
    Node conv = Node.input("image", 5, 5, 2).then("conv", new Conv2D(3, 3));
    Node norm = conv.then("norm", new BatchNorm());

    Model folded = assertFoldedPredictsTheSame(Network.of(Node.join("sum", new Add(), norm, conv)));

    assertThat(names(folded)).containsExactly("image", "conv", "norm", "sum");
  }

  @Test
  void folded_convolutionThatTwoBatchNormsRead_isNotFolded() {
    Node conv = Node.input("image", 5, 5, 2).then("conv", new Conv2D(3, 3));

    Model folded =
        assertFoldedPredictsTheSame(
            Network.of(conv.then("one", new BatchNorm()), conv.then("two", new BatchNorm())));

    assertThat(names(folded)).containsExactly("image", "conv", "one", "two");
  }

  @Test
  void folded_convolutionThatIsAnOutput_isNotFolded() {
    Node conv = Node.input("image", 5, 5, 2).then("conv", new Conv2D(3, 3));

    Model folded =
        assertFoldedPredictsTheSame(Network.of(conv, conv.then("norm", new BatchNorm())));

    assertThat(names(folded)).containsExactly("image", "conv", "norm");
  }

  @Test
  void folded_batchNormThatIsAnOutput_isTheConvolution() {
    Node norm = Node.input("image", 5, 5, 2).then("conv", new Conv2D(3, 3)).then(new BatchNorm());

    Model folded = assertFoldedPredictsTheSame(Network.of(norm, norm.then("relu", new ReLU())));

    assertThat(names(folded)).containsExactly("image", "conv", "relu");
    assertThat(folded.network().outputs()).extracting(Node::name).containsExactly("conv", "relu");
  }

  @Test
  void folded_batchNormAfterAJoin_isNotFolded() {
    Node image = Node.input("image", 5, 5, 2);
    Node sum = Node.join("sum", new Add(), image.then("conv", new Conv2D(2, 1)), image);

    Model folded = assertFoldedPredictsTheSame(Network.of(sum.then("norm", new BatchNorm())));

    assertThat(names(folded)).containsExactly("image", "conv", "sum", "norm");
  }

  @Test
  void folded_groupsAndTransposed_predictTheSame() {
    Network network =
        Network.input(4, 5, 4)
            .add(new Conv2D(6, 3).groups(2).same())
            .add(new BatchNorm())
            .add(new Conv2DTranspose(4, 2).stride(2).groups(2).withoutBias())
            .add(new BatchNorm())
            .add(new DepthwiseConv2D(2).multiplier(3))
            .add(new BatchNorm())
            .add(new Conv2D(12, 2).groups(12).dilation(2))
            .add(new BatchNorm());
    Model model = Model.initialize(network, 5);
    for (Parameter parameter : model.parameters()) {
      float[] values = parameter.value().array();
      for (int i = 0; i < values.length; i++) {
        values[i] += 0.5f + 0.1f * (i % 7);
      }
    }
    model.weightsChanged();
    Model folded = model.folded();
    assertThat(folded.network().nodes()).hasSize(5);
    Tensor inputs = GradientCheck.uniform(3, network.inputShape());
    float[] expected = model.forward(inputs).toArray();
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(folded.forward(inputs).toArray()).containsExactly(expected, within(1e-5f * largest));
  }
}
