package io.crema.nn.train;

import io.crema.core.file.ReplacingFile;
import io.crema.nn.io.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes a line for each epoch to a CSV file, which is whole at any moment, also if the disk is
 * full. Lines end in {@code \n} and numbers have a point in every country.
 */
public final class CsvLog implements StatefulListener {

  private static final String HEADER =
      "epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate,seconds\n";

  private final Path file;
  private final StringBuilder lines = new StringBuilder();

  /**
   * A log.
   *
   * @param file replaced when training starts
   */
  public CsvLog(Path file) {
    this.file = file;
  }

  @Override
  public void trainingStarted(Training training) {
    lines.setLength(0);
    lines.append(HEADER);
    write();
  }

  @Override
  public String stateName() {
    return "csv_log";
  }

  @Override
  public State state() {
    return new State().put("lines", lines.toString());
  }

  @Override
  public void restore(State state) {
    lines.setLength(0);
    lines.append(state.text("lines"));
    write();
  }

  @Override
  public void epochEnded(Training training, EpochResult result) {
    lines.append(
        String.format(
            Locale.ROOT,
            "%d,%.6f,%s,%s,%s,%.8f,%.3f\n",
            result.epoch(),
            result.loss(),
            number(result.accuracy()),
            number(result.validationLoss()),
            number(result.validationAccuracy()),
            result.learningRate(),
            result.seconds()));
    write();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
  }

  private void write() {
    ByteBuffer text = StandardCharsets.UTF_8.encode(lines.toString());
    try (ReplacingFile log = ReplacingFile.open(file)) {
      log.write(text);
      log.commit();
    } catch (IOException e) {
      throw new UncheckedIOException("%s: cannot write the log".formatted(file), e);
    }
  }
}
