package io.crema.examples;

import io.crema.core.parallel.Workers;
import io.crema.nn.model.Predictor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Reads digits from picture files.
 *
 * <p>This version does not look for the digit in a picture: it takes the grey levels and scales
 * them to 28 x 28. What is expected is what MNIST looks like: one white digit on black, upright, in
 * the middle.
 */
@Command(
    name = "predict",
    description = {
      "Reads digits from picture files.",
      "A picture must look like MNIST: one white digit on black, upright, in the middle."
          + " This version only takes the grey levels and scales them to 28 x 28; it does not look"
          + " for the digit, turn it, or make dark ink on paper white on black."
    },
    sortOptions = false)
public final class Predict extends DigitsCommand {

  @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "Picture files: PNG, JPEG, ...")
  private List<Path> images = List.of();

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The model file. Default: the bundled model.")
  private @Nullable Path modelFile;

  /** The command, for picocli. */
  public Predict() {}

  /**
   * Runs the command and ends the JVM with its exit status.
   *
   * @param args its options and pictures
   */
  public static void main(String[] args) {
    Launcher.runAndExit(new Predict(), args);
  }

  @Override
  int run(Workers workers) throws IOException {
    Predictor predictor = DigitModel.load(modelFile).predictor(workers);
    int status = ExitCode.OK;
    for (Path image : images) {
      try {
        print(image, Prediction.of(predictor, Picture.read(image)));
      } catch (IOException e) {
        printError(image, e);
        status = ExitCode.SOFTWARE;
      }
    }
    return status;
  }

  private void print(Path image, Prediction prediction) throws IOException {
    if (json()) {
      writeJson(image, prediction);
      return;
    }
    PrintWriter text = text();
    text.println("%s: %s".formatted(image, prediction));
    if (Terminal.isInteractive()) {
      text.print(prediction.bars());
    }
    text.flush();
  }

  private void writeJson(Path image, Prediction prediction) throws IOException {
    jsonLines()
        .write(
            json -> {
              json.writeStringField("image", image.toString());
              json.writeNumberField("digit", prediction.digit());
              json.writeNumberField("confidence", prediction.confidence());
              json.writeArrayFieldStart("probabilities");
              for (float probability : prediction.probabilities()) {
                json.writeNumber(probability);
              }
              json.writeEndArray();
            });
  }

  private void printError(Path image, IOException e) throws IOException {
    String error = Failure.describe(e);
    errors().println(error);
    if (json()) {
      jsonLines()
          .write(
              json -> {
                json.writeStringField("image", image.toString());
                json.writeStringField("error", error);
              });
    }
  }
}
