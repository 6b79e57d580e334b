package io.crema.examples.cli;

import io.crema.core.data.LabelledSamples;
import io.crema.core.parallel.Workers;
import io.crema.examples.exam.LineSamples;
import io.crema.models.DigitNetworks;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.model.Model;
import io.crema.nn.train.Trainer;
import io.crema.vision.dataset.DataSet;
import io.crema.vision.dataset.ImageSet;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the network that tells where digits that touch are to be parted. */
@Command(
    name = "train-line",
    description = {
      "Trains the network that tells where digits that touch are to be parted.",
      "It learns from pieces of numbers that are drawn from the training images but the last "
          + CorruptionSheet.VALIDATION
          + "; numbers of these score it."
    },
    sortOptions = false)
public final class TrainLine extends DigitsCommand {

  private static final double LEARNING_RATE = 2e-3;
  private static final int BATCH = 128;

  @Option(
      names = "--numbers",
      paramLabel = "N",
      description = "Numbers that are drawn. Default: ${DEFAULT-VALUE}.")
  private int numbers = 20_000;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over their pieces. Default: ${DEFAULT-VALUE}.")
  private int epochs = 10;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "One seed gives the same weights. Default: ${DEFAULT-VALUE}.")
  private long seed = 7;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to save the model. Default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("crema-line.safetensors");

  /** The command, for picocli. */
  public TrainLine() {}

  /**
   * Runs the command and ends the JVM with its exit status.
   *
   * @param args its options
   */
  public static void main(String[] args) {
    Launcher.runAndExit(new TrainLine(), args);
  }

  @Override
  int run(Workers workers) throws IOException {
    requireAtLeastOne("--numbers", numbers);
    requireAtLeastOne("--epochs", epochs);
    OutputFiles.requireWritable(out);
    DataSet digits = data.load(workers, errors()).digits();
    ImageSet.Split split = CorruptionSheet.split(digits, data);
    LabelledSamples pieces = LineSamples.draw(split.train(), numbers, seed);
    text().printf("%,d pieces of %,d numbers%n", pieces.size(), numbers);
    text().flush();

    Recipe recipe = Recipe.plain(epochs, BATCH, LEARNING_RATE);
    Model model = Model.initialize(DigitNetworks.line(), seed);
    Trainer trainer = recipe.trainer().seed(seed).workers(workers);
    trainer.listener(new EpochLines(text())).fit(model, pieces);

    int scored = Math.max(1, numbers / 20);
    LabelledSamples unseen = LineSamples.draw(split.validation(), scored, seed + 1);
    double accuracy = model.evaluate(unseen).accuracy();
    ModelFile.save(out, model, record(recipe, split.train(), accuracy));
    text().printf("accuracy on %,d pieces of other digits %.4f%n", unseen.size(), accuracy);
    text().println("weights SHA-256 " + model.weightsSha256());
    text().println("saved " + out);
    text().flush();
    if (json()) {
      jsonLines()
          .write(
              fields -> {
                fields.writeStringField("event", "done");
                fields.writeNumberField("pieces", pieces.size());
                fields.writeNumberField("accuracy", accuracy);
                fields.writeStringField("weightsSha256", model.weightsSha256());
              });
    }
    return ExitCode.OK;
  }

  private TrainingRecord record(Recipe recipe, ImageSet images, double accuracy) {
    TrainingRecord start =
        TrainingRecord.EMPTY
            .with("libraryVersion", Version.current())
            .with("network", "line")
            .with("seed", Long.toString(seed));
    return recipe
        .addTo(start)
        .with("dataSha256", images.sha256())
        .with("numbers", Integer.toString(numbers))
        .with("validationAccuracy", Double.toString(accuracy))
        .with("command", commandLine());
  }
}
