package io.crema.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.crema.core.parallel.Workers;
import io.crema.examples.exam.SheetColumn;
import io.crema.examples.exam.SheetReaders;
import io.crema.examples.exam.SheetResult;
import io.crema.examples.exam.SheetRow;
import io.crema.examples.exam.SheetRows;
import io.crema.examples.exam.SheetTable;
import io.crema.examples.reader.DigitModel;
import io.crema.examples.report.Fonts;
import io.crema.nn.model.Model;
import io.crema.vision.dataset.DataSet;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Examines how well pictures are read as people take them. */
@Command(
    name = "corruption-sheet",
    description = {
      "Examines how well pictures are read as people take them.",
      "Draws digits of the last "
          + CorruptionSheet.VALIDATION
          + " training images as pictures of many kinds, a row each, and counts how many are read"
          + " rightly. A picture without a digit is read rightly if it is refused for the right"
          + " reason: blank sheets and noise as blank or too faint, scribbles as ink everywhere."
          + " For a fair score the model must not have learned from these images: train it"
          + " with --validation "
          + CorruptionSheet.VALIDATION
          + "."
    },
    sortOptions = false)
public final class CorruptionSheet extends DigitsCommand {

  /** How many of the last training images the digits are taken from. */
  static final int VALIDATION = 5000;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The model file. Default: the bundled model.")
  private @Nullable Path modelFile;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--per-row",
      paramLabel = "N",
      description = "Pictures in a row. Default: ${DEFAULT-VALUE}.")
  private int perRow = 500;

  @Option(
      names = "--rows",
      paramLabel = "NAME",
      split = ",",
      description = "Only these rows, such as ROTATION,BLANK. Default: all.")
  private List<String> only = List.of();

  @Option(
      names = "--numbers",
      paramLabel = "N",
      description = "Also N numbers of two to six digits, apart and touching.")
  private int numbers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "One seed gives the same pictures. Default: ${DEFAULT-VALUE}.")
  private long seed = 7;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Writes " + SheetFiles.TABLE + " and " + SheetFiles.EXAMPLES + " there.")
  private @Nullable Path out;

  /** The command, for picocli. */
  public CorruptionSheet() {}

  /**
   * Runs the command and ends the JVM with its exit status.
   *
   * @param args its options
   */
  public static void main(String[] args) {
    Launcher.runAndExit(new CorruptionSheet(), args);
  }

  @Override
  int run(Workers workers) throws IOException {
    requireAtLeastOne("--per-row", perRow);
    requireKnownRows();
    if (out != null) {
      OutputFiles.requireDirectory(out);
      Fonts.require();
    }
    ImageSet images = split(data.load(workers, errors()).digits(), data).validation();
    Model model = DigitModel.load(modelFile).model();
    SheetRows rows = SheetRows.all(images, seed).only(only);
    rows = numbers > 0 ? rows : rows.withoutNumbers();
    SheetReaders readers = SheetReaders.of(model, workers);
    printHead(model, workers);
    List<SheetResult> digits = examine(rows.digits(), readers.digits(), perRow, workers);
    List<SheetResult> empty = examine(rows.empty(), readers.digits(), perRow, workers);
    List<SheetResult> lines = examine(rows.numbers(), readers.numbers(), numbers, workers);
    SheetTable table =
        new SheetTable()
            .part("row", readers.digits(), digits)
            .part("no digit", readers.digits(), empty)
            .part("several digits", readers.numbers(), lines);
    text().print(table);
    text().flush();
    if (out != null) {
      SheetFiles.write(out, table.toString(), rows.toList());
    }
    return ExitCode.OK;
  }

  private void requireKnownRows() {
    for (String name : only) {
      if (!SheetRows.names().contains(name.toUpperCase(Locale.ROOT))) {
        throw wrongUsage(
            "--rows: expected some of %s, got %s"
                .formatted(String.join(", ", SheetRows.names()), name));
      }
    }
    if (numbers < 0) {
      throw wrongUsage("--numbers: expected at least 0, got " + numbers);
    }
  }

  /**
   * {@return the training images in two parts, the last of them to examine readers with}
   *
   * @throws IOException if there are too few
   */
  static ImageSet.Split split(DataSet digits, DataOption data) throws IOException {
    int size = digits.train().size();
    if (size <= VALIDATION) {
      throw new IOException(
          "%s: expected more than %d training images, the last of them to draw, found %d"
              .formatted(data.name(), VALIDATION, size));
    }
    return digits.train().split(size - VALIDATION);
  }

  private void printHead(Model model, Workers workers) {
    PrintWriter text = text();
    text.printf("model   %s%n", DigitModel.nameOf(modelFile));
    text.printf("data    %s, the last %,d to train%n", data.name(), VALIDATION);
    text.printf("kernels %s%n%n", Kernel.describe(model, workers.threads()));
    text.flush();
  }

  private <A> List<SheetResult> examine(
      List<SheetRow<A>> rows, List<SheetColumn<A>> columns, int pictures, Workers workers)
      throws IOException {
    List<SheetResult> results = new ArrayList<>();
    for (SheetRow<A> row : rows) {
      SheetResult result = SheetResult.of(row, columns, pictures, workers);
      results.add(result);
      if (json()) {
        jsonLines().write(fields -> writeJson(fields, result, columns));
      }
    }
    return results;
  }

  private static void writeJson(
      JsonGenerator json, SheetResult result, List<? extends SheetColumn<?>> columns)
      throws IOException {
    json.writeStringField("row", result.row().name());
    json.writeStringField("title", result.row().title());
    json.writeNumberField("pictures", result.pictures());
    writeShares(json, "right", columns, result::right);
    writeShares(json, "refused", columns, result::refused);
    json.writeNumberField("unreadable", result.failures().size());
  }

  private static void writeShares(
      JsonGenerator json,
      String name,
      List<? extends SheetColumn<?>> columns,
      IntToDoubleFunction share)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (int column = 0; column < columns.size(); column++) {
      json.writeNumberField(columns.get(column).title(), share.applyAsDouble(column));
    }
    json.writeEndObject();
  }
}
