package io.crema.nn.train;

import io.crema.core.file.ReplacingFile;
import io.crema.nn.io.State;
import io.crema.nn.metric.Accuracy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Writes a line for each epoch to a CSV file, which is complete at any moment, even if the disk is
 * full. Lines end in {@code \n}, and numbers have a decimal point in every locale. Metrics other
 * than loss and accuracy get columns at the end.
 */
public final class CsvLog implements StatefulListener {

  private static final String[] COLUMNS = {
    "epoch",
    "loss",
    "accuracy",
    "validation_loss",
    "validation_accuracy",
    "learning_rate",
    "seconds"
  };

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
    lines.append(String.join(",", COLUMNS)).append('\n');
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
    if (lines.indexOf("\n") == lines.length() - 1) {
      lines.setLength(0);
      lines.append(header(result));
    }
    List<String> fields = new ArrayList<>();
    fields.add(Integer.toString(result.epoch()));
    fields.add(number(result.loss()));
    fields.add(number(result.accuracy()));
    fields.add(number(result.validationLoss()));
    fields.add(number(result.validationAccuracy()));
    fields.add(String.format(Locale.ROOT, "%.8f", result.learningRate()));
    fields.add(String.format(Locale.ROOT, "%.3f", result.seconds()));
    more(result.metrics()).forEach((name, value) -> fields.add(number(value)));
    more(result.validationMetrics()).forEach((name, value) -> fields.add(number(value)));
    lines.append(String.join(",", fields)).append('\n');
    write();
  }

  /** The fixed columns and one for each other metric. */
  private static String header(EpochResult result) {
    List<String> names = new ArrayList<>(List.of(COLUMNS));
    more(result.metrics()).keySet().forEach(name -> names.add(quoted(name)));
    more(result.validationMetrics())
        .keySet()
        .forEach(name -> names.add(quoted("validation_" + name)));
    return String.join(",", names) + "\n";
  }

  private static Map<String, Double> more(Map<String, Double> metrics) {
    Map<String, Double> more = new LinkedHashMap<>(metrics);
    more.remove(Accuracy.NAME);
    return more;
  }

  private static String quoted(String name) {
    return name.matches("[\\w.-]+") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
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
