package io.crema.examples.cli;

import io.crema.core.data.LabelledSamples;
import io.crema.examples.web.Courses;
import io.crema.examples.web.TrainingSettings;
import io.crema.models.DigitNetworks;
import io.crema.nn.graph.Network;
import io.crema.nn.train.Trainer;
import java.util.List;

/**
 * The networks of {@link DigitNetworks} that learn while somebody watches, trained by their
 * recipes: not the champion, which takes half an hour.
 */
final class DigitCourses implements Courses {

  private static final long SEED = 7;

  /** Those of MNIST. */
  private static final int TRAINING_IMAGES = 60_000;

  private static Recipe recipe(String network) {
    return Recipe.of(network, TRAINING_IMAGES, 1);
  }

  @Override
  public List<String> networks() {
    return List.of(DigitNetworks.FAST, DigitNetworks.REFERENCE, DigitNetworks.LENET);
  }

  @Override
  public TrainingSettings standard(String network) {
    Recipe recipe = recipe(network);
    return new TrainingSettings(
        network,
        recipe.epochs(),
        recipe.batchSize(),
        recipe.learningRate(),
        SEED,
        Integer.MAX_VALUE);
  }

  @Override
  public Network network(String name) {
    return DigitNetworks.byName(name);
  }

  @Override
  public Trainer trainer(TrainingSettings settings) {
    return recipe(settings.network())
        .with(settings.epochs(), settings.batchSize(), settings.learningRate())
        .trainer()
        .seed(settings.seed());
  }

  @Override
  public LabelledSamples distorted(String network, LabelledSamples images) {
    return recipe(network).augment().of(images);
  }
}
