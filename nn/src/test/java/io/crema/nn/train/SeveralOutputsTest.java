package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.data.Samples;
import io.crema.core.data.TensorSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Concat;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.ReLU;
import io.crema.nn.loss.MeanSquaredError;
import io.crema.nn.loss.SoftmaxCrossEntropy;
import io.crema.nn.metric.Metric;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics, logs and checkpoints of trainings with two inputs and two outputs. */
class SeveralOutputsTest {

  private static final Samples SAMPLES = samples(30, 1);
  private static final Samples VALIDATION = samples(7, 100);

  @TempDir Path folder;

  /** The mean absolute error. */
  private record MeanAbsoluteError() implements Metric {

    @Override
    public String name() {
      return "mae";
    }

    @Override
    public double of(Tensor outputs, Tensor targets) {
      double sum = 0;
      for (int i = 0; i < outputs.size(); i++) {
        sum += Math.abs(outputs.array()[i] - targets.array()[i]);
      }
      return sum / outputs.size();
    }
  }

  private static Tensor random(long seed, int... dims) {
    Tensor tensor = Tensor.zeros(Shape.of(dims));
    for (int i = 0; i < tensor.size(); i++) {
      tensor.array()[i] = (float) (SplitMix64.at(seed, i) * 0x1p-63);
    }
    return tensor;
  }

  private static Samples samples(int count, long seed) {
    Tensor classes = Tensor.zeros(Shape.of(count, 3));
    for (int i = 0; i < count; i++) {
      classes.set(1f, i, i * 7 % 3);
    }
    return TensorSamples.of(
        List.of(random(seed, count, 4), random(seed + 1, count, 2)),
        List.of(classes, random(seed + 2, count, 2)));
  }

  private static Model model() {
    Node a = Node.input("a", 4);
    Node b = Node.input("b", 2);
    Node hidden =
        Node.join(new Concat(), a.then(new Dense(5)), b)
            .then(new BatchNorm())
            .then(new ReLU())
            .then(new Dropout(0.2));
    return Model.initialize(
        Network.of(
            List.of(a, b),
            List.of(hidden.then("class", new Dense(3)), hidden.then("value", new Dense(2)))),
        4);
  }

  private static Trainer trainer() {
    return new Trainer()
        .epochs(4)
        .batchSize(11)
        .seed(5)
        .optimizer(new Adam(1e-2))
        .losses(
            new WeightedLoss(new SoftmaxCrossEntropy(), 1),
            new WeightedLoss(new MeanSquaredError(), 0.25))
        .validation(VALIDATION)
        .metric("value", new MeanAbsoluteError());
  }

  @Test
  void fit_twoOutputs_givesMetricsByName() {
    Model model = model();

    EpochResult last = trainer().fit(model, SAMPLES).epochs().get(3);

    assertThat(last.metrics()).containsOnlyKeys("class_loss", "value_loss");
    assertThat(last.validationMetrics()).containsOnlyKeys("class_loss", "value_loss", "value_mae");
    assertThat(last.loss())
        .isCloseTo(
            last.metrics().get("class_loss") + 0.25 * last.metrics().get("value_loss"),
            within(1e-9));
    assertThat(last.validationLoss().orElseThrow())
        .isCloseTo(
            last.validationMetrics().get("class_loss")
                + 0.25 * last.validationMetrics().get("value_loss"),
            within(1e-9));
    Tensor outputs = model.predictor(Workers.shared()).forwardAll(VALIDATION).get(1);
    assertThat(last.validationMetrics().get("value_mae"))
        .isEqualTo(new MeanAbsoluteError().of(outputs, random(102, 7, 2)));
    assertThat(last.accuracy()).isEmpty();
  }

  @Test
  void fit_csvLog_hasAColumnForEachMetric() throws IOException {
    Path file = folder.resolve("log.csv");

    trainer().listener(new CsvLog(file)).fit(model(), SAMPLES);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0))
        .isEqualTo(
            "epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds,"
                + "class_loss,value_loss,validation_class_loss,validation_value_loss,"
                + "validation_value_mae");
    assertThat(lines.get(4).split(",", -1)).hasSize(12);
  }

  private static TrainingListener interruptAfter(int epochs) {
    return new TrainingListener() {
      @Override
      public void epochEnded(Training training, EpochResult result) {
        if (result.epoch() == epochs) {
          training.interrupt();
        }
      }
    };
  }

  @Test
  void resume_afterAnyEpoch_endsWithTheBitsAndMetricsOfOneGo() {
    Model straight = model();
    History history = trainer().fit(straight, SAMPLES);
    for (int epochs = 1; epochs < 4; epochs++) {
      Path file = folder.resolve("run.checkpoint");
      trainer()
          .checkpoint(Checkpoints.everyEpoch(file))
          .listener(interruptAfter(epochs))
          .fit(model(), SAMPLES);
      Model resumed = model();

      History whole = trainer().resume(file).fit(resumed, SAMPLES);

      assertThat(resumed.weightsSha256()).isEqualTo(straight.weightsSha256());
      assertThat(whole.epochs())
          .extracting(EpochResult::metrics)
          .isEqualTo(history.epochs().stream().map(EpochResult::metrics).toList());
      assertThat(whole.epochs())
          .extracting(EpochResult::validationMetrics)
          .isEqualTo(history.epochs().stream().map(EpochResult::validationMetrics).toList());
    }
  }

  @Test
  void fit_metricOfAnUnknownOutput_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer().metric("digit", new MeanAbsoluteError()).fit(model(), SAMPLES))
        .withMessage("metric mae: expected one of the outputs [class, value], got digit");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer().metric(new MeanAbsoluteError()).fit(model(), SAMPLES))
        .withMessage("metric mae: expected one of the outputs [class, value], got none");
  }

  @Test
  void fit_metricWithoutValidation_isRefused() {
    Trainer trainer =
        new Trainer()
            .losses(
                WeightedLoss.of(new SoftmaxCrossEntropy()), WeightedLoss.of(new MeanSquaredError()))
            .metric("value", new MeanAbsoluteError());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.fit(model(), SAMPLES))
        .withMessage(
            "metric value_mae: expected validation samples, got none; call validation(samples)");
  }
}
