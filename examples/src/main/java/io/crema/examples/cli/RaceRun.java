package io.crema.examples.cli;

import io.crema.core.data.LabelledSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import io.crema.nn.train.BatchResult;
import io.crema.nn.train.Training;
import io.crema.nn.train.TrainingListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One training against the clock.
 *
 * @param seed of the training
 * @param laps in order; the last is its end
 */
record RaceRun(long seed, List<Lap> laps) {

  /**
   * A moment of the training.
   *
   * @param images trained on so far, those of earlier epochs counted again
   * @param seconds since its start
   * @param accuracy on the test images with the weights of this moment, 0 to 1
   */
  record Lap(long images, double seconds, double accuracy) {}

  private record Snapshot(long images, double seconds, Map<String, Tensor> weights) {}

  /**
   * Trains, then scores. The clock runs from before the first batch to the end of the training.
   * Copies of the weights are scored when it is over, so that scoring neither takes time of the
   * training nor warms the JVM up for it.
   *
   * @param seed of the weights, the order of the images and dropout
   * @param network without weights
   * @param recipe how it is trained
   * @param images to learn from and to score with
   * @param count of laps, if there are as many batches
   */
  static RaceRun of(
      long seed, Network network, Recipe recipe, TrainingData images, int count, Workers workers) {
    Model model = Model.initialize(network, seed);
    LabelledSamples distorted = recipe.augment().of(images.train());
    Clock clock = new Clock(count);
    recipe.trainer().seed(seed).workers(workers).listener(clock).fit(model, distorted);
    clock.finish(model);
    List<Lap> laps = new ArrayList<>();
    for (Snapshot snapshot : clock.snapshots) {
      Model then = Model.restore(network, snapshot.weights());
      double accuracy = then.predictor(workers).evaluate(images.test()).accuracy();
      laps.add(new Lap(snapshot.images(), snapshot.seconds(), accuracy));
    }
    return new RaceRun(seed, List.copyOf(laps));
  }

  /** {@return the end of the training} */
  Lap end() {
    return laps.get(laps.size() - 1);
  }

  /** {@return the seconds of the first lap that was at least so accurate, if any was} */
  OptionalDouble secondsTo(double accuracy) {
    return laps.stream()
        .filter(lap -> lap.accuracy() >= accuracy)
        .mapToDouble(Lap::seconds)
        .findFirst();
  }

  private static final class Clock implements TrainingListener {

    private final int count;
    private final long start = System.nanoTime();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private long images;

    Clock(int count) {
      this.count = count;
    }

    @Override
    public void batchEnded(Training training, BatchResult result) {
      long batches = (long) training.batches() * training.epochs();
      long done = (long) (result.epoch() - 1) * training.batches() + result.batch();
      images = (long) (result.epoch() - 1) * training.samples() + result.samplesDone();
      if (done < batches && done * count / batches > (done - 1) * count / batches) {
        take(training.model());
      }
    }

    /** Takes the weights that the training ends with, averaged or not. */
    void finish(Model model) {
      take(model);
    }

    private void take(Model model) {
      double seconds = (System.nanoTime() - start) / 1e9;
      Map<String, Tensor> weights = new LinkedHashMap<>();
      for (Parameter parameter : model.parameters()) {
        weights.put(parameter.name(), parameter.value().copy());
      }
      snapshots.add(new Snapshot(images, seconds, weights));
    }
  }
}
