package io.crema.examples.shapes;

import io.crema.nn.io.ModelFile;
import io.crema.nn.io.SaveOptions;
import io.crema.nn.io.SavedModel;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.model.Model;
import io.crema.nn.train.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A trained model and its results.
 *
 * @param name name of the network and of the model file
 * @param style the style of the pictures that it was trained on
 * @param model the model
 * @param history the epochs of its training run
 * @param results results on the test pictures by name
 */
public record Trained(
    String name, PictureStyle style, Model model, History history, Map<String, Double> results) {

  /** The entry of a model file's record that names the {@link PictureStyle}: {@value}. */
  public static final String STYLE = "pictures";

  /**
   * {@return the style of the pictures that a saved model was trained on}
   *
   * @param saved the model
   * @throws IllegalArgumentException if its record does not say
   */
  public static PictureStyle styleOf(SavedModel saved) {
    String style = saved.record().values().get(STYLE);
    if (style == null) {
      throw new IllegalArgumentException(
          "model: expected a record of its %s, got %s".formatted(STYLE, saved.record().values()));
    }
    return PictureStyle.valueOf(style);
  }

  /**
   * {@return the summary of the model, the results of each epoch and those on the test pictures}
   */
  public String report() {
    StringBuilder text = new StringBuilder();
    text.append("== %s ==%n%s".formatted(name, model.summary()));
    history
        .epochs()
        .forEach(
            epoch ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "epoch %d: loss %.4f, validation loss %.4f %s%n",
                        epoch.epoch(),
                        epoch.loss(),
                        epoch.validationLoss().orElseThrow(),
                        epoch.validationMetrics())));
    return text.append(
            String.format(
                Locale.ROOT, "%s: test %s, trained in %.1f s%n", name, results, history.seconds()))
        .toString();
  }

  /**
   * Saves the model.
   *
   * @param dir directory of the file {@code NAME.safetensors}
   * @return the file
   * @throws IOException if writing fails
   */
  public Path save(Path dir) throws IOException {
    TrainingRecord record = TrainingRecord.EMPTY.with(STYLE, style.name());
    SavedModel saved = new SavedModel(model, record).withClassNames(style.kindNames());
    Path file = dir.resolve(name + ".safetensors");
    ModelFile.save(file, saved, SaveOptions.DEFAULT);
    return file;
  }
}
