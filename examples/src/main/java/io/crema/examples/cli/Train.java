package io.crema.examples.cli;

import io.crema.core.data.ClassNames;
import io.crema.core.data.Samples;
import io.crema.core.parallel.Workers;
import io.crema.examples.report.Fonts;
import io.crema.examples.report.ModelCard;
import io.crema.examples.report.Report;
import io.crema.examples.report.TestRun;
import io.crema.models.DigitNetworks;
import io.crema.nn.graph.Network;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SaveOptions;
import io.crema.nn.io.SavedModel;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.model.Model;
import io.crema.nn.train.CsvLog;
import io.crema.nn.train.History;
import io.crema.nn.train.Trainer;
import io.crema.vision.dataset.ClassNamesFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network on images and saves it. */
@Command(
    name = "train",
    description = {
      "Trains a network on images, scores it on the test images and saves it.",
      "Your own pictures are a folder with a sub-folder for each class: train --data my-pictures."
    },
    sortOptions = false)
public final class Train extends DigitsCommand {

  /** How progress is shown. */
  enum Progress {
    /** A bar on a terminal, lines elsewhere and beside JSON. */
    AUTO,
    /** A bar that moves. */
    BAR,
    /** Lines. */
    PLAIN
  }

  private static final String HISTORY = "training_history.csv";

  @Option(
      names = "--net",
      paramLabel = "NAME",
      description =
          "The network: "
              + Networks.NAMES
              + ". auto fits the size and the number of the images. Default: reference for MNIST,"
              + " else auto.")
  private @Nullable String net;

  @Mixin private RecipeOptions recipeOptions = new RecipeOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "One seed gives the same weights, bit for bit, on every machine. Default:"
              + " ${DEFAULT-VALUE}.")
  private long seed = 7;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--classes",
      paramLabel = "NAME",
      split = ",",
      description =
          "What the classes are called, such as T-shirt,Trouser,... Default: as the data say.")
  private List<String> classes = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Trains on the first N training images only.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--validation",
      paramLabel = "N",
      description =
          "Holds out the last N training images and scores each epoch on them. Default:"
              + " ${DEFAULT-VALUE}.")
  private int validation;

  @Mixin private CheckpointOptions checkpoints = new CheckpointOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where to save the model. Default: as crema-NAME.safetensors in the directory of"
              + " --report, or here.")
  private @Nullable Path out;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Writes a report there: the model card "
              + ModelCard.FILE
              + ", "
              + HISTORY
              + " and "
              + Report.HISTORY
              + ", and the test report as evaluate does.")
  private @Nullable Path report;

  @Option(
      names = "--progress",
      paramLabel = "HOW",
      description = "bar, plain or auto: a bar on a terminal, else plain lines. Default: auto.")
  private Progress progress = Progress.AUTO;

  /** The command, for picocli. */
  public Train() {}

  /**
   * Runs the command and ends the JVM with its exit status.
   *
   * @param args its options
   */
  public static void main(String[] args) {
    Launcher.runAndExit(new Train(), args);
  }

  @Override
  int run(Workers workers) throws IOException {
    recipeOptions.check(net);
    requireAtLeastOne("--limit", limit);
    checkpoints.check();
    requireOutput(net != null ? net : Networks.AUTO);
    Images images = named(data.load(workers, errors()));
    String name = images.network(net, DigitNetworks.REFERENCE);
    return train(name, images, workers);
  }

  private int train(String name, Images all, Workers workers) throws IOException {
    TrainingData images = split(all);
    Network network = recipeOptions.network(name, images.train(), data.name());
    Recipe recipe = recipeOptions.recipe(name, images.train());
    Path file = requireOutput(name);
    Model model = Model.initialize(network, seed);
    printHead(model, recipe, images, workers);

    TrainingJson json = new TrainingJson(jsonLines());
    Trainer trainer = trainer(recipe, images, workers, json);
    Optional<History> history = fit(trainer, model, recipe.augment().of(images.train()));
    if (history.isEmpty()) {
      return ExitCode.SOFTWARE;
    }
    TimedEvaluation test = TimedEvaluation.of(model, images.test(), workers);
    TrainingOutcome outcome = new TrainingOutcome(model, history.get(), test);

    SavedModel saved = saved(model, record(name, recipe, images, test), all);
    ModelFile.save(file, saved, SaveOptions.DEFAULT);
    if (report != null) {
      TestRun run =
          new TestRun(
              test.evaluation(), images.test(), images.test().classNames(), name, anywhere());
      new TrainingReport(images, history.get(), saved, run)
          .write(report, commandToRepeat(name, recipe));
    }
    printEnd(outcome, file);
    if (json()) {
      json.writeDone(outcome, workers.threads());
    }
    return ExitCode.OK;
  }

  private static SavedModel saved(Model model, TrainingRecord record, Images images) {
    List<String> names = images.data().classNames();
    SavedModel saved = new SavedModel(model, record).withPreparation(images.inputPreparation());
    return ClassNames.areNumbers(names) ? saved : saved.withClassNames(names);
  }

  /** {@return what the epochs came to, or nothing if the training was broken off} */
  private Optional<History> fit(Trainer trainer, Model model, Samples images) {
    try (Interruption interruption = new Interruption()) {
      History history = trainer.listener(interruption).fit(model, images);
      if (interruption.requested()) {
        printInterrupted(history);
        return Optional.empty();
      }
      return Optional.of(history);
    }
  }

  /** {@return where to save the model, after all outputs are found to have room} */
  private Path requireOutput(String name) throws IOException {
    Path file = out != null ? out : Path.of("crema-%s.safetensors".formatted(name));
    if (report != null) {
      OutputFiles.requireDirectory(report);
      Fonts.require();
      file = out != null ? out : report.resolve(file);
    }
    OutputFiles.requireWritable(file);
    return file;
  }

  private Images named(Images images) {
    if (classes.isEmpty()) {
      return images;
    }
    if (classes.size() != images.data().classes()) {
      throw wrongUsage(
          "--classes: expected %d names, got %d"
              .formatted(images.data().classes(), classes.size()));
    }
    try {
      return images.withClassNames(
          ClassNamesFile.parse("--classes", String.join("\n", classes), classes.size()));
    } catch (IOException e) {
      throw wrongUsage(Failure.describe(e));
    }
  }

  private TrainingData split(Images images) {
    int most = images.data().train().size() - 1;
    if (validation < 0 || validation > most) {
      throw wrongUsage("--validation: expected 0 to %d, got %d".formatted(most, validation));
    }
    return TrainingData.of(images.data(), limit, validation);
  }

  private Trainer trainer(Recipe recipe, TrainingData images, Workers workers, TrainingJson json) {
    Trainer trainer = recipe.trainer().seed(seed).workers(workers);
    boolean bar =
        progress == Progress.AUTO ? !json() && Terminal.isInteractive() : progress == Progress.BAR;
    trainer.listener(
        bar ? new ProgressDisplay(json() ? System.err : System.out) : new ProgressLines(text()));
    trainer.listener(new EpochLines(text()));
    if (json()) {
      trainer.listener(json);
    }
    checkpoints.apply(trainer, images.train().sha256());
    trainer.fact("augmentation", recipe.augment().description());
    if (report != null) {
      trainer.listener(new CsvLog(report.resolve(HISTORY)));
    }
    return images.validation() == null ? trainer : trainer.validation(images.validation());
  }

  private TrainingRecord record(
      String name, Recipe recipe, TrainingData images, TimedEvaluation test) {
    TrainingRecord start =
        TrainingRecord.EMPTY
            .with("libraryVersion", Version.current())
            .with("network", name)
            .with("seed", Long.toString(seed));
    return recipe
        .addTo(data.addTo(start))
        .with("dataSha256", images.train().sha256())
        .with("images", Integer.toString(images.train().size()))
        .with("testAccuracy", Double.toString(test.evaluation().accuracy()))
        .with("command", commandLine());
  }

  /** {@return what to call the images for people who have them elsewhere} */
  private String anywhere() {
    return data.bundled() ? data.name() : "the images in " + Reproduction.DIRECTORY;
  }

  private String commandToRepeat(String name, Recipe recipe) {
    List<String> others = optionsWithout(Reproduction.LEFT_OUT);
    return Reproduction.command(name, recipe, seed, others, data.bundled());
  }

  private void printHead(Model model, Recipe recipe, TrainingData images, Workers workers) {
    PrintWriter text = text();
    text.println(model.summary());
    text.printf("data    %s, %s%n", data.name(), images);
    text.printf("recipe  %s, seed %d%n", recipe, seed);
    text.printf("kernels %s%n%n", Kernel.describe(model, workers.threads()));
    text.flush();
  }

  private void printInterrupted(History history) {
    PrintWriter text = text();
    text.printf("%ninterrupted after %d whole epochs%n", history.epochs().size());
    text.println(checkpoints.howToResume(commandLine()));
    text.flush();
  }

  private void printEnd(TrainingOutcome outcome, Path file) {
    PrintWriter text = text();
    text.printf(
        Locale.ROOT,
        "%ntrained in %.1f s, %,.0f images/s%n",
        outcome.seconds(),
        outcome.imagesPerSecond());
    text.println("test accuracy " + outcome.test().accuracy());
    text.println("tested " + outcome.test().speed());
    text.println("weights SHA-256 " + outcome.model().weightsSha256());
    text.println("saved " + file);
    text.flush();
  }
}
