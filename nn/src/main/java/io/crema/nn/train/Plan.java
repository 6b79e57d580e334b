package io.crema.nn.train;

import io.crema.core.data.Samples;
import io.crema.nn.io.CheckpointFile;
import io.crema.nn.loss.Loss;
import io.crema.nn.optimizer.Optimizer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The settings on which the weights depend that a training comes to. */
record Plan(
    Training training,
    @Nullable Samples validation,
    long seed,
    Loss loss,
    Optimizer optimizer,
    GradientClipping clipping,
    LearningRateSchedule schedule,
    double averageDecay,
    Map<String, String> facts) {

  /** A schedule is a function: it is told by what it gives at so many places. */
  private static final int PLACES = 17;

  /** {@return each of them as a text that is the same if, and only if, the setting is} */
  Map<String, String> texts() {
    Map<String, String> texts = new TreeMap<>(facts);
    texts.put("network", CheckpointFile.describe(training.model().network()));
    texts.put("epochs", Integer.toString(training.epochs()));
    texts.put("samples", Integer.toString(training.samples()));
    texts.put("batchSize", Integer.toString(training.batchSize()));
    texts.put("validation samples", Integer.toString(validation == null ? 0 : validation.size()));
    texts.put("seed", Long.toString(seed));
    texts.put("loss", describe(loss));
    texts.put("optimizer", describe(optimizer));
    texts.put("clipping", describe(clipping));
    texts.put("schedule", factors());
    texts.put("weight average", Double.isNaN(averageDecay) ? "none" : "decay " + averageDecay);
    return texts;
  }

  private static String describe(Object setting) {
    return setting instanceof Record ? setting.toString() : setting.getClass().getSimpleName();
  }

  private String factors() {
    long steps = (long) training.epochs() * training.batches();
    double[] factors = new double[PLACES];
    Arrays.setAll(factors, i -> schedule.factor((steps - 1) * i / (PLACES - 1), steps));
    return Arrays.toString(factors);
  }
}
