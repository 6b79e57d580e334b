package io.crema.examples.cli;

import io.crema.core.parallel.Workers;
import io.crema.examples.reader.Answer;
import io.crema.examples.reader.Answers;
import io.crema.examples.reader.ClassNames;
import io.crema.examples.reader.DigitModel;
import io.crema.examples.reader.LineReader;
import io.crema.examples.reader.PictureSource;
import io.crema.examples.reader.PlainReader;
import io.crema.examples.reader.StepPictures;
import io.crema.mnist.digit.DigitLine;
import io.crema.mnist.digit.StepListener;
import io.crema.nn.confidence.ConformalSets;
import io.crema.nn.io.SavedModel;
import io.crema.nn.model.Predictor;
import io.crema.vision.raster.GreyImage;
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
 * <p>Dark or light, large or small, anywhere in the picture: the {@link
 * io.crema.mnist.digit.DigitPreprocessor} finds the digit and makes of it what the model was
 * trained on. Where there is no digit, or more than one, that is the answer.
 */
@Command(
    name = "predict",
    description = {
      "Reads digits from picture files.",
      "A picture shows one digit, dark on light or light on dark, of any size and anywhere in it:"
          + " a scan, a photo, a drawing. Uneven light, noise, ruled lines and shadows are taken"
          + " off, and the digit is fitted into 28 x 28 pixels as MNIST has it. A picture with no"
          + " digit, or with several, is said to be one; with --many the digits of a line are read"
          + " as a number."
    },
    sortOptions = false)
public final class Predict extends DigitsCommand {

  @Parameters(
      paramLabel = "IMAGE",
      arity = "1..*",
      description = {
        "Picture files: PNG, JPEG, GIF, BMP.",
        "Of a directory all such files in it, in the order of their names, without those of"
            + " directories in it. - is standard input."
      })
  private List<Path> images = List.of();

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The model file. Default: the bundled model.")
  private @Nullable Path modelFile;

  @Option(names = "--many", description = "Reads a number: digits in a line, from left to right.")
  private boolean many;

  @Option(
      names = "--bars",
      description = "Draws a bar for the probability of each digit, as on a terminal.")
  private boolean bars;

  @Option(
      names = "--show",
      description = "Draws with characters the 28 x 28 pixels that the model is given.")
  private boolean show;

  @Option(
      names = "--set",
      description =
          "Also the digits that come into question, as many as it takes for the coverage that the"
              + " model was calibrated for. Needs a model of calibrate.")
  private boolean set;

  @Option(
      names = "--prepare",
      negatable = true,
      description =
          "Whether the digit is looked for, or the picture is taken as it is, scaled to 28 x 28:"
              + " for models of other things than digits, light on black as their data are."
              + " Default: --no-prepare where the classes have names, else --prepare.")
  private @Nullable Boolean prepare;

  @Option(
      names = "--show-steps",
      paramLabel = "DIR",
      description = "Writes there as PNG what each picture is after every step.")
  private @Nullable Path stepsDirectory;

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
    if (stepsDirectory != null) {
      OutputFiles.requireDirectory(stepsDirectory);
    }
    SavedModel saved = DigitModel.loadSaved(modelFile);
    List<String> classNames = ClassNames.of(saved.record());
    boolean prepared = prepare != null ? prepare : ClassNames.areNumbers(classNames);
    if (many && (set || !prepared)) {
      throw wrongUsage(
          "--many: expected without --set, and with --prepare, as it reads several digits");
    }
    Predictor predictor = saved.model().predictor(workers);
    DigitLine line = many ? new DigitLine(LineReader.of(predictor, workers)) : null;
    Answers answers = new Answers(predictor, line, set ? sets(saved) : null, classNames);
    BaseNames names = new BaseNames();
    int status = ExitCode.OK;
    for (Path word : images) {
      try {
        for (PictureSource source : PictureSource.of(word, System.in)) {
          if (!answer(answers, source, prepared, names.next(source.file()))) {
            status = ExitCode.SOFTWARE;
          }
        }
      } catch (IOException e) {
        printError(word.toString(), e);
        status = ExitCode.SOFTWARE;
      }
    }
    return status;
  }

  /** {@return whether the picture could be read} */
  private boolean answer(Answers answers, PictureSource source, boolean prepared, String name)
      throws IOException {
    Answer answer;
    try {
      GreyImage picture = source.content().read();
      answer =
          stepsDirectory == null
              ? read(answers, picture, prepared)
              : readInSteps(answers, picture, prepared, stepsDirectory, name);
    } catch (IOException e) {
      printError(source.label(), e);
      return false;
    }
    print(source.label(), answer);
    return true;
  }

  private ConformalSets sets(SavedModel saved) {
    return ConformalSets.recordedIn(saved.record())
        .orElseThrow(
            () ->
                wrongUsage(
                    "--set: expected a model that calibrate saved, got "
                        + DigitModel.nameOf(modelFile)));
  }

  private Answer read(Answers answers, GreyImage picture, boolean prepared) {
    if (many) {
      return answers.number(picture);
    }
    return prepared ? answers.digit(picture, StepListener.NONE) : answers.asItIs(picture);
  }

  private Answer readInSteps(
      Answers answers, GreyImage picture, boolean prepared, Path directory, String name)
      throws IOException {
    StepPictures steps = new StepPictures();
    Answer answer;
    if (prepared) {
      answer = many ? answers.number(picture, steps) : answers.digit(picture, steps);
    } else {
      answer = answers.asItIs(picture);
      steps.add("scaled", "scaled to 28 x 28", PlainReader.resized(picture));
    }
    if (steps.toList().isEmpty()) {
      steps.add("unchanged", "is as MNIST has it", picture);
    }
    StepFiles.write(directory, name, name + ": " + answer, steps.toList());
    return answer;
  }

  private void print(String image, Answer answer) throws IOException {
    if (json()) {
      jsonLines()
          .write(
              json -> {
                json.writeStringField("image", image);
                answer.writeTo(json);
              });
    }
    PrintWriter text = text();
    if (!json()) {
      text.println("%s: %s".formatted(image, answer));
    }
    if (bars || (!json() && Terminal.isInteractive())) {
      text.print(answer.bars());
    }
    if (show) {
      Blocks blocks = json() ? Blocks.PLAIN : Terminal.blocks();
      answer.images().forEach(digit -> text.print(blocks.draw(digit)));
    }
    text.flush();
  }

  private void printError(String image, IOException e) throws IOException {
    String error = Failure.describe(e);
    errors().println(error);
    if (json()) {
      jsonLines()
          .write(
              json -> {
                json.writeStringField("image", image);
                json.writeStringField("error", error);
              });
    }
  }
}
