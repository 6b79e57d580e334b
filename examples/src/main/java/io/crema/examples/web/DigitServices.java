package io.crema.examples.web;

import io.crema.core.parallel.Workers;
import java.util.List;

/** The routes that only a model of digits has: samples, the evaluation and training. */
final class DigitServices {

  private final TestImages images;
  private final Trainings trainings;
  private final Evaluations evaluations;
  private final TrainingRequests requests;

  DigitServices(
      ServedModel loaded,
      Site.Digits digits,
      Uploads uploads,
      EventStreams streams,
      Courtesy courtesy,
      Workers workers,
      Problems problems) {
    images = new TestImages(digits.images().test());
    trainings = new Trainings(digits, workers, courtesy);
    evaluations = new Evaluations(loaded, digits, streams, courtesy, problems);
    TrainingLimits limits = new TrainingLimits(digits.courses(), trainings.images());
    requests = new TrainingRequests(trainings, limits, uploads, streams);
  }

  Trainings trainings() {
    return trainings;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/samples", images::samples),
        Route.get("/api/samples/{id}.png", images::sample),
        Route.get("/api/test-images/{index}.png", images::image),
        Route.get("/api/evaluation", evaluations::evaluation),
        Route.get("/api/evaluation/stream", evaluations::stream),
        Route.get("/api/evaluation/cell", evaluations::cell),
        Route.get("/api/training", requests::training),
        Route.post("/api/training", Origins.ownSiteOnly(requests::start)),
        Route.delete("/api/training", Origins.ownSiteOnly(requests::stop)),
        Route.get("/api/training/stream", requests::stream));
  }
}
