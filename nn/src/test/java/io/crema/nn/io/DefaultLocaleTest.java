package io.crema.nn.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.AveragePool2D;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Cropping2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.Kernel2D;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ZeroPadding2D;
import io.crema.nn.metric.Evaluation;
import io.crema.nn.model.Model;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Output for other programs is the same in a locale with digits of its own. */
class DefaultLocaleTest {

  private static final Locale EGYPT = Locale.forLanguageTag("ar-EG-u-nu-arab");

  private static List<String> texts() {
    Network network =
        Network.input(12, 14, 1)
            .add(new ZeroPadding2D(1, 2, 3, 4))
            .add(new Conv2D(3, Kernel2D.of(3, 5)))
            .add(new MaxPool2D(1, 2))
            .add(new Cropping2D(1, 0, 0, 1))
            .add(new AveragePool2D(2, 1))
            .add(new Flatten())
            .add(new Dense(2));
    Model model = Model.initialize(network, 1);
    SavedModel saved = new SavedModel(model, TrainingRecord.EMPTY.with("seed", "1"));
    float[] probabilities = {0.25f, 0.75f, 0.5f, 0.5f};
    Evaluation evaluation =
        Evaluation.of(new int[] {1, 0}, Tensor.over(Shape.of(2, 2), probabilities));
    return List.of(
        network.toString(),
        network.toDot(),
        network.toMermaid(),
        model.summary(),
        model.explain(),
        evaluation.report(),
        new String(ModelFile.toBytes(saved, SaveOptions.DEFAULT), StandardCharsets.ISO_8859_1));
  }

  @Test
  void texts_localeWithArabicDigits_areThoseOfTheRoot() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.ROOT);
      List<String> root = texts();
      Locale.setDefault(EGYPT);
      assertThat("%d".formatted(1)).isEqualTo("\u0661"); // else this test would show nothing

      assertThat(texts()).containsExactlyElementsOf(root);
    } finally {
      Locale.setDefault(before);
    }
  }
}
