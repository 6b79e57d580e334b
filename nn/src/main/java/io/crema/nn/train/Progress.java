package io.crema.nn.train;

import io.crema.nn.io.State;
import io.crema.nn.io.Stateful;
import io.crema.nn.metric.Accuracy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The position of a training run: finished epochs, and the batches of the one in progress. */
final class Progress implements Stateful {

  private static final double NANOS = 1e9;

  private final int batches;
  private final boolean classifies;
  private final List<String> outputs;
  private List<EpochResult> results = new ArrayList<>();
  private int epoch = 1;
  private int batch;
  private int done;
  private double lossSum;
  private double[] lossSums;
  private int hits;
  private double learningRate;
  private double rateFactor = 1;
  private boolean stopped;
  private long start;

  /**
   * The position before the first batch.
   *
   * @param batches number of batches in an epoch
   * @param classifies whether there is an accuracy
   * @param outputs names of the outputs whose losses are told apart; empty for a single one
   */
  Progress(int batches, boolean classifies, List<String> outputs) {
    this.batches = batches;
    this.classifies = classifies;
    this.outputs = List.copyOf(outputs);
    lossSums = new double[outputs.size()];
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

  BatchResult batchDone(StepResult step, double rate) {
    batch++;
    done += step.samples();
    lossSum += step.loss() * step.samples();
    for (int i = 0; i < lossSums.length; i++) {
      lossSums[i] += step.losses().get(i) * step.samples();
    }
    hits += step.hits().get(0);
    learningRate = rate;
    return new BatchResult(epoch, batch, batches, done, lossSum / done, accuracy(), seconds());
  }

  private OptionalDouble accuracy() {
    return classifies ? OptionalDouble.of((double) hits / done) : OptionalDouble.empty();
  }

  private Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    accuracy().ifPresent(value -> metrics.put(Accuracy.NAME, value));
    for (int i = 0; i < lossSums.length; i++) {
      metrics.put(outputs.get(i) + "_loss", lossSums[i] / done);
    }
    return metrics;
  }

  EpochResult result(double seconds, Validation checked) {
    return new EpochResult(
        epoch,
        lossSum / done,
        metrics(),
        checked.loss(),
        checked.metrics(),
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
    Arrays.fill(lossSums, 0);
    hits = 0;
  }

  @Override
  public State state() {
    return new State()
        .put("epoch", epoch)
        .put("batch", batch)
        .put("done", done)
        .put("lossSum", lossSum)
        .put("lossSums", Arrays.toString(lossSums))
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
    lossSums = numbers(state.text("lossSums"));
    hits = (int) state.integer("hits");
    learningRate = state.number("learningRate");
    rateFactor = state.number("rateFactor");
    stopped = Boolean.parseBoolean(state.text("stopped"));
    startClock(state.number("seconds"));
    results = EpochLines.read(state.text("history"));
  }

  private static double[] numbers(String list) {
    String inside = list.substring(1, list.length() - 1);
    return inside.isEmpty()
        ? new double[0]
        : Arrays.stream(inside.split(", ", -1)).mapToDouble(Double::parseDouble).toArray();
  }
}
