package io.crema.examples.cli;

import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.examples.reader.PictureModel;
import io.crema.nn.confidence.ConformalSets;
import io.crema.nn.confidence.TemperatureScaling;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SaveOptions;
import io.crema.nn.io.SavedModel;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.metric.Evaluation;
import io.crema.nn.model.Model;
import io.crema.vision.dataset.DataSet;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a model's probabilities as high as its answers are often right. */
@Command(
    name = "calibrate",
    description = {
      "Makes a model's probabilities as high as its answers are often right.",
      "The held-out images give the temperature that all logits are divided by, which changes no"
          + " answer, and then the least probability of the classes that come into question, so that"
          + " the true one is among them as often as --coverage says: evaluate scores these sets,"
          + " predict --set shows them.",
      "The held-out images are the last of the training images. The model must not have learned"
          + " from them: train it with --validation N, as the bundled model was with 5000."
          + " Otherwise both numbers are too favourable, and nothing here can tell."
    },
    sortOptions = false)
public final class Calibrate extends DigitsCommand {

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The model file. Default: the bundled model.")
  private @Nullable Path modelFile;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--validation",
      paramLabel = "N",
      description = "How many of the last training images are held out. Default: ${DEFAULT-VALUE}.")
  private int validation = CorruptionSheet.VALIDATION;

  @Option(
      names = "--coverage",
      paramLabel = "X",
      description = "How often a set holds the true class, 0 to 1. Default: ${DEFAULT-VALUE}.")
  private double coverage = ConformalSets.COVERAGE;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to save the model. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("crema-calibrated.safetensors");

  /** The command, for picocli. */
  public Calibrate() {}

  /**
   * Runs the command and ends the JVM with its exit status.
   *
   * @param args its options
   */
  public static void main(String[] args) {
    Launcher.runAndExit(new Calibrate(), args);
  }

  @Override
  int run(Workers workers) throws IOException {
    if (!(coverage > 0 && coverage < 1)) {
      throw wrongUsage("--coverage: expected a number above 0 and below 1, got " + coverage);
    }
    OutputFiles.requireWritable(out);
    PictureModel loaded = PictureModel.load(modelFile);
    SavedModel saved = loaded.saved();
    DataSet images = data.load(loaded, workers, errors()).data();
    ImageSet heldOut = heldOut(images);

    // Both by all images: one temperature follows none of them, and half as many images leave the
    // threshold uncertain by more.
    TemperatureScaling scaling = temperature(saved.model(), heldOut, workers);
    Model model = scaling.applyTo(saved.model());
    ConformalSets sets = sets(model, heldOut, workers);
    TrainingRecord record =
        sets.recordIn(saved.record().with("temperature", Double.toString(scaling.temperature())));
    SavedModel calibrated = new SavedModel(model, record, saved.classNames(), saved.preparation());
    ModelFile.save(out, calibrated, SaveOptions.DEFAULT);

    Evaluation before = saved.model().predictor(workers).evaluate(images.test());
    Evaluation after = model.predictor(workers).evaluate(images.test());
    RecordedSets scored = RecordedSets.of(calibrated, images.test(), workers).orElseThrow();
    print(loaded.name(), scaling, sets);
    printTest(before, after, scored);
    if (json()) {
      writeJson(scaling, before, after, scored);
    }
    return ExitCode.OK;
  }

  private ImageSet heldOut(DataSet images) {
    int most = images.train().size() - 1;
    if (validation < 1 || validation > most) {
      throw wrongUsage("--validation: expected 1 to %d, got %d".formatted(most, validation));
    }
    return images.train().split(images.train().size() - validation).validation();
  }

  private static TemperatureScaling temperature(Model model, ImageSet images, Workers workers) {
    Tensor logits = model.predictor(workers).forward(images);
    return TemperatureScaling.fit(images.labels(), logits);
  }

  private ConformalSets sets(Model model, ImageSet images, Workers workers) {
    Tensor probabilities = model.predictor(workers).predictProbabilities(images);
    return ConformalSets.fit(images.labels(), probabilities, coverage);
  }

  private void print(String name, TemperatureScaling scaling, ConformalSets sets) {
    PrintWriter text = text();
    text.printf("model       %s%n", name);
    text.printf("data        %s, the last %,d to train%n", data.name(), validation);
    text.printf(Locale.ROOT, "temperature %.4f%n", scaling.temperature());
    text.printf(Locale.ROOT, "sets        classes of at least %.4g%n", sets.threshold());
  }

  private void printTest(Evaluation before, Evaluation after, RecordedSets scored) {
    PrintWriter text = text();
    text.printf(
        Locale.ROOT,
        "test        %,d images: loss %.5f, before %.5f; accuracy %.4f, before %.4f%n",
        after.images(),
        after.loss().orElseThrow(),
        before.loss().orElseThrow(),
        after.accuracy(),
        before.accuracy());
    text.println("            " + scored);
    text.println("saved " + out);
    text.flush();
  }

  private void writeJson(
      TemperatureScaling scaling, Evaluation before, Evaluation after, RecordedSets scored)
      throws IOException {
    jsonLines()
        .write(
            json -> {
              json.writeNumberField("temperature", scaling.temperature());
              json.writeNumberField("images", after.images());
              json.writeNumberField("lossBefore", before.loss().orElseThrow());
              json.writeNumberField("loss", after.loss().orElseThrow());
              json.writeNumberField("accuracyBefore", before.accuracy());
              json.writeNumberField("accuracy", after.accuracy());
              scored.writeTo(json);
            });
  }
}
