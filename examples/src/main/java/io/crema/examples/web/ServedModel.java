package io.crema.examples.web;

import io.crema.core.data.ClassNames;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.examples.reader.Answers;
import io.crema.examples.reader.PictureModel;
import io.crema.nn.io.SavedModel;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.model.Model;
import io.crema.nn.model.Predictor;
import io.crema.vision.raster.GreyImage;
import org.jspecify.annotations.Nullable;

/**
 * A model that answers requests. Any number of threads may use it at once.
 *
 * @param model the model with its weights, which nobody changes
 * @param predictor classifies inputs with it
 * @param answers reads pictures with it
 */
record ServedModel(PictureModel model, Predictor predictor, Answers answers) {

  /**
   * {@return a model that answers requests}
   *
   * @param digits what reads the digits of a line; null for a model of other classes
   */
  static ServedModel of(PictureModel model, Site.@Nullable Digits digits, Workers workers) {
    Predictor predictor = model.model().predictor(workers);
    Answers answers =
        new Answers(
            model, predictor, digits == null ? null : digits.lines().reader(predictor), null);
    return new ServedModel(model, predictor, answers);
  }

  /** {@return a network for digits in training} */
  static ServedModel inTraining(Model model, Site.Digits digits, Workers workers) {
    PictureModel named =
        new PictureModel(
            "the network in training",
            new SavedModel(model, TrainingRecord.EMPTY),
            ClassNames.numbers(model.network().outputShapes().get(0).size()),
            PictureModel.preparationOf(model.network().inputShape()));
    return of(named, digits, workers);
  }

  /** {@return the image of a digit as input, {@code [1, 28, 28, 1]}} */
  Tensor input(GreyImage image) {
    return Tensor.over(model.inputShape().withBatch(1), image.toArray());
  }

  /** {@return the probability of each class} */
  float[] probabilities(Tensor input) {
    return predictor.predictProbabilities(input).toArray();
  }
}
