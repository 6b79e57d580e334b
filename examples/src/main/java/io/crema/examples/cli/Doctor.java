package io.crema.examples.cli;

import io.crema.core.data.LabelledSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.examples.report.Fonts;
import io.crema.models.DigitNetworks;
import io.crema.nn.confidence.ConfidentLearning;
import io.crema.nn.confidence.OutOfFold;
import io.crema.nn.graph.Network;
import io.crema.nn.metric.Evaluation;
import io.crema.nn.model.Model;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds training images that are probably labelled wrongly. */
@Command(
    name = "doctor",
    description = {
      "Finds training images that are probably labelled wrongly.",
      "The images are dealt out in folds, and each fold is read by a network that was trained on"
          + " the others. An image is listed if it is confidently of another class than its label"
          + " says; those that speak most clearly for another class come first. What is listed is"
          + " to be looked at: some are labelled rightly and hard to read."
    },
    sortOptions = false)
public final class Doctor extends DigitsCommand {

  private static final String TABLE = "doctor.csv";
  private static final String SHEET = "doctor.png";

  @Mixin private DataOption data = new DataOption();

  @Option(names = "--limit", paramLabel = "N", description = "The first N training images only.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--net",
      paramLabel = "NAME",
      description = "The network, as in train. Default: lenet for MNIST, else auto.")
  private @Nullable String net;

  @Option(
      names = "--folds",
      paramLabel = "N",
      description = "As many networks are trained. Default: ${DEFAULT-VALUE}.")
  private int folds = 5;

  @Mixin private RecipeOptions recipeOptions = new RecipeOptions();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "One seed gives the same list. Default: ${DEFAULT-VALUE}.")
  private long seed = 7;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many are printed and drawn. Default: ${DEFAULT-VALUE}.")
  private int top = 30;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Writes " + TABLE + ", the whole list, and " + SHEET + ", a picture of its top, there.")
  private @Nullable Path out;

  /** The command, for picocli. */
  public Doctor() {}

  /**
   * Runs the command and ends the JVM with its exit status.
   *
   * @param args its options
   */
  public static void main(String[] args) {
    Launcher.runAndExit(new Doctor(), args);
  }

  @Override
  int run(Workers workers) throws IOException {
    recipeOptions.check(net);
    requireAtLeastOne("--limit", limit);
    requireAtLeastOne("--top", top);
    if (out != null) {
      OutputFiles.requireDirectory(out);
      Fonts.require();
    }
    Images loaded = data.load(workers, errors());
    ImageSet all = loaded.data().train();
    ImageSet images = all.limit(Math.min(limit, all.size()));
    if (folds < 2 || folds > images.size()) {
      throw wrongUsage("--folds: expected 2 to %d, got %d".formatted(images.size(), folds));
    }
    String name = loaded.network(net, DigitNetworks.LENET);
    Network network = recipeOptions.network(name, images, data.name());
    Recipe recipe = recipeOptions.recipe(name, images);
    text().printf(Locale.ROOT, "data    %s, %,d images%n", data.name(), images.size());
    text().printf("recipe  %s, %s, seed %d%n%n", name, recipe, seed);
    text().flush();
    Tensor probabilities =
        OutOfFold.probabilities(
            images,
            folds,
            seed,
            workers,
            (fold, rest) -> fit(network, recipe, fold, rest, workers));

    double accuracy = Evaluation.of(images.labels(), probabilities).accuracy();
    ConfidentLearning learned = ConfidentLearning.of(images.labels(), probabilities);
    Diagnosis diagnosis = Diagnosis.of(learned, accuracy, images.classNames());
    print(diagnosis);
    if (out != null) {
      OutputFiles.replace(out.resolve(TABLE), diagnosis.csv().getBytes(StandardCharsets.UTF_8));
      SampleSheet.write(out.resolve(SHEET), "labels to look at", images, diagnosis.findings(), top);
    }
    if (json()) {
      jsonLines().write(diagnosis);
    }
    return ExitCode.OK;
  }

  private Model fit(
      Network network, Recipe recipe, int fold, LabelledSamples samples, Workers workers) {
    text().printf(Locale.ROOT, "fold %d/%d, trained on %,d%n", fold + 1, folds, samples.size());
    text().flush();
    Model model = Model.initialize(network, seed + fold);
    recipe
        .trainer()
        .seed(seed + fold)
        .workers(workers)
        .listener(new EpochLines(text()))
        .fit(model, recipe.augment().of(samples));
    return model;
  }

  private void print(Diagnosis diagnosis) {
    PrintWriter text = text();
    text.printf("%n%s%n", diagnosis);
    List<Diagnosis.Finding> findings = diagnosis.findings();
    for (Diagnosis.Finding finding : findings.subList(0, Math.min(top, findings.size()))) {
      text.println("  " + finding.line());
    }
    if (findings.size() > top) {
      text.printf("  and %d more%n", findings.size() - top);
    }
    text.flush();
  }
}
