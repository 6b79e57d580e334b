package io.crema.nn.train;

import io.crema.core.data.Samples;
import io.crema.nn.io.CheckpointFile;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings that the weights at the end of a training run depend on, as a checkpoint keeps them.
 *
 * @param config the settings
 * @param training the run
 * @param validation samples for validation; null for none
 * @param more further facts by name
 */
record CheckpointFacts(
    TrainingConfig config,
    Training training,
    @Nullable Samples validation,
    Map<String, String> more) {

  /** A schedule that is no record is compared by its factors at so many steps. */
  private static final int PLACES = 17;

  /** In the name of a lambda's class, the start of what differs from one JVM to the next. */
  private static final String LAMBDA = "$$Lambda";

  /** {@return each of them as a text that is the same if, and only if, the setting is} */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>(more);
    texts.put("network", CheckpointFile.describe(training.model().network()));
    texts.put("epochs", Integer.toString(config.epochs()));
    texts.put("samples", Integer.toString(training.samples()));
    texts.put("batchSize", Integer.toString(config.batchSize()));
    texts.put("validation samples", Integer.toString(validation == null ? 0 : validation.size()));
    texts.put("seed", Long.toString(config.seed()));
    for (int i = 0; i < config.losses().size(); i++) {
      WeightedLoss loss = config.losses().get(i);
      String name = i == 0 ? "loss" : "loss " + (i + 1);
      String weight = loss.weight() == 1 ? "" : " weight " + loss.weight();
      texts.put(name, describe(loss.loss()) + weight);
    }
    texts.put("optimizer", describe(config.optimizer()));
    texts.put("clipping", describe(config.clipping()));
    texts.put("schedule", describe(config.schedule()));
    texts.put("weight average", average());
    if (!config.regularization().equals(Regularization.NONE)) {
      texts.put("regularization", config.regularization().toString());
    }
    return texts;
  }

  private String average() {
    return config.averageDecay().isPresent()
        ? "decay " + config.averageDecay().getAsDouble()
        : "none";
  }

  private static String describe(Object setting) {
    return setting instanceof Record ? setting.toString() : className(setting);
  }

  /** Looks into a warm-up, as the schedule after it may be a lambda, whose text says nothing. */
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
