package io.crema.examples.cli;

import io.crema.nn.train.BatchResult;
import io.crema.nn.train.Training;
import io.crema.nn.train.TrainingListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;
import org.jspecify.annotations.Nullable;

/** Shows a live bar on a terminal, one for each epoch, that makes way for the line of the epoch. */
final class ProgressDisplay implements TrainingListener {

  private static final int MILLIS = 200;
  private static final int LONGEST_BAR = 40;

  private final PrintStream terminal;
  private @Nullable ProgressBar bar;

  /** Written by the training, read by the thread that draws. */
  private volatile String words = "";

  ProgressDisplay(PrintStream terminal) {
    this.terminal = terminal;
  }

  @Override
  public void batchEnded(Training training, BatchResult result) {
    words = words(training, result);
    if (bar == null) {
      bar = bar(training, result.epoch());
    }
    bar.stepTo(result.samplesDone());
    if (result.samplesDone() == training.samples()) {
      close();
    }
  }

  @Override
  public void trainingEnded(Training training) {
    close();
  }

  private void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private ProgressBar bar(Training training, int epoch) {
    return ProgressBar.builder()
        .setTaskName("epoch %d/%d".formatted(epoch, training.epochs()))
        .setInitialMax(training.samples())
        .setUpdateIntervalMillis(MILLIS)
        .setRenderer(this::render)
        .setConsumer(consumer())
        .clearDisplayOnFinish()
        .build();
  }

  private ProgressBarConsumer consumer() {
    // Asked once: it may run a program to find out.
    int width = new ConsoleProgressBarConsumer(terminal).getMaxRenderedLength();
    return new ConsoleProgressBarConsumer(terminal, width) {
      @Override
      public void close() {
        terminal.flush(); // and no line feed: the line of the epoch takes the place of the bar
      }
    };
  }

  private String render(ProgressState state, int width) {
    String ends = state.getTaskName() + " [" + "] " + words;
    int room = Math.max(1, Math.min(LONGEST_BAR, width - ends.length()));
    int full = (int) (room * state.getNormalizedProgress());
    String line =
        "%s [%s%s] %s"
            .formatted(state.getTaskName(), "=".repeat(full), " ".repeat(room - full), words);
    return line.substring(0, Math.min(line.length(), width));
  }

  private static String words(Training training, BatchResult result) {
    double speed = result.samplesDone() / result.seconds();
    long secondsLeft = Math.round((training.samples() - result.samplesDone()) / speed);
    return String.format(
        Locale.ROOT,
        "%d/%d %,.0f images/s, loss %.3f, accuracy %.3f, %s left",
        result.batch(),
        result.batches(),
        speed,
        result.loss(),
        result.accuracy().orElse(Double.NaN),
        minutes(Duration.ofSeconds(secondsLeft)));
  }

  private static String minutes(Duration time) {
    return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
