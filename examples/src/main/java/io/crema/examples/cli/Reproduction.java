package io.crema.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command that trains the same model on any machine. */
final class Reproduction {

  /** What the data are called in the command if they are not the bundled ones. */
  static final String DIRECTORY = "DIR";

  /**
   * Options of the training that {@link #command} has from elsewhere, and such as make no
   * difference to the weights.
   */
  static final Set<String> LEFT_OUT =
      Stream.concat(
              RecipeOptions.NAMES.stream(),
              Stream.of(
                  "--net",
                  "--seed",
                  "--data",
                  "--threads",
                  "--out",
                  "--report",
                  "--progress",
                  "--json",
                  "--classes",
                  "--checkpoint",
                  "--checkpoint-seconds",
                  "--resume"))
          .collect(Collectors.toUnmodifiableSet());

  private Reproduction() {}

  /**
   * {@return the command, with all of the recipe: defaults may change}
   *
   * @param others the other options, without {@link #LEFT_OUT}
   * @param bundledData whether the images are the bundled ones
   */
  static String command(
      String net, Recipe recipe, long seed, List<String> others, boolean bundledData) {
    List<String> words = new ArrayList<>();
    words.add("java --add-modules jdk.incubator.vector -jar digits.jar train --net " + net);
    words.add(recipe.options());
    words.add("--seed " + seed);
    words.addAll(others);
    if (!bundledData) {
      words.add("--data " + DIRECTORY);
    }
    return String.join(" ", words);
  }
}
