package io.crema.examples.cli;

import io.crema.core.parallel.Workers;
import io.crema.examples.reader.Answer;
import io.crema.examples.reader.Answers;
import io.crema.examples.reader.DigitModel;
import io.crema.examples.reader.LineReader;
import io.crema.examples.reader.PictureModel;
import io.crema.examples.reader.PictureSource;
import io.crema.examples.reader.StepPictures;
import io.crema.mnist.digit.DigitLine;
import io.crema.mnist.digit.StepListener;
import io.crema.nn.confidence.ConformalSets;
import io.crema.nn.model.Predictor;
import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Picture;
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
 * Classifies picture files, or reads digits in them.
 *
 * <p>Dark or light, large or small, anywhere in the picture: the {@link
 * io.crema.mnist.digit.DigitPreprocessor} finds the digit and makes of it what the model was
 * trained on. Where there is no digit, or more than one, that is the answer. For models of other
 * classes the whole picture is scaled to the size of their input.
 */
@Command(
    name = "predict",
    description = {
      "Classifies picture files, or reads digits in them.",
      "With a model of other classes than digits the whole picture is scaled as the model says, and"
          + " the answer is the name of a class. With a model of digits, as the bundled one, a"
          + " picture shows one digit, dark on light or light on dark, of any size and anywhere in it:"
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
      description = "Draws a bar for the probability of each class, as on a terminal.")
  private boolean bars;

  @Option(
      names = "--show",
      description = "Draws with characters the pixels that the model is given.")
  private boolean show;

  @Option(
      names = "--set",
      description =
          "Also the classes that come into question, as many as it takes for the coverage that the"
              + " model was calibrated for. Needs a model of calibrate.")
  private boolean set;

  @Option(
      names = "--prepare",
      negatable = true,
      description =
          "Whether the digit is looked for, or the whole picture is taken as it is, scaled to the"
              + " input of the model. Default: --prepare for models of digits, --no-prepare for"
              + " others.")
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
    PictureModel model = PictureModel.load(modelFile);
    boolean searched = searched(model);
    Predictor predictor = model.model().predictor(workers);
    DigitLine.Reader line = many ? LineReader.of(predictor, workers) : null;
    Answers answers = new Answers(model, predictor, line, set ? sets(model) : null);
    PicturePreparation preparation = searched ? null : model.preparation();
    BaseNames names = new BaseNames();
    int status = ExitCode.OK;
    for (Path word : images) {
      try {
        for (PictureSource source : PictureSource.of(word, System.in)) {
          if (!answer(answers, source, preparation, names.next(source.file()))) {
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

  /** {@return whether pictures are searched for digits} */
  private boolean searched(PictureModel model) {
    if (!model.takesDigits() && (many || Boolean.TRUE.equals(prepare))) {
      throw wrongUsage(
          "%s: expected a model for images of digits, %s to 10 classes; got %s, from %s to %d classes"
              .formatted(
                  many ? "--many" : "--prepare",
                  DigitModel.IMAGE,
                  model.name(),
                  model.inputShape(),
                  model.classNames().size()));
    }
    boolean searched = prepare != null ? prepare : model.readsDigits();
    if (many && (set || !searched)) {
      throw wrongUsage(
          "--many: expected without --set, and with --prepare, as it reads several digits");
    }
    return searched;
  }

  /**
   * {@return whether the picture could be read}
   *
   * @param preparation makes the picture an input; null where it is searched for digits
   */
  private boolean answer(
      Answers answers, PictureSource source, @Nullable PicturePreparation preparation, String name)
      throws IOException {
    Answer answer;
    try {
      StepPictures steps = stepsDirectory == null ? null : new StepPictures();
      answer =
          preparation == null
              ? digits(answers, source.content().read(), steps)
              : whole(answers, source.content().read(preparation), steps);
      if (stepsDirectory != null && steps != null) {
        StepFiles.write(stepsDirectory, name, name + ": " + answer, steps.toList());
      }
    } catch (IOException e) {
      printError(source.label(), e);
      return false;
    }
    print(source.label(), answer);
    return true;
  }

  private ConformalSets sets(PictureModel model) {
    return ConformalSets.recordedIn(model.saved().record())
        .orElseThrow(
            () -> wrongUsage("--set: expected a model that calibrate saved, got " + model.name()));
  }

  private Answer digits(Answers answers, GreyImage picture, @Nullable StepPictures steps) {
    if (steps == null) {
      return many ? answers.number(picture) : answers.digit(picture, StepListener.NONE);
    }
    Answer answer = many ? answers.number(picture, steps) : answers.digit(picture, steps);
    if (steps.toList().isEmpty()) {
      steps.add("unchanged", "is as MNIST has it", picture);
    }
    return answer;
  }

  private static Answer whole(Answers answers, Picture picture, @Nullable StepPictures steps) {
    if (steps != null) {
      String size = "scaled to %d x %d".formatted(picture.width(), picture.height());
      steps.add("scaled", size, PictureReader.of(picture.toBufferedImage()));
    }
    return answers.asItIs(picture);
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
