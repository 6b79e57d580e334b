package io.crema.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TensorSamples;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.Softmax;
import io.crema.nn.metric.Evaluation;
import io.crema.nn.testing.Networks;
import io.crema.nn.testing.TestModels;
import io.crema.nn.testing.ToySamples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ModelTest {

  private static final float FLOAT_ROUNDING = 1.2e-7f;

  /** Logits are the inputs. */
  private static Model identity(boolean softmax) {
    Network network = Network.input(3).add(new Dense(3));
    float[] weights = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    return TestModels.of(softmax ? network.add(new Softmax()) : network, weights, new float[3]);
  }

  private static Tensor logits() {
    double log2 = Math.log(2);
    double log5 = Math.log(5);
    return TestModels.tensor(Shape.of(4, 3), 0, log2, log5, log5, 0, log2, 1, 1, 0, 0, 2, 2);
  }

  @Test
  void summary_referenceNetwork_isTheKnownTable() {
    Model model = Model.initialize(Networks.reference(), 1);

    Locale before = Locale.getDefault();
    String summary;
    try {
      Locale.setDefault(Locale.GERMANY);
      summary = model.summary();
    } finally {
      Locale.setDefault(before);
    }

    assertThat(summary.lines())
        .containsExactly(
            "layer                  output shape       bytes  parameters  MFLOP  algorithm",
            "input                  [N, 28, 28, 1]     3,136",
            "Conv2D(64, 3x3)        [N, 26, 26, 64]  173,056         640   0.78  direct",
            "ReLU                   [N, 26, 26, 64]  173,056",
            "Conv2D(32, 3x3, same)  [N, 26, 26, 32]   86,528      18,464  24.92  winograd",
            "ReLU                   [N, 26, 26, 32]   86,528",
            "MaxPool2D(2x2)         [N, 13, 13, 32]   21,632",
            "Conv2D(16, 3x3, same)  [N, 13, 13, 16]   10,816       4,624   1.56  winograd",
            "ReLU                   [N, 13, 13, 16]   10,816",
            "MaxPool2D(2x2)         [N, 6, 6, 16]      2,304",
            "Conv2D(64, 3x3, same)  [N, 6, 6, 64]      9,216       9,280   0.66  winograd",
            "ReLU                   [N, 6, 6, 64]      9,216",
            "MaxPool2D(2x2)         [N, 3, 3, 64]      2,304",
            "Flatten                [N, 576]           2,304",
            "Dense(128)             [N, 128]             512      73,856   0.15  direct",
            "ReLU                   [N, 128]             512",
            "Dropout(0.25)          [N, 128]             512",
            "Dense(10)              [N, 10]               40       1,290   0.00  direct",
            "total                                   592,488     108,154  28.07");
  }

  @Test
  void summary_normalizedNetwork_tellsStatisticsFromParameters() {
    Network network = Network.input(4, 4, 1).add(new Conv2D(8, 3)).add(new BatchNorm());

    assertThat(Model.initialize(network, 1).summary().lines())
        .containsExactly(
            "layer               output shape  bytes  parameters  MFLOP  algorithm",
            "input               [N, 4, 4, 1]     64",
            "Conv2D(8, 3x3)      [N, 2, 2, 8]    128          80   0.00  direct",
            "BatchNorm           [N, 2, 2, 8]    128          16",
            "total                               320          96   0.00",
            "running statistics                               16");
    assertThat(Model.initialize(network, 1).parameterCount()).isEqualTo(96);
  }

  @Test
  void parameterCount_knownNetworks_agree() {
    assertThat(Model.initialize(Networks.reference(), 1).parameterCount()).isEqualTo(108_154);
    assertThat(Model.initialize(Networks.lenet(), 1).parameterCount()).isEqualTo(61_706);
  }

  @Test
  void parameters_twoConvolutions_haveUniqueNamesAndKerasShapes() {
    Network network = Network.input(8, 8, 3).add(new Conv2D(4, 3)).add(new Conv2D(5, 1));

    Model model = Model.initialize(network, 1);

    assertThat(model.parameters())
        .extracting(Parameter::index, Parameter::name, p -> p.value().shape(), Parameter::decayed)
        .containsExactly(
            tuple(0, "conv2d_1.weights", Shape.of(3, 3, 3, 4), true),
            tuple(1, "conv2d_1.bias", Shape.of(4), false),
            tuple(2, "conv2d_2.weights", Shape.of(1, 1, 4, 5), true),
            tuple(3, "conv2d_2.bias", Shape.of(5), false));
  }

  @Test
  void predict_logits_isTheFirstOfTheLargest() {
    assertThat(identity(false).predict(logits())).containsExactly(2, 0, 0, 1);
  }

  @Test
  void forward_classifier_givesLogits() {
    assertThat(identity(false).forward(logits()).array()).isEqualTo(logits().array());
  }

  @Test
  void predictProbabilities_withOrWithoutSoftmaxLayer_appliesItOnce() {
    float[] expected = {0.125f, 0.25f, 0.625f, 0.625f, 0.125f, 0.25f};
    for (boolean softmax : new boolean[] {false, true}) {
      Tensor probabilities = identity(softmax).predictProbabilities(logits());

      assertThat(probabilities.shape()).isEqualTo(Shape.of(4, 3));
      float[] firstRows = Arrays.copyOf(probabilities.array(), 6);
      assertThat(firstRows).containsExactly(expected, within(FLOAT_ROUNDING));
    }
  }

  @Test
  void predictProbabilities_inputs_areNotModified() {
    Tensor inputs = logits();

    identity(false).predictProbabilities(inputs);

    assertThat(inputs.array()).isEqualTo(logits().array());
  }

  @Test
  void evaluate_knownLogits_countsAndTakesTheLoss() {
    Tensor inputs = TestModels.tensor(Shape.of(2, 3), 0, Math.log(2), Math.log(5), 0, 0, 9);
    LabelledSamples samples = TensorSamples.of(inputs, new int[] {1, 2}, 3);
    for (boolean softmax : new boolean[] {false, true}) {
      Evaluation evaluation = identity(softmax).evaluate(samples);

      assertThat(evaluation.accuracy()).isEqualTo(0.5);
      assertThat(evaluation.predictions()).containsExactly(2, 2);
      // Probabilities 1/4 and e^9 / (e^9 + 2).
      double loss = (Math.log(4) + Math.log1p(2 * Math.exp(-9))) / 2;
      assertThat(evaluation.loss().orElseThrow()).isCloseTo(loss, within(1e-6));
    }
  }

  @Test
  void weightsChanged_valueWritten_isUsed() {
    Model model = identity(false);
    Tensor inputs = logits();
    model.forward(inputs);

    model.parameters().get(0).value().array()[0] = -1f;
    model.weightsChanged();

    assertThat(model.forward(TestModels.tensor(Shape.of(1, 3), 7, 0, 0)).array())
        .containsExactly(-7, 0, 0);
  }

  @Test
  void weightsSha256_knownWeights_isThatOfTheirLittleEndianBytes() throws Exception {
    Model model =
        TestModels.of(Network.input(1).add(new Dense(2)), new float[] {1, 2}, new float[] {3, 4});
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(1).putFloat(2).putFloat(3).putFloat(4);

    String expected =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    assertThat(model.weightsSha256()).isEqualTo(expected);
  }

  @Test
  void initialize_seed_decidesTheWeights() {
    Network network = Network.input(8, 8, 1).add(new Conv2D(4, 3));

    String first = Model.initialize(network, 1).weightsSha256();

    assertThat(Model.initialize(network, 1).weightsSha256()).isEqualTo(first);
    assertThat(Model.initialize(network, 2).weightsSha256()).isNotEqualTo(first);
  }

  @Test
  void forward_wrongShape_namesExpectedAndGot() {
    Model model = Model.initialize(Networks.lenet(), 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.forward(Tensor.zeros(Shape.of(128, 784))))
        .withMessage("inputs: expected [N, 28, 28, 1], got [128, 784]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.predict(Tensor.zeros(Shape.of(28, 28, 1))))
        .withMessage("inputs: expected [N, 28, 28, 1], got [28, 28, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.predictProbabilities(Tensor.zeros(Shape.of(2, 28, 28, 3))))
        .withMessage("inputs: expected [N, 28, 28, 1], got [2, 28, 28, 3]");
  }

  @Test
  void predictProbabilities_imagesOut_isRefused() {
    Model model = Model.initialize(Network.input(8, 8, 1).add(new Conv2D(2, 3)), 1);

    assertThatIllegalStateException()
        .isThrownBy(() -> model.predictProbabilities(Tensor.zeros(Shape.of(5, 8, 8, 1))))
        .withMessage(
            "network: expected a classifier's output [N, classes], got [N, 6, 6, 2]; forward gives"
                + " it as it is");
  }

  @Test
  void evaluate_samplesThatDoNotFit_isRefused() {
    Model lenet = Model.initialize(Networks.lenet(), 1);
    Model two = Model.initialize(Network.input(2).add(new Dense(2)), 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> lenet.evaluate(ToySamples.bars(4, 1)))
        .withMessage("samples: expected [10] classes, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> two.evaluate(ToySamples.bars(4, 1)))
        .withMessage("samples: expected inputs [2], got [8, 8, 1]");
  }

  @Test
  void toString_model_showsTheLayers() {
    assertThat(identity(true)).hasToString("Model [3] [Dense(3), Softmax]");
  }
}
