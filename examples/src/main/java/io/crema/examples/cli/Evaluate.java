package io.crema.examples.cli;

import io.crema.core.parallel.Workers;
import io.crema.examples.reader.PictureModel;
import io.crema.examples.report.Fonts;
import io.crema.examples.report.Report;
import io.crema.examples.report.TestRun;
import io.crema.nn.io.SavedModel;
import io.crema.nn.model.Model;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores a model on the test images. */
@Command(
    name = "evaluate",
    description = "Scores a model on the test images and writes the report.",
    sortOptions = false)
public final class Evaluate extends DigitsCommand {

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The model file. Default: the bundled model.")
  private @Nullable Path modelFile;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Writes a report there: "
              + Report.PAGE
              + ", which holds all of it, "
              + Report.METRICS
              + ", the confusion matrix as text and CSV, and each chart as PNG.")
  private @Nullable Path report;

  /** The command, for picocli. */
  public Evaluate() {}

  /**
   * Runs the command and ends the JVM with its exit status.
   *
   * @param args its options
   */
  public static void main(String[] args) {
    Launcher.runAndExit(new Evaluate(), args);
  }

  @Override
  int run(Workers workers) throws IOException {
    if (report != null) {
      OutputFiles.requireDirectory(report);
      Fonts.require();
    }
    PictureModel loaded = PictureModel.load(modelFile);
    SavedModel saved = loaded.saved();
    ImageSet images = data.load(loaded, workers, errors()).data().test();
    List<String> classNames = images.classNames();
    TimedEvaluation timed = TimedEvaluation.of(saved.model(), images, workers);
    TestRun test = new TestRun(timed.evaluation(), images, classNames, loaded.name(), data.name());
    if (report != null) {
      OutputFiles.replaceAll(report, Report.of(test, saved));
    }
    print(saved.model(), test, timed.speed(), workers.threads());
    Optional<RecordedSets> sets = RecordedSets.of(saved, images, workers);
    sets.ifPresent(s -> text().println(s));
    text().flush();
    if (json()) {
      jsonLines()
          .write(
              fields -> {
                new EvaluationJson(timed.evaluation()).writeTo(fields);
                JsonLines.writeClassNames(fields, classNames);
                if (sets.isPresent()) {
                  sets.get().writeTo(fields);
                }
              });
    }
    return ExitCode.OK;
  }

  private void print(Model model, TestRun test, String speed, int threads) {
    PrintWriter text = text();
    text.printf("model   %s%n", test.model());
    text.printf("data    %s%n", test.data());
    text.printf("kernels %s%n", Kernel.describe(model, threads));
    text.printf("speed   %s%n%n", speed);
    text.println(Report.metrics(test));
    text.print(Report.confusions(test));
    text.flush();
  }
}
