package io.crema.examples.cli;

import io.crema.nn.train.Checkpoints;
import io.crema.nn.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of a training that can be broken off. */
final class CheckpointOptions {

  @SuppressWarnings("NullAway.Init") // by picocli
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "Saves the state of the training there after each epoch, and when it is broken off by"
              + " Ctrl-C. The one before is kept as FILE.1.")
  private @Nullable Path checkpoint;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "N",
      description = "Saves it also when so many seconds have gone by since the last time.")
  private double seconds = Double.POSITIVE_INFINITY;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description =
          "Goes on from a checkpoint, with all other options as they were; and goes on saving"
              + " there, unless --checkpoint names another file.")
  private @Nullable Path resume;

  @Option(
      names = "--roll-back",
      paramLabel = "N",
      description =
          "When the loss is no longer finite, goes back to the last checkpoint and halves the"
              + " learning rate, at most N times. Default: ${DEFAULT-VALUE}.")
  private int rollBacks;

  /** {@return where checkpoints are written; null for nowhere} */
  @Nullable Path file() {
    return checkpoint != null ? checkpoint : resume;
  }

  /**
   * Refuses, before the work, what cannot be.
   *
   * @throws IOException if no checkpoint could be written
   */
  void check() throws IOException {
    boolean timed = seconds != Double.POSITIVE_INFINITY;
    if (!(seconds >= 0) || rollBacks < 0) {
      throw new ParameterException(
          spec.commandLine(), "--checkpoint-seconds, --roll-back: expected at least 0");
    }
    Path file = file();
    if (file != null) {
      OutputFiles.requireWritable(file);
    } else if (timed || rollBacks > 0) {
      throw new ParameterException(
          spec.commandLine(), "--checkpoint-seconds, --roll-back: expected --checkpoint too");
    }
  }

  /**
   * Sets up a trainer.
   *
   * @param trainer changed
   * @param dataSha256 of the training images
   */
  void apply(Trainer trainer, String dataSha256) {
    trainer.fact("dataSha256", dataSha256).rollBack(rollBacks);
    Path file = file();
    if (file != null) {
      trainer.checkpoint(new Checkpoints(file, 1, seconds));
    }
    if (resume != null) {
      trainer.resume(resume);
    }
  }

  /** {@return how to go on with what a command line has begun} */
  String howToResume(String commandLine) {
    Path file = file();
    if (file == null) {
      return "nothing is saved; with --checkpoint FILE it could be resumed";
    }
    return "resume with: " + (resume != null ? commandLine : commandLine + " --resume " + file);
  }
}
