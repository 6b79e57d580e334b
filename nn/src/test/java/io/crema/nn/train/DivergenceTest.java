package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crema.core.data.Samples;
import io.crema.core.data.TensorSamples;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.ReLU;
import io.crema.nn.loss.MeanSquaredError;
import io.crema.nn.model.Model;
import io.crema.nn.model.Network;
import io.crema.nn.optimizer.Sgd;
import io.crema.nn.testing.ToySamples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A loss that is not finite: what is said about it, and that the weights stay. */
class DivergenceTest {

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
        .hasMessage("loss NaN at epoch 1, batch 1: the input of sample 3 is not finite" + REMEDY);
    assertThat(model.weightsSha256()).isEqualTo(before);
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

  @Test
  void fit_notANumberInATarget_saysSo() {
    Tensor targets = Tensor.zeros(Shape.of(5, 2));
    targets.set(Float.POSITIVE_INFINITY, 1, 0);
    Samples samples = TensorSamples.of(Tensor.zeros(Shape.of(5, 2)), targets);

    assertThat(diverge(new Trainer().loss(new MeanSquaredError()), model(), samples))
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
}
