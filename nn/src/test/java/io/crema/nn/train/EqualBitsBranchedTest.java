package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.data.Samples;
import io.crema.core.data.TensorSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.graph.Residual;
import io.crema.nn.layer.Add;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Concat;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.DepthwiseConv2D;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.GlobalAveragePool2D;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.Multiply;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Sigmoid;
import io.crema.nn.layer.UpSampling2D;
import io.crema.nn.loss.MeanSquaredError;
import io.crema.nn.loss.SoftmaxCrossEntropy;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.AdamW;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Equal bits as in {@link EqualBitsTest}, of a network with branches, joins, two inputs and two
 * outputs.
 */
class EqualBitsBranchedTest {

  /** Of weights after {@link #train}. They change only if the arithmetic is changed on purpose. */
  private static final String WITH_GROUPS =
      "e5a784060183a6f0ac4df0bd4ab5b64c4cbe0aa5a6da9f0e02f36ae7fa409c5e";

  private static final String WITH_WHOLE_BATCHES =
      "770b81306b35ba4a0412e3eaddada86a4f80e11ca34fe06a83d7495bee868c4d";

  private static final int SAMPLES = 90;

  private static Network network(BatchNorm norm) {
    Node image = Node.input("image", 8, 8, 2);
    Node facts = Node.input("facts", 5);
    Node stem = image.then("stem", new Conv2D(6, 3).same()).then(norm).then(new ReLU());
    Node down =
        stem.then(
            new Residual(
                    new Conv2D(10, 3).same().stride(2).withoutBias(),
                    norm,
                    new ReLU(),
                    new Dropout(0.2),
                    new DepthwiseConv2D(3).same(),
                    norm)
                .shortcut(new Conv2D(10, 1).stride(2).withoutBias(), norm));
    Node gate = down.then(new GlobalAveragePool2D()).then(new Dense(10)).then(new Sigmoid());
    Node gated = Node.join(new Multiply(), down.then(new ReLU()), gate);
    Node small = stem.then(new MaxPool2D(2)).then(new Conv2D(10, 1));
    Node wide =
        Node.join(new Concat(), Node.join(new Add(), gated, small, gated), small.then(norm));
    Node shared =
        Node.join(
            new Concat(),
            wide.then(new GlobalAveragePool2D()),
            facts.then(new Dense(7)).then(new ReLU()).then(new Dropout(0.1)));
    Node picture =
        wide.then(new UpSampling2D(2).bilinear()).then("picture", new Conv2D(2, 3).same());
    return Network.of(List.of(facts, image), List.of(shared.then("class", new Dense(4)), picture));
  }

  private static Tensor random(long seed, int... dims) {
    Tensor tensor = Tensor.zeros(Shape.of(dims));
    for (int i = 0; i < tensor.size(); i++) {
      tensor.array()[i] = (float) (SplitMix64.at(seed, i) * 0x1p-63);
    }
    return tensor;
  }

  private static Samples samples() {
    Tensor classes = Tensor.zeros(Shape.of(SAMPLES, 4));
    for (int i = 0; i < SAMPLES; i++) {
      classes.set(1f, i, (int) (SplitMix64.at(3, i) >>> 62));
    }
    return TensorSamples.of(
        List.of(random(1, SAMPLES, 5), random(2, SAMPLES, 8, 8, 2)),
        List.of(classes, random(4, SAMPLES, 8, 8, 2)));
  }

  /** Two epochs of batches of 37, 37 and 16 samples. */
  private static String train(BatchNorm norm, int threads) {
    Model model = Model.initialize(network(norm), 11);
    try (Workers workers = new Workers(threads)) {
      new Trainer()
          .epochs(2)
          .batchSize(37)
          .seed(13)
          .losses(
              new WeightedLoss(new SoftmaxCrossEntropy(), 1),
              new WeightedLoss(new MeanSquaredError(), 0.25))
          .optimizer(new AdamW(1e-3, 0.01))
          .schedule(LearningRateSchedule.cosine().withWarmUp(0.4))
          .clipping(GradientClipping.norm(1))
          .workers(workers)
          .fit(model, samples());
    }
    return model.weightsSha256();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void fit_batchNormOverGroups_givesTheFrozenWeights(int threads) {
    assertThat(train(new BatchNorm().groupSize(5), threads)).isEqualTo(WITH_GROUPS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void fit_batchNormOverWholeBatches_givesTheFrozenWeights(int threads) {
    assertThat(train(new BatchNorm().wholeBatch(), threads)).isEqualTo(WITH_WHOLE_BATCHES);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void forward_anyNumberOfThreads_givesEqualBits(int threads) {
    Model model = Model.initialize(network(new BatchNorm()), 11);
    try (Workers one = new Workers(1);
        Workers workers = new Workers(threads)) {
      List<Tensor> expected = model.predictor(one).forwardAll(samples());

      List<Tensor> outputs = model.predictor(workers).forwardAll(samples());

      for (int i = 0; i < 2; i++) {
        assertThat(outputs.get(i).toArray()).isEqualTo(expected.get(i).toArray());
      }
    }
  }

  @Test
  void forward_oneSampleAtATime_givesTheBitsOfAllTogether() {
    Model model = Model.initialize(network(new BatchNorm()), 11);
    Tensor facts = random(1, 3, 5);
    Tensor images = random(2, 3, 8, 8, 2);
    List<Tensor> together = model.forward(List.of(facts, images));

    for (int n = 0; n < 3; n++) {
      List<Tensor> one = model.forward(List.of(row(facts, n), row(images, n)));
      for (int i = 0; i < 2; i++) {
        assertThat(one.get(i).toArray()).isEqualTo(row(together.get(i), n).toArray());
      }
    }
  }

  private static Tensor row(Tensor tensor, int row) {
    Shape shape = tensor.shape().withoutBatch();
    float[] values = new float[shape.size()];
    System.arraycopy(tensor.array(), row * values.length, values, 0, values.length);
    return Tensor.of(shape.withBatch(1), values);
  }
}
