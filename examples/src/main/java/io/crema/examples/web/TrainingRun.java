package io.crema.examples.web;

import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.examples.web.TrainingView.Epoch;
import io.crema.examples.web.TrainingView.State;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import io.crema.nn.train.BatchResult;
import io.crema.nn.train.EpochResult;
import io.crema.nn.train.Training;
import io.crema.nn.train.TrainingListener;
import io.crema.vision.dataset.ImageSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One training, on a thread of its own. It publishes how it goes, and twice a second the weights
 * that it has come to.
 */
final class TrainingRun implements TrainingListener {

  private static final long BATCH_NANOS = 200_000_000;
  private static final long WEIGHTS_NANOS = 500_000_000;

  /** A four-dimensional parameter is the weights of a convolution. */
  private static final int CONVOLUTION_RANK = 4;

  /**
   * What it works with.
   *
   * @param courses knows the network and how to train it
   * @param images to learn from, and to watch the learning with
   * @param test to test the network with
   * @param threads how many compute
   * @param courtesy makes way for answers
   * @param topic what is published
   */
  record Means(
      Courses courses,
      ImageSet.Split images,
      TestRun test,
      int threads,
      Courtesy courtesy,
      EventTopic topic) {}

  /**
   * Weights that nobody changes.
   *
   * @param run which training they are of
   * @param copy how many copies there were of it, with this one
   * @param values by name
   */
  record Weights(int run, int copy, Map<String, Tensor> values) {

    boolean isSameCopy(@Nullable Weights other) {
      return other != null && run == other.run && copy == other.copy;
    }
  }

  private final int id;
  private final TrainingSettings settings;
  private final Means means;

  // All below is guarded by this, and changed by the training thread, but for what asks to stop.
  private State state = State.RUNNING;
  private int epoch;
  private final List<Epoch> history = new ArrayList<>();
  private @Nullable Double testAccuracy;
  private @Nullable String reason;
  private @Nullable Training training;
  private @Nullable Weights weights;

  private long lastBatch;
  private long lastWeights;
  private int copies;

  TrainingRun(int id, TrainingSettings settings, Means means) {
    this.id = id;
    this.settings = settings;
    this.means = means;
  }

  TrainingSettings settings() {
    return settings;
  }

  synchronized TrainingView view() {
    return new TrainingView(state, id, settings, epoch, List.copyOf(history), testAccuracy, reason);
  }

  synchronized boolean isActive() {
    return state.isActive();
  }

  /** {@return the newest weights that were copied; null before the first} */
  synchronized @Nullable Weights weights() {
    return weights;
  }

  /** Ends the training after the batch in progress: {@return whether it is not over yet} */
  synchronized boolean stop() {
    if (state == State.RUNNING) {
      state = State.STOPPING;
      if (training != null) {
        training.stop();
      }
    }
    return state.isActive();
  }

  /** Trains and tests, on the calling thread. */
  void run() {
    try (Workers workers = new Workers(means.threads())) {
      Model model = Model.initialize(means.courses().network(settings.network()), settings.seed());
      means
          .courses()
          .trainer(settings)
          .workers(workers)
          .validation(means.images().validation())
          .listener(this)
          .fit(model, means.courses().distorted(settings.network(), means.images().train()));
      TestRun.Result result = means.test().run(model.predictor(workers), progress -> {});
      end(result.evaluation().accuracy());
    } catch (RuntimeException | Error e) {
      fail(e);
    }
    means.topic().publish(Event.of(Event.DONE, view()));
  }

  private synchronized void end(double accuracy) {
    testAccuracy = accuracy;
    state = state == State.STOPPING ? State.STOPPED : State.DONE;
  }

  private synchronized void fail(Throwable e) {
    reason = String.valueOf(e.getMessage());
    state = State.FAILED;
  }

  @Override
  public void trainingStarted(Training started) {
    synchronized (this) {
      training = started;
      if (state == State.STOPPING) {
        started.stop();
      }
    }
    copyWeights(started.model());
  }

  @Override
  public void batchEnded(Training from, BatchResult result) {
    long now = System.nanoTime();
    synchronized (this) {
      epoch = result.epoch();
    }
    if (now - lastBatch > BATCH_NANOS || result.batch() == result.batches()) {
      lastBatch = now;
      means.topic().publish(Event.of("batch", TrainingView.Batch.of(from, result)));
    }
    if (now - lastWeights > WEIGHTS_NANOS) {
      copyWeights(from.model());
    }
    means.courtesy().stepAside();
  }

  @Override
  public void epochEnded(Training from, EpochResult result) {
    Epoch done = Epoch.of(result);
    synchronized (this) {
      history.add(done);
    }
    means.topic().publish(Event.of("epoch", done));
  }

  @Override
  public void trainingEnded(Training from) {
    copyWeights(from.model());
  }

  /** Between batches nobody writes to the weights, and this thread is the one that trains. */
  private void copyWeights(Model model) {
    lastWeights = System.nanoTime();
    copies++;
    Map<String, Tensor> values = new LinkedHashMap<>();
    Tensor filters = null;
    for (Parameter parameter : model.parameters()) {
      Tensor copy = parameter.value().copy();
      values.put(parameter.name(), copy);
      if (filters == null && copy.shape().rank() == CONVOLUTION_RANK) {
        filters = copy;
      }
    }
    synchronized (this) {
      weights = new Weights(id, copies, values);
    }
    if (filters != null) {
      means.topic().publish(Event.of("filters", Filters.of(filters)));
    }
  }
}
