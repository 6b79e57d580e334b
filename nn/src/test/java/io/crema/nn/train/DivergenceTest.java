package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.Samples;
import io.crema.core.data.TensorSamples;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.loss.Loss;
import io.crema.nn.loss.MeanSquaredError;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Sgd;
import io.crema.nn.testing.ToySamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A loss that is not finite: what is said about it, and that the weights stay. */
class DivergenceTest {

  /** A smaller learning rate would not mend a sample. */
  private static final String DATA_REMEDY = ". Correct that sample or leave it out";

  private static final String REMEDY =
      ". Try a learning rate ten times smaller, gradient clipping, or inputs scaled to 0..1";

  private static Model model() {
    Network network =
        Network.input(2)
            .add(new Dense(8))
            .add(new ReLU())
            .add(new Dense(8))
            .add(new ReLU())
            .add(new Dense(2));
    return Model.initialize(network, 1);
  }

  private static DivergenceException diverge(Trainer trainer, Model model, Samples samples) {
    DivergenceException thrown =
        catchThrowableOfType(DivergenceException.class, () -> trainer.fit(model, samples));
    assertThat(thrown).isNotNull();
    return thrown;
  }

  @Test
  void fit_hugeLearningRate_namesTheBatchAndTheLayer() {
    Model model = model();
    List<String> hashes = new ArrayList<>();
    TrainingListener keep =
        new TrainingListener() {
          @Override
          public void batchEnded(Training training, BatchResult result) {
            hashes.add(training.model().weightsSha256());
          }
        };
    Trainer trainer = new Trainer().batchSize(10).optimizer(new Sgd(1e25)).listener(keep);

    DivergenceException thrown = diverge(trainer, model, ToySamples.separable(40, 1));

    assertThat(thrown)
        .hasMessage(
            "loss NaN at epoch 1, batch 2: layer dense_2 is the first whose output is not finite"
                + REMEDY);
    assertThat(thrown.epoch()).isEqualTo(1);
    assertThat(thrown.batch()).isEqualTo(2);
    assertThat(hashes).hasSize(1);
    assertThat(model.weightsSha256()).isEqualTo(hashes.get(0));
  }

  @Test
  void fit_groupWhoseSumsOverflow_namesTheNormalization() {
    Tensor inputs = Tensor.zeros(Shape.of(6, 1));
    inputs.set(3e38f, 4, 0);
    inputs.set(-3e38f, 5, 0);
    Network network = Network.input(1).add(new BatchNorm()).add(new Dense(2));

    DivergenceException thrown =
        diverge(
            new Trainer().seed(3),
            Model.initialize(network, 1),
            TensorSamples.of(inputs, new int[6], 2));

    assertThat(thrown)
        .hasMessage(
            "loss NaN at epoch 1, batch 1: layer batch_norm_1 is the first whose output is not"
                + " finite"
                + REMEDY);
  }

  @Test
  void fit_notANumberInAnInput_namesTheSampleAndLeavesTheWeights() {
    Tensor inputs = Tensor.zeros(Shape.of(5, 2));
    inputs.set(Float.NaN, 3, 1);
    Model model = model();
    String before = model.weightsSha256();

    DivergenceException thrown =
        diverge(new Trainer(), model, TensorSamples.of(inputs, new int[5], 2));

    assertThat(thrown)
        .hasMessage(
            "loss NaN at epoch 1, batch 1: the input of sample 3 is not finite" + DATA_REMEDY);
    assertThat(model.weightsSha256()).isEqualTo(before);
  }

  /* The samples as they are would go through all layers: only the distorted ones do not. */
  @Test
  void fit_distortedInputsOverflow_namesTheLayerOfTheDistortedOnes() {
    LabelledSamples plain = ToySamples.separable(40, 1);
    LabelledSamples distorted =
        plain.withTrainingReaders(
            () ->
                (index, epochSeed, input, inputOffset, target, targetOffset) -> {
                  plain.readInput(index, input, inputOffset);
                  plain.readTarget(index, target, targetOffset);
                  if (epochSeed == SplitMix64.derive(7, 2) && index == 5) {
                    input[inputOffset] = Float.MAX_VALUE;
                    input[inputOffset + 1] = -Float.MAX_VALUE;
                  }
                });
    Network network = Network.input(2).add(new Dense(8)).add(new Dense(8)).add(new Dense(2));
    Model model = Model.initialize(network, 1);
    scale(model.parameters().get(0).value(), 1e3f);
    model.weightsChanged();

    assertThat(diverge(new Trainer().seed(7).optimizer(new Sgd(1e-9)).epochs(3), model, distorted))
        .hasMessage(
            "loss NaN at epoch 2, batch 1: layer dense_1 is the first whose output is not finite"
                + REMEDY);
  }

  private static void scale(Tensor tensor, float factor) {
    for (int i = 0; i < tensor.size(); i++) {
      tensor.array()[i] *= factor;
    }
  }

  @Test
  void fit_distortionGivesNotANumber_saysThatItIsNotTheSampleItself() {
    LabelledSamples plain = ToySamples.separable(10, 1);
    LabelledSamples distorted =
        plain.withTrainingReaders(
            () ->
                (index, epochSeed, input, inputOffset, target, targetOffset) -> {
                  plain.readInput(index, input, inputOffset);
                  plain.readTarget(index, target, targetOffset);
                  input[inputOffset] = index == 3 ? Float.NaN : 0;
                });

    assertThat(diverge(new Trainer(), model(), distorted))
        .hasMessage(
            "loss NaN at epoch 1, batch 1: the input of sample 3 is not finite as training reads it"
                + DATA_REMEDY);
  }

  /* Dropout makes what it keeps larger, in training alone. */
  @Test
  void fit_onlyTrainingOverflows_namesTheLayerWhereItDoes() {
    Network network =
        Network.input(2).add(new Dropout(0.5)).add(new Dense(8)).add(new Dropout(0.5));
    Tensor inputs = Tensor.zeros(Shape.of(20, 2));
    Arrays.fill(inputs.array(), 3e38f);
    Samples samples = TensorSamples.of(inputs, new int[20], 8);
    Model model = Model.initialize(network, 1);
    scale(model.parameters().get(0).value(), 1e-30f);
    model.weightsChanged();

    assertThat(diverge(new Trainer(), model, samples))
        .hasMessage(
            "loss NaN at epoch 1, batch 1: layer dropout_1 is the first whose output is not finite"
                + REMEDY);
  }

  @Test
  void fit_notANumberInAWeight_namesTheParameter() {
    Model model = model();
    model.parameters().get(3).value().array()[5] = Float.NEGATIVE_INFINITY;
    model.parameters().get(2).value().array()[0] = Float.NaN;
    model.weightsChanged();

    assertThat(diverge(new Trainer(), model, ToySamples.separable(40, 1)))
        .hasMessage(
            "loss NaN at epoch 1, batch 1: parameter dense_2.weights is not finite" + REMEDY);
  }

  /** Five samples of two values, one target of which is infinite. */
  private static Samples infiniteTarget() {
    Tensor targets = Tensor.zeros(Shape.of(5, 2));
    targets.set(Float.POSITIVE_INFINITY, 1, 0);
    return TensorSamples.of(Tensor.zeros(Shape.of(5, 2)), targets);
  }

  @Test
  void fit_infiniteTarget_isRefusedAsATarget() {
    Model model = model();
    String before = model.weightsSha256();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Trainer()
                    .seed(1)
                    .batchSize(1)
                    .optimizer(new Sgd(1e-30))
                    .loss(new MeanSquaredError())
                    .fit(model, infiniteTarget()))
        .withMessage(
            "MeanSquaredError: target in row 0: expected finite numbers, got Infinity at index 0");
    assertThat(model.weightsSha256()).isEqualTo(before);
  }

  /** A loss of a user's own that checks no targets: the mean distance. */
  private record Distance() implements Loss {

    @Override
    public String name() {
      return "Distance";
    }

    @Override
    public void compute(
        Tensor output, Tensor target, float scale, double[] losses, int first, Tensor dOutput) {
      int width = output.shape().dim(1);
      for (int i = 0; i < output.size(); i++) {
        float off = output.array()[i] - target.array()[i];
        losses[first + i / width] += Math.abs(off);
        dOutput.array()[i] = scale * Math.signum(off);
      }
    }
  }

  @Test
  void fit_infiniteTargetOfALossThatDoesNotLook_saysThatTargetsMayBeAtFault() {
    assertThat(diverge(new Trainer().loss(new Distance()), model(), infiniteTarget()))
        .hasMessage(
            "loss Infinity at epoch 1, batch 1: all layers' outputs are finite, but the loss is"
                + " not: the targets may be at fault"
                + REMEDY);
  }

  @Test
  void fit_onlyTheValidationLossDiverges_saysSoAndEarlyStoppingRestores() {
    // The last step of the epoch spoils the weights; no later batch would notice.
    Model model = model();
    EarlyStopping stopping = new EarlyStopping(1);
    List<String> hashes = new ArrayList<>();
    TrainingListener keep =
        new TrainingListener() {
          @Override
          public void epochEnded(Training training, EpochResult result) {
            hashes.add(training.model().weightsSha256());
          }
        };
    Samples samples = ToySamples.separable(40, 1);
    Trainer trainer =
        new Trainer()
            .epochs(2)
            .optimizer(new Sgd(0.1))
            .schedule((step, steps) -> step == 0 ? 1 : 1e25)
            .validation(samples)
            .listener(stopping)
            .listener(keep);

    DivergenceException thrown = diverge(trainer, model, samples);

    assertThat(thrown)
        .hasMessage(
            "validation loss NaN at epoch 2, batch 1: layer dense_2 is the first whose output is"
                + " not finite"
                + REMEDY);
    assertThat(stopping.bestEpoch()).isEqualTo(1);
    assertThat(model.weightsSha256()).isEqualTo(hashes.get(0));
  }

  /* In prediction, a convolution leaves out what its rectifier and its pooling do not need. */
  @Test
  void fit_validationOverflowsInAConvolution_namesItAndNotThePoolingBehind() {
    Network network =
        Network.input(8, 8, 1)
            .add(new Conv2D(8, 3).same())
            .add(new ReLU())
            .add(new MaxPool2D(2))
            .add(new Flatten())
            .add(new Dense(2));
    Tensor huge = Tensor.zeros(Shape.of(2, 8, 8, 1));
    Arrays.fill(huge.array(), 3e38f);
    Trainer trainer =
        new Trainer().optimizer(new Sgd(0.1)).validation(TensorSamples.of(huge, new int[2], 2));

    DivergenceException thrown =
        diverge(
            trainer,
            Model.initialize(network, 1),
            TensorSamples.of(Tensor.zeros(Shape.of(4, 8, 8, 1)), new int[4], 2));

    assertThat(thrown)
        .hasMessageContaining("layer conv2d_1 is the first whose output is not finite");
  }
}
