package io.crema.examples.cli;

import io.crema.core.parallel.Workers;
import io.crema.examples.report.Fonts;
import io.crema.examples.report.Png;
import io.crema.examples.report.RaceChart;
import io.crema.models.DigitNetworks;
import io.crema.nn.graph.Network;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long a network trains until it is good. */
@Command(
    name = "race",
    description = {
      "Measures how long a network trains until it is good.",
      "Trains it once for each seed and prints the accuracy on the test images against the seconds"
          + " of training. Start of the JVM and reading of the images are told apart; the scoring"
          + " is done afterwards, on copies of the weights. The first training also pays for the"
          + " JVM's compiling of the code."
    },
    sortOptions = false)
public final class Race extends DigitsCommand {

  private static final String TABLE = "race.csv";
  private static final String CHART = "race.png";

  @Option(
      names = "--net",
      paramLabel = "NAME",
      description = "The network, as in train. Default: fast for MNIST, else auto.")
  private @Nullable String net;

  @Mixin private RecipeOptions recipeOptions = new RecipeOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "The first seed; those that follow are one more each. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "As many trainings. Default: ${DEFAULT-VALUE}.")
  private int seeds = 5;

  @Option(
      names = "--goal",
      paramLabel = "PERCENT",
      description = "The accuracy to be reached, in per cent. Default: ${DEFAULT-VALUE}.")
  private double goal = 99;

  @Option(
      names = "--laps",
      paramLabel = "N",
      description = "Points of the curve. Default: ${DEFAULT-VALUE}.")
  private int laps = 20;

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--limit", paramLabel = "N", description = "The first N training images only.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Writes the curve there, as " + TABLE + " and as a picture, " + CHART + ".")
  private @Nullable Path out;

  /** The command, for picocli. */
  public Race() {}

  /**
   * Runs the command and ends the JVM with its exit status.
   *
   * @param args its options
   */
  public static void main(String[] args) {
    Launcher.runAndExit(new Race(), args);
  }

  @Override
  int run(Workers workers) throws IOException {
    double startUp = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    recipeOptions.check(net);
    requireOptions();
    long start = System.nanoTime();
    Images loaded = data.load(workers, errors());
    TrainingData images = TrainingData.of(loaded.data(), limit, 0);
    double reading = (System.nanoTime() - start) / 1e9;
    String name = loaded.network(net, DigitNetworks.FAST);
    Network network = recipeOptions.network(name, images.train(), data.name());
    Recipe recipe = recipeOptions.recipe(name, images.train());
    printHead(name, recipe, images, workers, startUp, reading);

    List<RaceRun> runs = new ArrayList<>();
    for (long each = seed; each < seed + seeds; each++) {
      RaceRun run = RaceRun.of(each, network, recipe, images, laps, workers);
      runs.add(run);
      printRun(run);
    }
    RaceResult result = new RaceResult(List.copyOf(runs), goal / 100);
    text().printf("%n%s%n%s", result.table(), result.curve());
    text().flush();
    writeFiles(result);
    if (json()) {
      jsonLines().write(result);
    }
    return ExitCode.OK;
  }

  private void requireOptions() throws IOException {
    requireAtLeastOne("--seeds", seeds);
    requireAtLeastOne("--laps", laps);
    requireAtLeastOne("--limit", limit);
    if (!(goal > 0 && goal <= 100)) {
      throw wrongUsage("--goal: expected a number above 0 and at most 100, got " + goal);
    }
    if (out != null) {
      OutputFiles.requireDirectory(out);
      Fonts.require();
    }
  }

  private void writeFiles(RaceResult result) throws IOException {
    if (out != null) {
      OutputFiles.replace(out.resolve(TABLE), result.csv().getBytes(StandardCharsets.UTF_8));
      OutputFiles.replace(out.resolve(CHART), Png.of(RaceChart.draw(curves(result.runs()), goal)));
    }
  }

  private void printHead(
      String name,
      Recipe recipe,
      TrainingData images,
      Workers workers,
      double startUp,
      double reading) {
    PrintWriter text = text();
    text.printf("network %s%n", name);
    text.printf("data    %s, %s%n", data.name(), images);
    text.printf("recipe  %s%n", recipe);
    text.printf("threads %d%n", workers.threads());
    text.printf(
        Locale.ROOT,
        "before  the JVM and this command started in %.1f s, the images were read in %.1f s%n%n",
        startUp,
        reading);
    text.flush();
  }

  private void printRun(RaceRun run) {
    text()
        .printf(
            Locale.ROOT,
            "seed %d: %.1f s of training, test accuracy %.4f%n",
            run.seed(),
            run.end().seconds(),
            run.end().accuracy());
    text().flush();
  }

  private static List<RaceChart.Curve> curves(List<RaceRun> runs) {
    return runs.stream()
        .map(
            run ->
                new RaceChart.Curve(
                    "seed " + run.seed(),
                    run.laps().stream().map(RaceRun.Lap::seconds).toList(),
                    run.laps().stream().map(lap -> 100 * lap.accuracy()).toList()))
        .toList();
  }
}
