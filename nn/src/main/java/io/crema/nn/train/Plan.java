package io.crema.nn.train;

import io.crema.core.data.Samples;
import io.crema.nn.io.CheckpointFile;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The settings on which the weights depend that a training comes to. */
record Plan(Trainer settings, Training training) {

  /** A schedule is a function: it is told by what it gives at so many places. */
  private static final int PLACES = 17;

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
    texts.put("schedule", factors());
    texts.put("weight average", average());
    return texts;
  }

  private String average() {
    double decay = settings.averageDecay;
    return Double.isNaN(decay) ? "none" : "decay " + decay;
  }

  private static String describe(Object setting) {
    return setting instanceof Record ? setting.toString() : setting.getClass().getSimpleName();
  }

  private String factors() {
    long steps = (long) training.epochs() * training.batches();
    double[] factors = new double[PLACES];
    Arrays.setAll(factors, i -> settings.schedule.factor((steps - 1) * i / (PLACES - 1), steps));
    return Arrays.toString(factors);
  }
}
