package io.crema.examples.report;

import io.crema.nn.io.SavedModel;
import io.crema.nn.metric.ClassScore;
import io.crema.nn.metric.Evaluation;
import io.crema.vision.dataset.ImageSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where a model comes from and how good it is, in Markdown: Mitchell et al., "Model Cards for Model
 * Reporting", 2019. Whoever trains the same model again, on whatever machine, gets the same card.
 *
 * @param name the model's
 * @param model the model with its record
 * @param data what to call the images, on any machine
 * @param images what it learned from and was chosen and scored with, by what for
 * @param test its scores
 * @param command trains it again
 */
public record ModelCard(
    String name,
    SavedModel model,
    String data,
    Map<String, ImageSet> images,
    TestRun test,
    String command) {

  /** The name of its file: {@value}. */
  public static final String FILE = "MODEL.md";

  /** Told elsewhere on the card. */
  private static final Set<String> LEFT_OUT =
      Set.of("dataSha256", "images", "testAccuracy", "command");

  private static final String ROW = "| %s | %s |\n";

  /** {@return the text} */
  public String text() {
    return """
        # Model card: %s

        %s parameters, from images `%s` to %s classes: %s.

        ## Data

        %s.

        | images | number | SHA-256 |
        | --- | ---: | --- |
        %s
        ## Recipe

        | | |
        | --- | --- |
        %s
        ## Results on the test images

        | | |
        | --- | --- |
        %s
        It was scored on these images and on no others: of other pictures, and of what is in none of its
        classes, this says nothing.

        ## Weights

        SHA-256 `%s`, over all weights as little-endian floats in order.

        ## Train it again

        ```sh
        %s
        ```

        gives these weights, bit for bit, on every machine and with any number of threads.
        """
        .formatted(
            name,
            Words.count(model.model().parameterCount()),
            model.model().network().inputShape(),
            test.evaluation().classes(),
            String.join(", ", test.classNames()),
            data,
            dataRows(),
            recipeRows(),
            resultRows(),
            model.model().weightsSha256(),
            command);
  }

  private String dataRows() {
    StringBuilder rows = new StringBuilder();
    images.forEach(
        (use, set) ->
            rows.append(
                "| %s | %s | `%s` |\n".formatted(use, Words.count(set.size()), set.sha256())));
    return rows.toString();
  }

  private String recipeRows() {
    StringBuilder rows = new StringBuilder();
    Facts.of(model.record(), LEFT_OUT)
        .forEach((name, value) -> rows.append(ROW.formatted(name, value.replace("|", "\\|"))));
    return rows.toString();
  }

  private String resultRows() {
    Evaluation evaluation = test.evaluation();
    ClassScore mean = evaluation.weighted();
    String accuracy =
        "%s (95 %% interval %s), %s of %s right"
            .formatted(
                Words.percent(evaluation.accuracy()),
                Words.percent(evaluation.accuracyInterval()),
                Words.count(evaluation.confusionMatrix().correct()),
                Words.count(evaluation.images()));
    double error = evaluation.calibration().expectedCalibrationError();
    return ROW.formatted("accuracy", accuracy)
        + ROW.formatted("precision, mean by number of images", Words.percent(mean.precision()))
        + ROW.formatted("recall, the same mean", Words.percent(mean.recall()))
        + ROW.formatted("F1, the same mean", Words.percent(mean.f1()))
        + ROW.formatted("loss (cross-entropy)", loss(evaluation))
        + ROW.formatted("expected calibration error", Words.percent(error));
  }

  private static String loss(Evaluation evaluation) {
    return String.format(Locale.ROOT, "%.4f", evaluation.loss().orElse(Double.NaN));
  }
}
