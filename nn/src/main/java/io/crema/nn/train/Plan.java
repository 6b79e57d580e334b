package io.crema.nn.train;

import io.crema.core.data.Samples;
import io.crema.nn.io.CheckpointFile;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The settings that the weights at the end of a training run depend on. */
record Plan(Trainer settings, Training training) {

  /** A schedule that is no record is compared by its factors at so many steps. */
  private static final int PLACES = 17;

  /** In the name of a lambda's class, the start of what differs from one JVM to the next. */
  private static final String LAMBDA = "$$Lambda";

  /** {@return each of them as a text that is the same if, and only if, the setting is} */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>(settings.facts);
    texts.put("network", CheckpointFile.describe(training.model().network()));
    texts.put("epochs", Integer.toString(training.epochs()));
    texts.put("samples", Integer.toString(training.samples()));
    texts.put("batchSize", Integer.toString(training.batchSize()));
    Samples held = settings.validation;
    texts.put("validation samples", Integer.toString(held == null ? 0 : held.size()));
    texts.put("seed", Long.toString(settings.seed));
    texts.put("loss", describe(settings.loss));
    texts.put("optimizer", describe(settings.optimizer));
    texts.put("clipping", describe(settings.clipping));
    texts.put("schedule", describe(settings.schedule));
    texts.put("weight average", average());
    return texts;
  }

  private String average() {
    double decay = settings.averageDecay;
    return Double.isNaN(decay) ? "none" : "decay " + decay;
  }

  private static String describe(Object setting) {
    return setting instanceof Record ? setting.toString() : className(setting);
  }

  /** Goes into a warm-up: the schedule after it may be a lambda, whose own text says nothing. */
  private String describe(LearningRateSchedule schedule) {
    if (schedule instanceof LearningRateSchedule.WarmUp warmUp) {
      return "WarmUp[share=%s, rest=%s]".formatted(warmUp.share(), describe(warmUp.rest()));
    }
    return schedule instanceof Record
        ? schedule.toString()
        : className(schedule) + factors(schedule);
  }

  private static String className(Object setting) {
    String name = setting.getClass().getName();
    int lambda = name.indexOf(LAMBDA);
    return lambda < 0 ? name : name.substring(0, lambda + LAMBDA.length());
  }

  private String factors(LearningRateSchedule schedule) {
    long steps = (long) training.epochs() * training.batches();
    double[] factors = new double[PLACES];
    Arrays.setAll(factors, i -> schedule.factor((steps - 1) * i / (PLACES - 1), steps));
    return Arrays.toString(factors);
  }
}
