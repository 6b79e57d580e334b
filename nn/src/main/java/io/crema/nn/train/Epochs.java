package io.crema.nn.train;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.Samples;
import io.crema.core.random.SplitMix64;
import io.crema.nn.graph.Node;
import io.crema.nn.model.Model;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of {@link Trainer#fit}: its epochs and the state that they change. */
final class Epochs {

  private final Trainer settings;
  private final TrainingConfig config;
  private final Training training;
  private final Samples samples;
  private final TrainingStep step;
  private final @Nullable WeightAverage average;
  private final int[] order;
  private final Progress progress;
  private final Checkpointing checkpointing;

  Epochs(Trainer settings, Training training, Samples samples) {
    this.settings = settings;
    this.training = training;
    this.samples = samples;
    config = settings.config;
    int largest = Math.min(config.batchSize(), samples.size());
    step = TrainingStep.of(training.model(), config.batchSize(largest), settings.workers);
    average =
        config.averageDecay().isPresent()
            ? new WeightAverage(
                training.model(), config.averageDecay().getAsDouble(), settings.workers)
            : null;
    order = new int[samples.size()];
    List<Node> outputs = training.model().network().outputs();
    progress =
        new Progress(
            training.batches(),
            samples instanceof LabelledSamples,
            outputs.size() > 1 ? outputs.stream().map(Node::name).toList() : List.of());
    checkpointing = checkpointing();
  }

  private Checkpointing checkpointing() {
    Checkpointing all =
        new Checkpointing(
            settings.checkpoints,
            facts(),
            new ModelWeights(training.model()),
            progress,
            settings.rollBacks);
    all.add("optimizer", step.optimizer());
    if (average != null) {
      all.add("average", average);
    }
    for (TrainingListener listener : settings.listeners) {
      if (listener instanceof StatefulListener stateful) {
        all.add(stateful.stateName(), stateful);
      }
    }
    return all;
  }

  private Map<String, String> facts() {
    if (settings.checkpoints == null && settings.resumed == null) {
      return Map.of();
    }
    return new CheckpointFacts(config, training, settings.validation, settings.facts).texts();
  }

  /** Runs what is left of the epochs. */
  void all() {
    checkpointing.start(settings.resumed);
    if (progress.stopped()) {
      training.stop();
    }
    while (progress.epoch() <= config.epochs() && !training.stopRequested()) {
      try {
        epoch(progress.epoch());
      } catch (DivergenceException e) {
        useAverage(false);
        checkpointing.rollBack(e);
      }
    }
    checkpointing.end();
    useAverage(true);
  }

  History history() {
    return progress.history();
  }

  /** Lets the model have the average, to be used; or its own weights, to be trained. */
  private void useAverage(boolean use) {
    if (average != null && use) {
      average.apply();
    } else if (average != null) {
      average.restore();
    }
  }

  private void epoch(int epoch) {
    batches(epoch);
    if (training.interrupted()) {
      return;
    }
    double seconds = progress.seconds();
    useAverage(true);
    EpochResult result = progress.result(seconds, validate(epoch));
    settings.listeners.forEach(listener -> listener.epochEnded(training, result));
    useAverage(false);
    progress.epochDone(result, training.stopped());
    checkpointing.epochDone();
  }

  private void batches(int epoch) {
    long epochSeed = SplitMix64.derive(config.seed(), epoch);
    SplitMix64.permute(order, epochSeed);
    if (progress.batch() == 0) {
      progress.startClock(0);
    }
    while (progress.done() < order.length && (progress.done() == 0 || !training.stopRequested())) {
      int first = progress.done();
      int count = Math.min(config.batchSize(), order.length - first);
      double rate = learningRate(epoch, progress.batch());
      Batch batch = new Batch(samples, order, first, count, epochSeed);
      StepResult done = step.learningRate(rate).run(batch);
      requireFinite(done, epoch, progress.batch() + 1, batch);
      if (average != null) {
        average.update();
      }
      BatchResult result = progress.batchDone(done, rate);
      settings.listeners.forEach(listener -> listener.batchEnded(training, result));
      checkpointing.batchDone();
    }
  }

  private Validation validate(int epoch) {
    Samples held = settings.validation;
    if (held == null || held.size() == 0) {
      return Validation.NONE;
    }
    Model model = training.model();
    Validation checked =
        Validation.of(model, model.predictor(settings.workers), config, settings.metrics, held);
    double loss = checked.loss().orElseThrow();
    if (!Double.isFinite(loss)) {
      throw new DivergenceException(
          epoch, training.batches(), "validation loss " + loss, Divergence.locate(model, held));
    }
    return checked;
  }

  private double learningRate(int epoch, int batch) {
    long at = (long) (epoch - 1) * training.batches() + batch;
    long all = (long) config.epochs() * training.batches();
    return config.optimizer().learningRate()
        * config.schedule().factor(at, all)
        * progress.rateFactor();
  }

  private void requireFinite(StepResult done, int epoch, int batch, Batch samplesOfBatch) {
    if (!done.isFinite()) {
      throw new DivergenceException(
          epoch, batch, "loss " + done.loss(), Divergence.locate(training.model(), samplesOfBatch));
    }
  }
}
