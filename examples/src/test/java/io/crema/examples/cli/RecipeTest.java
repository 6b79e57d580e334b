package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.nn.io.TrainingRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RecipeTest {

  @Command
  static final class Options {
    @Mixin private RecipeOptions options = new RecipeOptions();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "lenet", "fast", "champion"})
  void options_ofARecipe_giveThatRecipeWhateverTheNetwork(String name) {
    Recipe recipe = Recipe.of(name, 60_000, 1);
    Options parsed = new Options();
    new CommandLine(parsed)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(recipe.options().split(" "));

    assertThat(parsed.options.recipe("reference", 60_000, 1)).isEqualTo(recipe);
  }

  @Test
  void options_none_leaveTheRecipe() {
    assertThat(new RecipeOptions().recipe("champion", 60_000, 1))
        .isEqualTo(Recipe.of("champion", 60_000, 1));
  }

  @Test
  void record_namesAllThatMakesTheWeights() {
    Recipe recipe = new Recipe(3, 64, 0.002, 0.01, 0.99, 0.1, Augment.LIGHT);

    assertThat(recipe.addTo(TrainingRecord.EMPTY).values())
        .containsEntry("epochs", "3")
        .containsEntry("batchSize", "64")
        .containsEntry("learningRate", "0.002")
        .containsEntry("optimizer", "adamw with weight decay 0.01")
        .containsEntry("averagedWeights", "decay 0.99")
        .containsEntry("labelSmoothing", "0.1")
        .containsEntry("augmentation", Augment.LIGHT.description());
    assertThat(recipe)
        .hasToString(
            "epochs 3, batch 64, learning rate 0.002 (adamw with weight decay 0.01, cosine after a"
                + " warm-up of 10 %), averaged weights 0.99, label smoothing 0.1, augmentation"
                + " light");
  }
}
