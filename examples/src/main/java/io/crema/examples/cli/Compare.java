package io.crema.examples.cli;

import io.crema.core.data.ClassNames;
import io.crema.core.parallel.Workers;
import io.crema.examples.cli.Comparison.Difference;
import io.crema.examples.cli.Comparison.Scored;
import io.crema.examples.reader.PictureModel;
import io.crema.examples.report.Fonts;
import io.crema.nn.metric.McNemar;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two models on the test images. */
@Command(
    name = "compare",
    description = {
      "Compares two models on the test images.",
      "McNemar's test says how probable so great a difference would be if both were equally good;"
          + " the images that they read differently are listed."
    },
    sortOptions = false)
public final class Compare extends DigitsCommand {

  private static final String SHEET = "differences.png";
  private static final int DRAWN = 60;

  @Parameters(
      paramLabel = "MODEL",
      index = "0..1",
      arity = "1..2",
      description = "Model files, A and B. With one, A is the bundled model.")
  private List<Path> models = List.of();

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Writes " + SHEET + ", a picture of the first " + DRAWN + " differences, there.")
  private @Nullable Path out;

  /** The command, for picocli. */
  public Compare() {}

  /**
   * Runs the command and ends the JVM with its exit status.
   *
   * @param args its options and models
   */
  public static void main(String[] args) {
    Launcher.runAndExit(new Compare(), args);
  }

  @Override
  int run(Workers workers) throws IOException {
    if (out != null) {
      OutputFiles.requireDirectory(out);
      Fonts.require();
    }
    Path fileA = models.size() == 1 ? null : models.get(0);
    Path fileB = models.get(models.size() - 1);
    PictureModel a = PictureModel.load(fileA);
    PictureModel b = PictureModel.load(fileB);
    requireAlike(a, b);
    PictureModel named = ClassNames.areNumbers(a.classNames()) ? b : a;
    ImageSet images = data.load(named, workers, errors()).data().test();
    Comparison comparison =
        Comparison.of(
            images,
            new Scored(a.name(), a.model().predictor(workers).evaluate(images)),
            new Scored(b.name(), b.model().predictor(workers).evaluate(images)),
            images.classNames());
    print(comparison);
    if (out != null) {
      SampleSheet.write(
          out.resolve(SHEET), "read differently", images, comparison.differences(), DRAWN);
    }
    if (json()) {
      jsonLines().write(comparison);
    }
    return ExitCode.OK;
  }

  private static void requireAlike(PictureModel a, PictureModel b) throws IOException {
    boolean named =
        !ClassNames.areNumbers(a.classNames()) && !ClassNames.areNumbers(b.classNames());
    if (!a.inputShape().equals(b.inputShape())
        || a.classNames().size() != b.classNames().size()
        || (named && !a.classNames().equals(b.classNames()))) {
      throw new IOException(
          "%s: expected a network from %s to %s, as of %s, found one from %s to %s"
              .formatted(
                  b.name(),
                  a.inputShape(),
                  a.classNames(),
                  a.name(),
                  b.inputShape(),
                  b.classNames()));
    }
  }

  private void print(Comparison comparison) {
    PrintWriter text = text();
    text.println("A       " + comparison.a());
    text.println("B       " + comparison.b());
    text.printf("data    %s%n%n", data.name());
    McNemar test = comparison.test();
    text.println("         B right  B wrong");
    text.printf("A right  %7d  %7d%n", test.bothRight(), test.onlyFirst());
    text.printf("A wrong  %7d  %7d%n%n", test.onlySecond(), test.bothWrong());
    text.printf("McNemar's test: %s%n%n", test);
    text.printf("read differently: %d%n", comparison.differences().size());
    for (Difference difference : comparison.differences()) {
      text.println("  " + difference);
    }
    text.flush();
  }
}
