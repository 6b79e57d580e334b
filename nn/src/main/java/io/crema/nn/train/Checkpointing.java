package io.crema.nn.train;

import io.crema.nn.io.CheckpointFile;
import io.crema.nn.io.SavedState;
import io.crema.nn.io.State;
import io.crema.nn.io.Stateful;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Saves the parts of one training as often as asked, and puts them back. */
final class Checkpointing {

  private static final Logger LOG = System.getLogger(Trainer.class.getName());

  private static final String PLAN = "plan";
  private static final String PARTS = "parts";
  private static final double NANOS = 1e9;

  private final @Nullable Checkpoints settings;
  private final Map<String, String> plan;
  private final ModelWeights weights;
  private final Progress progress;
  private final Map<String, Stateful> parts = new LinkedHashMap<>();
  private int rollBacks;
  private long lastSave = System.nanoTime();
  private boolean saved;

  /**
   * Nothing saved yet.
   *
   * @param settings where and how often; null for never
   * @param plan what a checkpoint and the training that goes on from it must share
   * @param rollBacks how often to go back after a divergence
   */
  Checkpointing(
      @Nullable Checkpoints settings,
      Map<String, String> plan,
      ModelWeights weights,
      Progress progress,
      int rollBacks) {
    this.settings = settings;
    this.plan = plan;
    this.weights = weights;
    this.progress = progress;
    this.rollBacks = rollBacks;
    parts.put("weights", weights);
    parts.put("progress", progress);
  }

  /** Takes along one more part. Of a name that is taken already, the second is {@code name_2}. */
  void add(String name, Stateful part) {
    String unique = name;
    for (int i = 2; parts.containsKey(unique); i++) {
      unique = name + "_" + i;
    }
    parts.put(unique, part);
  }

  /** Puts everything back to where a checkpoint was, if one is given. */
  void start(@Nullable Path resumed) {
    if (resumed != null) {
      restore(resumed);
    }
    if (rollBacks > 0) {
      save();
    }
  }

  void batchDone() {
    saved = false;
    Checkpoints wanted = settings;
    if (wanted != null && (System.nanoTime() - lastSave) / NANOS >= wanted.everySeconds()) {
      save();
    }
  }

  void epochDone() {
    saved = false;
    int every = settings == null ? 0 : settings.everyEpochs();
    if (every > 0 && (progress.epoch() - 1) % every == 0) {
      save();
    }
  }

  /** Saves how it ended, or how far it came. */
  void end() {
    if (!saved) {
      save();
    }
  }

  private void save() {
    // Of weights that are not finite nothing is to be had: the checkpoint before is kept.
    if (settings == null || !weights.finite()) {
      return;
    }
    State state = new State().put(PARTS, String.join(",", parts.keySet()));
    State settled = new State();
    plan.forEach(settled::put);
    state.put(PLAN, settled);
    parts.forEach((name, part) -> state.put(name, part.state()));
    try {
      CheckpointFile.write(settings.file(), state);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s: cannot write the checkpoint".formatted(settings.file()), e);
    }
    lastSave = System.nanoTime();
    saved = true;
  }

  private void restore(Path file) {
    State state = read(file);
    requireSame(file, PARTS, state.text(PARTS), String.join(",", parts.keySet()));
    Map<String, String> settled = state.part(PLAN).texts();
    Set<String> names = new TreeSet<>(settled.keySet());
    names.addAll(plan.keySet());
    for (String name : names) {
      requireSame(file, name, settled.get(name), plan.get(name));
    }
    parts.forEach((name, part) -> part.restore(state.part(name)));
    lastSave = System.nanoTime();
    saved = true;
  }

  private static State read(Path file) {
    try {
      SavedState read = CheckpointFile.read(file);
      read.damage()
          .ifPresent(
              damage -> LOG.log(Level.WARNING, "{0}; resumes from {1}", damage, read.file()));
      return read.state();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireSame(
      Path file, String what, @Nullable String expected, @Nullable String got) {
    if (!Objects.equals(expected, got)) {
      throw new IllegalArgumentException(
          "%s: %s: expected %s as in the checkpoint, got %s"
              .formatted(
                  file,
                  what,
                  Objects.requireNonNullElse(expected, "none"),
                  Objects.requireNonNullElse(got, "none")));
    }
  }

  /**
   * Goes back to the last checkpoint with half the learning rate.
   *
   * @throws DivergenceException the one given, if that is not wanted or not once more
   */
  void rollBack(DivergenceException divergence) {
    if (settings == null || rollBacks < 1) {
      throw divergence;
    }
    rollBacks--;
    double half = progress.rateFactor() / 2;
    restore(settings.file());
    progress.rateFactor(half);
    LOG.log(
        Level.WARNING,
        "{0}. Back to epoch {1}, batch {2}, with {3} of the learning rate",
        divergence.getMessage(),
        progress.epoch(),
        progress.batch(),
        half);
  }
}
