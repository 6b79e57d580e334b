package io.crema.nn.train;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.Samples;
import io.crema.core.random.SplitMix64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of {@link Trainer#fit}: its epochs and the state that they change. */
final class Epochs {

  private final Trainer settings;
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
    int largest = Math.min(settings.batchSize, samples.size());
    step =
        new TrainingStep(
            training.model(),
            settings.loss,
            settings.optimizer,
            settings.clipping,
            samples.targetShape(),
            largest,
            settings.workers);
    average =
        Double.isNaN(settings.averageDecay)
            ? null
            : new WeightAverage(training.model(), settings.averageDecay, settings.workers);
    order = new int[samples.size()];
    progress = new Progress(training.batches(), samples instanceof LabelledSamples);
    checkpointing = checkpointing();
  }

  private Checkpointing checkpointing() {
    Checkpointing all =
        new Checkpointing(
            settings.checkpoints,
            plan(),
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

  private Map<String, String> plan() {
    if (settings.checkpoints == null && settings.resumed == null) {
      return Map.of();
    }
    return new Plan(settings, training).texts();
  }

  /** Runs what is left of the epochs. */
  void all() {
    checkpointing.start(settings.resumed);
    if (progress.stopped()) {
      training.stop();
    }
    while (progress.epoch() <= settings.epochs && !training.stopRequested()) {
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
    long epochSeed = SplitMix64.derive(settings.seed, epoch);
    SplitMix64.permute(order, epochSeed);
    if (progress.batch() == 0) {
      progress.startClock(0);
    }
    while (progress.done() < order.length && (progress.done() == 0 || !training.stopRequested())) {
      int first = progress.done();
      int count = Math.min(settings.batchSize, order.length - first);
      double rate = learningRate(epoch, progress.batch());
      double batchLoss = step.run(samples, order, first, count, epochSeed, rate);
      requireFinite(batchLoss, epoch, progress.batch() + 1, first, count);
      if (average != null) {
        average.update();
      }
      BatchResult result = progress.batchDone(count, batchLoss, step.hits(), rate);
      settings.listeners.forEach(listener -> listener.batchEnded(training, result));
      checkpointing.batchDone();
    }
  }

  private Validation validate(int epoch) {
    Samples held = settings.validation;
    if (held == null || held.size() == 0) {
      return Validation.NONE;
    }
    Validation checked =
        Validation.of(training.model().predictor(settings.workers), settings.loss, held);
    if (!Double.isFinite(checked.loss())) {
      String where = Divergence.locate(training.model(), held);
      String what = "validation loss " + checked.loss();
      throw new DivergenceException(epoch, training.batches(), what, where);
    }
    return checked;
  }

  private double learningRate(int epoch, int batch) {
    long at = (long) (epoch - 1) * training.batches() + batch;
    long all = (long) settings.epochs * training.batches();
    return settings.optimizer.learningRate()
        * settings.schedule.factor(at, all)
        * progress.rateFactor();
  }

  private void requireFinite(double batchLoss, int epoch, int batch, int done, int count) {
    if (!Double.isFinite(batchLoss)) {
      long epochSeed = SplitMix64.derive(settings.seed, epoch);
      String where = Divergence.locate(training.model(), samples, order, done, count, epochSeed);
      throw new DivergenceException(epoch, batch, "loss " + batchLoss, where);
    }
  }
}
