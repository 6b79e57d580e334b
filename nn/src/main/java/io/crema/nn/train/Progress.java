package io.crema.nn.train;

import io.crema.nn.io.State;
import io.crema.nn.io.Stateful;
import java.util.ArrayList;
import java.util.List;

/** How far a training has come: its epochs, and the batches of the one in progress. */
final class Progress implements Stateful {

  private static final double NANOS = 1e9;

  private final int batches;
  private final boolean classifies;
  private List<EpochResult> results = new ArrayList<>();
  private int epoch = 1;
  private int batch;
  private int done;
  private double lossSum;
  private int hits;
  private double learningRate;
  private double rateFactor = 1;
  private boolean stopped;
  private long start;

  /**
   * The beginning.
   *
   * @param batches number of batches in an epoch
   * @param classifies whether there is an accuracy
   */
  Progress(int batches, boolean classifies) {
    this.batches = batches;
    this.classifies = classifies;
  }

  /** {@return the epoch in progress, from 1 on} */
  int epoch() {
    return epoch;
  }

  /** {@return the batches of the epoch that are done} */
  int batch() {
    return batch;
  }

  /** {@return the samples of the epoch that are done} */
  int done() {
    return done;
  }

  /** {@return what the schedule's learning rate is multiplied by: less than 1 after a roll-back} */
  double rateFactor() {
    return rateFactor;
  }

  /** {@return whether a listener had asked to stop when the last epoch ended} */
  boolean stopped() {
    return stopped;
  }

  void rateFactor(double factor) {
    rateFactor = factor;
  }

  History history() {
    return new History(results);
  }

  /** Starts the clock of an epoch, or lets it go on. */
  void startClock(double secondsBefore) {
    start = System.nanoTime() - (long) (secondsBefore * NANOS);
  }

  double seconds() {
    return (System.nanoTime() - start) / NANOS;
  }

  BatchResult batchDone(int samples, double loss, int right, double rate) {
    batch++;
    done += samples;
    lossSum += loss * samples;
    hits += right;
    learningRate = rate;
    return new BatchResult(epoch, batch, batches, done, lossSum / done, accuracy(), seconds());
  }

  private double accuracy() {
    return classifies ? (double) hits / done : Double.NaN;
  }

  EpochResult result(double seconds, Validation checked) {
    return new EpochResult(
        epoch,
        lossSum / done,
        accuracy(),
        checked.loss(),
        checked.accuracy(),
        learningRate,
        seconds,
        done);
  }

  void epochDone(EpochResult result, boolean stop) {
    results.add(result);
    stopped = stop;
    epoch++;
    batch = 0;
    done = 0;
    lossSum = 0;
    hits = 0;
  }

  @Override
  public State state() {
    return new State()
        .put("epoch", epoch)
        .put("batch", batch)
        .put("done", done)
        .put("lossSum", lossSum)
        .put("hits", hits)
        .put("learningRate", learningRate)
        .put("rateFactor", rateFactor)
        .put("stopped", Boolean.toString(stopped))
        .put("seconds", batch == 0 ? 0 : seconds())
        .put("history", EpochLines.write(results));
  }

  @Override
  public void restore(State state) {
    epoch = (int) state.integer("epoch");
    batch = (int) state.integer("batch");
    done = (int) state.integer("done");
    lossSum = state.number("lossSum");
    hits = (int) state.integer("hits");
    learningRate = state.number("learningRate");
    rateFactor = state.number("rateFactor");
    stopped = Boolean.parseBoolean(state.text("stopped"));
    startClock(state.number("seconds"));
    results = EpochLines.read(state.text("history"));
  }
}
