package io.crema.examples;

import io.crema.examples.web.Courses;
import io.crema.examples.web.TrainingSettings;
import io.crema.nn.model.Network;
import io.crema.nn.train.Trainer;
import java.util.List;

/** The networks of {@link Networks}, trained by their recipes. */
final class DigitCourses implements Courses {

  private static final long SEED = 7;

  @Override
  public List<String> networks() {
    return Networks.names();
  }

  @Override
  public TrainingSettings standard(String network) {
    Recipe recipe = Recipe.of(network);
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
    return Networks.byName(name);
  }

  @Override
  public Trainer trainer(TrainingSettings settings) {
    return new Recipe(settings.epochs(), settings.batchSize(), settings.learningRate())
        .trainer()
        .seed(settings.seed());
  }
}
