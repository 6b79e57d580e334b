package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.Samples;
import io.crema.core.data.TensorSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Softmax;
import io.crema.nn.loss.MeanSquaredError;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.optimizer.Sgd;
import io.crema.nn.testing.TestModels;
import io.crema.nn.testing.ToySamples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainerTest {

  private static Model linear() {
    return Model.initialize(Network.input(2).add(new Dense(2)), 1);
  }

  private static Model convolutional() {
    Network network =
        Network.input(8, 8, 1)
            .add(new Conv2D(8, 3))
            .add(new ReLU())
            .add(new MaxPool2D(2))
            .add(new Flatten())
            .add(new Dense(16))
            .add(new ReLU())
            .add(new Dropout(0.1))
            .add(new Dense(2));
    return Model.initialize(network, 1);
  }

  @Test
  void fit_separableClasses_learnsThem() {
    Model model = linear();

    History history =
        new Trainer()
            .epochs(20)
            .batchSize(16)
            .optimizer(new Sgd(1).momentum(0.9))
            .fit(model, ToySamples.separable(200, 1));

    assertThat(history.epochs()).hasSize(20);
    assertThat(history.epochs().get(19).loss()).isLessThan(history.epochs().get(0).loss() / 2);
    assertThat(model.evaluate(ToySamples.separable(500, 2)).accuracy()).isGreaterThan(0.95);
  }

  @Test
  void fit_imagesOfBars_generalizes() {
    Model model = convolutional();
    LabelledSamples unseen = ToySamples.bars(300, 2);
    double before = model.evaluate(unseen).accuracy();

    History history =
        new Trainer()
            .epochs(6)
            .batchSize(25)
            .optimizer(new Adam(5e-3))
            .validation(unseen)
            .fit(model, ToySamples.bars(300, 1));

    EpochResult last = history.last().orElseThrow();
    assertThat(before).isLessThan(0.9);
    assertThat(model.evaluate(unseen).accuracy()).isGreaterThan(0.95);
    assertThat(last.validationAccuracy()).hasValue(model.evaluate(unseen).accuracy());
    assertThat(last.validationLoss().orElseThrow()).isBetween(0.0, 0.3);
    assertThat(last.accuracy().orElseThrow()).isGreaterThan(0.95);
  }

  @Test
  void fit_regression_recoversTheLine() {
    // y = 3 a - 2 b + 0.5
    int count = 64;
    Tensor inputs = Tensor.zeros(Shape.of(count, 2));
    Tensor targets = Tensor.zeros(Shape.of(count, 1));
    for (int i = 0; i < count; i++) {
      int row = i / 8;
      int column = i % 8;
      float a = column / 8f - 0.5f;
      float b = row / 8f - 0.5f;
      inputs.set(a, i, 0);
      inputs.set(b, i, 1);
      targets.set(3 * a - 2 * b + 0.5f, i, 0);
    }
    Samples samples = TensorSamples.of(inputs, targets);
    Model model = Model.initialize(Network.input(2).add(new Dense(1)), 1);

    History history =
        new Trainer()
            .epochs(60)
            .batchSize(16)
            .loss(new MeanSquaredError())
            .optimizer(new Sgd(0.3).momentum(0.5))
            .validation(samples)
            .fit(model, samples);

    EpochResult last = history.last().orElseThrow();
    assertThat(last.loss()).isLessThan(1e-6);
    assertThat(last.validationLoss().orElseThrow()).isLessThan(1e-6);
    assertThat(last.accuracy()).isEmpty();
    assertThat(last.validationAccuracy()).isEmpty();
    assertThat(model.parameters().get(0).value().array())
        .containsExactly(new float[] {3, -2}, within(1e-3f));
    assertThat(model.parameters().get(1).value().array())
        .containsExactly(new float[] {0.5f}, within(1e-3f));
  }

  /**
   * One step of plain gradient descent over a whole batch, against sums over the samples by hand.
   */
  @Test
  void fit_oneStep_isTheMeanGradientOverTheBatch() {
    Model model = TestModels.of(Network.input(1).add(new Dense(1)), new float[1], new float[1]);
    Tensor inputs = TestModels.tensor(Shape.of(3, 1), 1, 2, 4);
    Tensor targets = TestModels.tensor(Shape.of(3, 1), 3, -6, 9);

    History history =
        new Trainer()
            .epochs(1)
            .loss(new MeanSquaredError())
            .optimizer(new Sgd(1))
            .fit(model, TensorSamples.of(inputs, targets));

    // Outputs are 0. Loss (9 + 36 + 81) / 3; gradients -2 (3 - 12 + 36) / 3 and -2 (3 - 6 + 9) / 3.
    assertThat(history.epochs().get(0).loss()).isEqualTo(42);
    assertThat(model.parameters().get(0).value().array())
        .containsExactly(new float[] {18}, within(1e-5f));
    assertThat(model.parameters().get(1).value().array())
        .containsExactly(new float[] {4}, within(1e-5f));
  }

  private static List<BatchResult> batches(int samples, int batchSize) {
    List<BatchResult> results = new ArrayList<>();
    new Trainer()
        .epochs(2)
        .batchSize(batchSize)
        .listener(
            new TrainingListener() {
              @Override
              public void batchEnded(Training training, BatchResult result) {
                results.add(result);
              }
            })
        .fit(linear(), ToySamples.separable(samples, 1));
    return results;
  }

  @Test
  void fit_shortLastBatch_countsEverySampleOnce() {
    List<BatchResult> results = batches(50, 20);

    assertThat(results)
        .extracting(
            BatchResult::epoch, BatchResult::batch, BatchResult::batches, BatchResult::samplesDone)
        .containsExactly(
            tuple(1, 1, 3, 20),
            tuple(1, 2, 3, 40),
            tuple(1, 3, 3, 50),
            tuple(2, 1, 3, 20),
            tuple(2, 2, 3, 40),
            tuple(2, 3, 3, 50));
  }

  @Test
  void fit_batchLargerThanTheData_takesAllAtOnce() {
    List<BatchResult> results = batches(7, 1000);

    assertThat(results).extracting(BatchResult::samplesDone).containsExactly(7, 7);
    assertThat(results).extracting(BatchResult::batches).containsOnly(1);
  }

  @Test
  void fit_lossAndAccuracy_areMeansOverTheSamplesNotTheBatches() {
    // A step so small that no weight changes: the loss of every sample is that of the start.
    Model model = linear();
    LabelledSamples samples = ToySamples.separable(50, 1);
    double accuracy = model.evaluate(samples).accuracy();
    double loss = model.evaluate(samples).loss().orElseThrow();

    History history =
        new Trainer().epochs(1).batchSize(20).optimizer(new Sgd(1e-30)).fit(model, samples);

    EpochResult result = history.epochs().get(0);
    assertThat(result.accuracy()).hasValue(accuracy);
    assertThat(result.loss()).isCloseTo(loss, within(1e-6)); // probabilities are rounded to float
    assertThat(result.samples()).isEqualTo(50);
    assertThat(result.validationLoss()).isEmpty();
    assertThat(result.validationAccuracy()).isEmpty();
  }

  @Test
  void history_twoEpochs_sumsTheirSeconds() {
    History history = new Trainer().epochs(2).fit(linear(), ToySamples.separable(50, 1));

    EpochResult one = history.epochs().get(0);
    EpochResult two = history.epochs().get(1);
    double both = one.seconds() + two.seconds();
    assertThat(history.seconds()).isCloseTo(both, within(1e-12 * both)).isPositive(); // rounded
    assertThat(history.last()).contains(two);
    assertThat(two.epoch()).isEqualTo(2);
    assertThat(two.samplesPerSecond()).isEqualTo(50 / two.seconds());
    assertThat(new History(List.of()).last()).isEmpty();
  }

  @Test
  void fit_schedule_scalesTheOptimizersRate() {
    List<Long> asked = new ArrayList<>();
    LearningRateSchedule schedule =
        (step, steps) -> {
          asked.add(step);
          assertThat(steps).isEqualTo(6);
          return 1.0 / (step + 1);
        };

    History history =
        new Trainer()
            .epochs(2)
            .batchSize(20)
            .optimizer(new Sgd(0.5))
            .schedule(schedule)
            .fit(linear(), ToySamples.separable(50, 1));

    assertThat(asked).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(history.epochs())
        .extracting(EpochResult::learningRate)
        .containsExactly(0.5 / 3, 0.5 / 6);
  }

  @Test
  void fit_fewerThreadsClosedWorkers_stillTrains() {
    Workers workers = new Workers(4);
    workers.close();
    Model alone = linear();
    Model shared = linear();

    new Trainer().epochs(1).workers(workers).fit(alone, ToySamples.separable(50, 1));
    new Trainer().epochs(1).fit(shared, ToySamples.separable(50, 1));

    assertThat(alone.weightsSha256()).isEqualTo(shared.weightsSha256());
  }

  @Test
  void setters_lessThanOne_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trainer().epochs(0))
        .withMessage("epochs: expected at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trainer().batchSize(-1))
        .withMessage("batchSize: expected at least 1, got -1");
  }

  @Test
  void fit_softmaxBeforeSoftmaxCrossEntropy_isRefused() {
    Network network = Network.input(2).add(new Dense(2)).add(new Softmax());

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Trainer().fit(Model.initialize(network, 1), ToySamples.separable(5, 1)))
        .withMessage(
            "SoftmaxCrossEntropy: expected a network that ends in logits, got one that ends in"
                + " Softmax; leave that layer out, prediction applies the softmax");
  }

  @Test
  void fit_inputsOfAnotherShape_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trainer().fit(convolutional(), ToySamples.separable(5, 1)))
        .withMessage("samples: expected inputs [8, 8, 1], got [2]");
  }

  @Test
  void fit_anotherNumberOfClasses_isRefused() {
    Model ten = Model.initialize(Network.input(2).add(new Dense(10)), 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trainer().fit(ten, ToySamples.separable(5, 1)))
        .withMessage("SoftmaxCrossEntropy: expected targets of the outputs' shape [10], got [2]");
  }

  @Test
  void fit_validationOfAnotherShape_isRefusedBeforeTraining() {
    Model model = linear();
    String before = model.weightsSha256();
    Samples wrongInputs = ToySamples.bars(5, 1);
    Samples wrongTargets =
        TensorSamples.of(Tensor.zeros(Shape.of(5, 2)), Tensor.zeros(Shape.of(5, 3)));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Trainer().validation(wrongInputs).fit(model, ToySamples.separable(5, 1)))
        .withMessage("validation samples: expected inputs [2], got [8, 8, 1]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Trainer().validation(wrongTargets).fit(model, ToySamples.separable(5, 1)))
        .withMessage("SoftmaxCrossEntropy: expected targets of the outputs' shape [2], got [3]");
    assertThat(model.weightsSha256()).isEqualTo(before);
  }

  @Test
  void trainingStep_wrongBatch_isRefused() {
    Samples samples = ToySamples.separable(20, 1);
    Samples images = ToySamples.bars(20, 1);
    int[] order = new int[20];
    try (Workers workers = new Workers(1)) {
      TrainingStep step =
          TrainingStep.of(
              linear(),
              TrainingConfig.DEFAULT
                  .optimizer(new Sgd(0.1))
                  .clipping(GradientClipping.NONE)
                  .batchSize(16),
              workers);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> step.learningRate(0.1).run(samples, order, 0, 17, 0))
          .withMessage("batch: expected 1 to 16 samples, got 17");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> step.learningRate(0.1).run(samples, order, 0, 0, 0))
          .withMessage("batch: expected 1 to 16 samples, got 0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> step.learningRate(0.1).run(images, order, 0, 16, 0))
          .withMessage("samples: expected inputs [2], got [8, 8, 1]");
      assertThat(step.learningRate(0.1).run(samples, order, 4, 16, 0).loss()).isFinite();
    }
  }

  @Test
  void trainingStep_noRoomForABatch_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TrainingStep.of(
                    linear(),
                    TrainingConfig.DEFAULT
                        .optimizer(new Sgd(0.1))
                        .clipping(GradientClipping.NONE)
                        .batchSize(0),
                    Workers.shared()))
        .withMessage("batchSize: expected at least 1, got 0");
  }
}
