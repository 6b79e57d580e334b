package io.crema.examples.cli;

import io.crema.nn.graph.Network;
import io.crema.vision.dataset.ImageSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that change a network's recipe. */
final class RecipeOptions {

  /** The names of the options. */
  static final Set<String> NAMES =
      Set.of(
          "--epochs",
          "--batch",
          "--learning-rate",
          "--weight-decay",
          "--average",
          "--smoothing",
          "--augment");

  @SuppressWarnings("NullAway.Init") // by picocli
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description =
          "Passes over the training images. Default, as for the six options that follow: as the"
              + " network's recipe says.")
  private @Nullable Integer epochs;

  @Option(names = "--batch", paramLabel = "N", description = "Images in a step.")
  private @Nullable Integer batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "X",
      description =
          "The highest learning rate, reached after a tenth of the steps; from there it falls along"
              + " half a cosine.")
  private @Nullable Double learningRate;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "Decoupled weight decay of AdamW; 0 for Adam.")
  private @Nullable Double weightDecay;

  @Option(
      names = "--average",
      paramLabel = "X",
      description =
          "Ends with a moving average of the weights of this decay, such as 0.999; 0 for the last"
              + " weights.")
  private @Nullable Double averaging;

  @Option(
      names = "--smoothing",
      paramLabel = "X",
      description = "The share of each label that is spread over all classes.")
  private @Nullable Double smoothing;

  @Option(
      names = "--augment",
      paramLabel = "HOW",
      description =
          "Distorts the training images afresh in every epoch: none, light (moved and turned a"
              + " little), digits (as other hands would write), robust (and as cameras see it),"
              + " pictures (moved, lighter or darker), colors (and in other colors) or mirrored"
              + " (and left to right).")
  private @Nullable Augment augment;

  /**
   * {@return a network's recipe with what the command line changes}
   *
   * @param network one of {@link Networks#NAMES}
   * @param images to train on
   */
  Recipe recipe(String network, ImageSet images) {
    return recipe(network, images.size(), images.inputShape().dim(2));
  }

  /** {@return the same for images of which only number and channels are known} */
  Recipe recipe(String network, int images, int channels) {
    Recipe standard = Recipe.of(network, images, channels);
    Recipe recipe =
        new Recipe(
            given(epochs, standard.epochs()),
            given(batch, standard.batchSize()),
            given(learningRate, standard.learningRate()),
            given(weightDecay, standard.weightDecay()),
            given(averaging, standard.averaging()),
            given(smoothing, standard.smoothing()),
            given(augment, standard.augment()));
    requireAtLeastOne("--epochs", recipe.epochs());
    requireAtLeastOne("--batch", recipe.batchSize());
    double rate = recipe.learningRate();
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw wrong("--learning-rate", "a number above 0", rate);
    }
    requireShare("--weight-decay", recipe.weightDecay());
    requireShare("--average", recipe.averaging());
    requireShare("--smoothing", recipe.smoothing());
    return recipe;
  }

  /**
   * Checks what can be checked before images are read.
   *
   * @param net the name of the network as given on the command line, if one is
   */
  void check(@Nullable String net) {
    String network = net != null ? net : Networks.AUTO;
    try {
      Networks.requireName(network);
    } catch (IllegalArgumentException e) {
      throw wrongNetwork(e);
    }
    recipe(network, 1, 1);
  }

  /**
   * {@return the network of a name}
   *
   * @param name as given on the command line
   * @param images to train on
   * @param source what to call them
   */
  Network network(String name, ImageSet images, String source) {
    try {
      return Networks.byName(name, images.inputShape(), images.classes(), images.size());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--net %s: does not fit the images %s of %s: %s"
              .formatted(name, images.inputShape(), source, e.getMessage()));
    }
  }

  private ParameterException wrongNetwork(IllegalArgumentException e) {
    return new ParameterException(spec.commandLine(), "--net: " + e.getMessage());
  }

  private static <T> T given(@Nullable T value, T standard) {
    return value != null ? value : standard;
  }

  private void requireAtLeastOne(String option, int value) {
    if (value < 1) {
      throw wrong(option, "at least 1", value);
    }
  }

  private void requireShare(String option, double value) {
    if (!(value >= 0 && value < 1)) {
      throw wrong(option, "a number from 0 to below 1", value);
    }
  }

  private ParameterException wrong(String option, String expected, Object found) {
    return new ParameterException(
        spec.commandLine(), "%s: expected %s, got %s".formatted(option, expected, found));
  }
}
