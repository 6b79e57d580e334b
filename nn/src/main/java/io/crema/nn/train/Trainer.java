package io.crema.nn.train;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.Samples;
import io.crema.core.parallel.Workers;
import io.crema.core.random.SplitMix64;
import io.crema.nn.loss.Loss;
import io.crema.nn.loss.SoftmaxCrossEntropy;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains models. Settings are given by chained calls; {@link #fit} does the work.
 *
 * <pre>{@code
 * History history = new Trainer().epochs(3).batchSize(128).seed(7).fit(model, samples);
 * }</pre>
 *
 * <p>One seed gives the same weights, bit for bit, at any number of threads.
 */
public final class Trainer {

  /** Default number of epochs: {@value}. */
  public static final int EPOCHS = 3;

  /** Default batch size: {@value}. */
  public static final int BATCH_SIZE = 128;

  /** Default learning rate of Adam: {@value}. */
  public static final double LEARNING_RATE = 1e-3;

  private final List<TrainingListener> listeners = new ArrayList<>();
  private int epochs = EPOCHS;
  private int batchSize = BATCH_SIZE;
  private long seed;
  private Loss loss = new SoftmaxCrossEntropy();
  private Optimizer optimizer = new Adam(LEARNING_RATE);
  private LearningRateSchedule schedule = LearningRateSchedule.CONSTANT;
  private GradientClipping clipping = GradientClipping.NONE;
  private double averageDecay = Double.NaN;
  private Workers workers = Workers.shared();
  private @Nullable Samples validation;

  /** A trainer with the default settings: softmax cross-entropy, Adam. */
  public Trainer() {}

  /**
   * Sets the number of passes over the samples.
   *
   * @param count at least 1
   * @return this
   */
  public Trainer epochs(int count) {
    requireAtLeastOne("epochs", count);
    epochs = count;
    return this;
  }

  /**
   * Sets the number of samples in a step; the last one of an epoch may have fewer.
   *
   * @param size at least 1
   * @return this
   */
  public Trainer batchSize(int size) {
    requireAtLeastOne("batchSize", size);
    batchSize = size;
    return this;
  }

  private static void requireAtLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s: expected at least 1, got %d".formatted(what, value));
    }
  }

  /**
   * Sets the seed of the order of samples and of dropout.
   *
   * @param value any value
   * @return this
   */
  public Trainer seed(long value) {
    seed = value;
    return this;
  }

  /**
   * Sets what becomes small.
   *
   * @param value the loss
   * @return this
   */
  public Trainer loss(Loss value) {
    loss = value;
    return this;
  }

  /**
   * Sets how weights follow gradients.
   *
   * @param value the optimizer
   * @return this
   */
  public Trainer optimizer(Optimizer value) {
    optimizer = value;
    return this;
  }

  /**
   * Sets how the learning rate changes.
   *
   * @param value factor of the optimizer's learning rate
   * @return this
   */
  public Trainer schedule(LearningRateSchedule value) {
    schedule = value;
    return this;
  }

  /**
   * Sets a limit on gradients.
   *
   * @param value the limit
   * @return this
   */
  public Trainer clipping(GradientClipping value) {
    clipping = value;
    return this;
  }

  /**
   * Turns on the averaging of weights over the steps, see {@link WeightAverage}. The averaged ones
   * are what validation and the listeners of an epoch's end see, and what the model has in the end.
   *
   * @param decay share of the average that a step keeps, from 0 to below 1, such as 0.999
   * @return this
   * @throws IllegalArgumentException if it is not from 0 to below 1
   */
  public Trainer averageWeights(double decay) {
    WeightAverage.requireDecay(decay);
    averageDecay = decay;
    return this;
  }

  /**
   * Sets who does the work.
   *
   * @param value the threads
   * @return this
   */
  public Trainer workers(Workers value) {
    workers = value;
    return this;
  }

  /**
   * Sets samples on which loss and accuracy are computed after each epoch.
   *
   * @param samples of the same shapes as those trained on
   * @return this
   */
  public Trainer validation(Samples samples) {
    validation = samples;
    return this;
  }

  /**
   * Adds a listener.
   *
   * @param listener called behind those added before
   * @return this
   */
  public Trainer listener(TrainingListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Trains a model.
   *
   * @param model its weights are changed
   * @param samples what it learns from
   * @return what the epochs came to
   * @throws IllegalArgumentException if model, loss and samples do not fit together
   * @throws DivergenceException if the loss is no longer finite
   */
  public History fit(Model model, Samples samples) {
    requireFit(model, samples);
    Training training = new Training(model, epochs, samples.size(), batchSize);
    Epochs run = new Epochs(training, samples);
    History history = new History(List.of());
    listeners.forEach(listener -> listener.trainingStarted(training));
    try {
      for (int epoch = 1; epoch <= epochs && !training.stopRequested(); epoch++) {
        EpochResult result = run.epoch(epoch);
        history = history.with(result);
        listeners.forEach(listener -> listener.epochEnded(training, result));
      }
    } finally {
      listeners.forEach(listener -> listener.trainingEnded(training));
    }
    return history;
  }

  private void requireFit(Model model, Samples samples) {
    model.network().requireInputs("samples", samples);
    requireAtLeastOne("samples", samples.size());
    if (validation != null) {
      model.network().requireInputs("validation samples", validation);
      loss.requireShapes(model.network().outputShape(), validation.targetShape());
    }
    if (loss instanceof SoftmaxCrossEntropy && model.network().endsInSoftmax()) {
      throw new IllegalArgumentException(
          "SoftmaxCrossEntropy: expected a network that ends in logits, got one that ends in"
              + " Softmax; leave that layer out, prediction applies it");
    }
  }

  /** The state of one call of {@link #fit}. */
  private final class Epochs {

    private final Training training;
    private final Samples samples;
    private final TrainingStep step;
    private final @Nullable WeightAverage average;
    private final int[] order;
    private final boolean classifies;

    Epochs(Training training, Samples samples) {
      this.training = training;
      this.samples = samples;
      int largest = Math.min(batchSize, samples.size());
      step =
          new TrainingStep(
              training.model(), loss, optimizer, clipping, samples.targetShape(), largest, workers);
      average =
          Double.isNaN(averageDecay)
              ? null
              : new WeightAverage(training.model(), averageDecay, workers);
      order = new int[samples.size()];
      classifies = samples instanceof LabelledSamples;
    }

    EpochResult epoch(int epoch) {
      long epochSeed = SplitMix64.derive(seed, epoch);
      SplitMix64.permute(order, epochSeed);
      if (average != null) {
        average.restore();
      }
      long start = System.nanoTime();
      double lossSum = 0;
      int hits = 0;
      int done = 0;
      double rate = 0;
      int batch = 0;
      do {
        int count = Math.min(batchSize, order.length - done);
        rate = learningRate(epoch, batch);
        batch++;
        double batchLoss = step.run(samples, order, done, count, epochSeed, rate);
        requireFinite(batchLoss, epoch, batch, done, count);
        if (average != null) {
          average.update();
        }
        lossSum += batchLoss * count;
        hits += step.hits();
        done += count;
        double seconds = (System.nanoTime() - start) / 1e9;
        double accuracy = classifies ? (double) hits / done : Double.NaN;
        BatchResult result =
            new BatchResult(
                epoch, batch, training.batches(), done, lossSum / done, accuracy, seconds);
        listeners.forEach(listener -> listener.batchEnded(training, result));
      } while (done < order.length && !training.stopRequested());
      double seconds = (System.nanoTime() - start) / 1e9;
      double accuracy = classifies ? (double) hits / done : Double.NaN;
      if (average != null) {
        average.apply();
      }
      Validation checked = validate(epoch);
      return new EpochResult(
          epoch, lossSum / done, accuracy, checked.loss(), checked.accuracy(), rate, seconds, done);
    }

    private Validation validate(int epoch) {
      Samples held = validation;
      if (held == null || held.size() == 0) {
        return Validation.NONE;
      }
      Validation checked = Validation.of(training.model().predictor(workers), loss, held);
      if (!Double.isFinite(checked.loss())) {
        String where = Divergence.locate(training.model(), held);
        String what = "validation loss " + checked.loss();
        throw new DivergenceException(epoch, training.batches(), what, where);
      }
      return checked;
    }

    private double learningRate(int epoch, int batch) {
      long at = (long) (epoch - 1) * training.batches() + batch;
      long all = (long) epochs * training.batches();
      return optimizer.learningRate() * schedule.factor(at, all);
    }

    private void requireFinite(double batchLoss, int epoch, int batch, int done, int count) {
      if (!Double.isFinite(batchLoss)) {
        String where = Divergence.locate(training.model(), samples, order, done, count);
        throw new DivergenceException(epoch, batch, "loss " + batchLoss, where);
      }
    }
  }
}
