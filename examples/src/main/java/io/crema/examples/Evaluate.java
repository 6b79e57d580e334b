package io.crema.examples;

import io.crema.core.parallel.Workers;
import io.crema.mnist.dataset.ImageSet;
import io.crema.nn.io.SavedModel;
import io.crema.nn.model.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
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

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Directory of the four MNIST files (IDX, plain or gzip). Default: the bundled MNIST.")
  private @Nullable Path data;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Writes "
              + EvaluationFiles.METRICS
              + ", "
              + EvaluationFiles.MATRIX_TEXT
              + " and "
              + EvaluationFiles.MATRIX_CSV
              + " there.")
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
    }
    SavedModel saved = DigitModel.loadSaved(modelFile);
    Model model = saved.model();
    ImageSet images = DigitData.load(data).test();
    TimedEvaluation timed = TimedEvaluation.of(model, images, workers);
    if (report != null) {
      EvaluationFiles.write(timed.evaluation(), report);
    }
    print(model, timed, workers.threads());
    Optional<RecordedSets> sets = RecordedSets.of(saved, images, workers);
    sets.ifPresent(s -> text().println(s));
    text().flush();
    if (json()) {
      jsonLines()
          .write(
              fields -> {
                new EvaluationJson(timed.evaluation()).writeTo(fields);
                if (sets.isPresent()) {
                  sets.get().writeTo(fields);
                }
              });
    }
    return ExitCode.OK;
  }

  private void print(Model model, TimedEvaluation timed, int threads) {
    PrintWriter text = text();
    text.printf("model   %s%n", DigitModel.nameOf(modelFile));
    text.printf("data    %s%n", DigitData.nameOf(data));
    text.printf("kernels %s%n", Kernel.describe(model, threads));
    text.printf("speed   %s%n%n", timed.speed());
    text.println(timed.evaluation().report());
    text.print(timed.evaluation().confusionMatrix());
    text.flush();
  }
}
