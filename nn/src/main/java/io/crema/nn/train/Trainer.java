package io.crema.nn.train;

import io.crema.core.data.Samples;
import io.crema.core.parallel.Workers;
import io.crema.nn.loss.Loss;
import io.crema.nn.loss.SoftmaxCrossEntropy;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.optimizer.Optimizer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  final List<TrainingListener> listeners = new ArrayList<>();
  int epochs = EPOCHS;
  int batchSize = BATCH_SIZE;
  long seed;
  Loss loss = new SoftmaxCrossEntropy();
  Optimizer optimizer = new Adam(LEARNING_RATE);
  LearningRateSchedule schedule = LearningRateSchedule.CONSTANT;
  GradientClipping clipping = GradientClipping.NONE;
  double averageDecay = Double.NaN;
  Workers workers = Workers.shared();
  final Map<String, String> facts = new TreeMap<>();
  @Nullable Samples validation;
  @Nullable Checkpoints checkpoints;
  @Nullable Path resumed;
  int rollBacks;

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
   * Sets where and how often the state of the training is saved.
   *
   * @param value file and intervals
   * @return this
   */
  public Trainer checkpoint(Checkpoints value) {
    checkpoints = value;
    return this;
  }

  /**
   * Makes {@link #fit} go on from where a checkpoint was written. The weights come to the same bits
   * as without the break.
   *
   * @param file the checkpoint; if it is damaged, the one before it is taken, with a warning
   * @return this
   */
  public Trainer resume(Path file) {
    resumed = file;
    return this;
  }

  /**
   * Adds something that a checkpoint notes, and that whoever goes on from it must give too, such as
   * a hash of the samples. The settings of this trainer are noted anyway, and the network.
   *
   * @param name what it is
   * @param value how it has to be
   * @return this
   */
  public Trainer fact(String name, String value) {
    facts.put(name, value);
    return this;
  }

  /**
   * Makes a loss that is not finite no end: the training goes back to the last checkpoint, and from
   * there on with half the learning rate. Checkpoints in quick succession may each be too late:
   * weights that are on their way out are still finite.
   *
   * @param times how often at most, from 0 on; needs {@link #checkpoint}
   * @return this
   */
  public Trainer rollBack(int times) {
    rollBacks = times;
    return this;
  }

  /**
   * Trains a model.
   *
   * @param model its weights are changed
   * @param samples what it learns from
   * @return what the epochs came to
   * @throws IllegalArgumentException if model, loss and samples do not fit together, or a
   *     checkpoint is of another training
   * @throws DivergenceException if the loss is no longer finite
   * @throws UncheckedIOException if a checkpoint cannot be read or written
   */
  public History fit(Model model, Samples samples) {
    requireFit(model, samples);
    Training training = new Training(model, epochs, samples.size(), batchSize);
    Epochs run = new Epochs(this, training, samples);
    listeners.forEach(listener -> listener.trainingStarted(training));
    try {
      run.all();
    } finally {
      listeners.forEach(listener -> listener.trainingEnded(training));
    }
    return run.history();
  }

  private void requireFit(Model model, Samples samples) {
    model.network().requireInputs("samples", samples);
    requireAtLeastOne("samples", samples.size());
    if (validation != null) {
      model.network().requireInputs("validation samples", validation);
      loss.requireShapes(model.network().outputShape(), validation.targetShape());
    }
    if (rollBacks > 0 && checkpoints == null) {
      throw new IllegalArgumentException("rollBack: expected checkpoints, got none");
    }
    if (loss instanceof SoftmaxCrossEntropy && model.network().endsInSoftmax()) {
      throw new IllegalArgumentException(
          "SoftmaxCrossEntropy: expected a network that ends in logits, got one that ends in"
              + " Softmax; leave that layer out, prediction applies it");
    }
  }
}
