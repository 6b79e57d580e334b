package io.crema.examples.web;

import io.crema.core.parallel.Workers;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;

/** What the server answers: its routes and what is behind them. */
final class Services {

  private final Site site;
  private final long start = System.nanoTime();
  private final Assets assets = new Assets();
  private final EventStreams streams;
  private final Trainings trainings;
  private final TestImages images;
  private final PictureRequests pictures;
  private final Evaluations evaluations;
  private final TrainingRequests trainingRequests;
  private final ModelFacts facts;

  Services(Site site, ServerSettings settings, Workers workers, Problems problems) {
    this.site = site;
    Uploads uploads = new Uploads(settings);
    Courtesy courtesy = new Courtesy();
    Decoders decoders = new Decoders(settings.decoders(), settings.queueTime(), courtesy);
    DigitNetwork loaded = DigitNetwork.of(site.saved().model(), site.lines(), workers);
    streams = new EventStreams(settings.streams());
    trainings = new Trainings(site, workers, courtesy);
    images = new TestImages(site.digits().test());
    pictures = new PictureRequests(loaded, trainings, uploads, decoders, settings.bodyBytes());
    evaluations = new Evaluations(loaded, site, streams, courtesy, problems);
    TrainingLimits limits = new TrainingLimits(site.courses(), trainings.images());
    trainingRequests = new TrainingRequests(trainings, limits, uploads, streams);
    facts = ModelFacts.of(site, workers.threads());
  }

  /**
   * Whether the server is well.
   *
   * @param status {@code up}
   * @param version the version of the program
   * @param kernels what computes
   * @param uptimeSeconds how long it has been up
   */
  private record Health(String status, String version, String kernels, double uptimeSeconds) {}

  List<Route> routes() {
    return List.of(
        Route.get("/", assets::index),
        Route.get("/assets/{name}", assets::asset),
        Route.get("/api/openapi.json", assets::openApi),
        Route.get("/api/health", this::health),
        Route.get("/api/model", ctx -> Json.answer(ctx, facts)),
        Route.get("/api/samples", images::samples),
        Route.get("/api/samples/{id}.png", images::sample),
        Route.get("/api/test-images/{index}.png", images::image),
        Route.post("/api/predict", pictures::predict),
        Route.post("/api/explain", pictures::explain),
        Route.get("/api/evaluation", evaluations::evaluation),
        Route.get("/api/evaluation/stream", evaluations::stream),
        Route.get("/api/evaluation/cell", evaluations::cell),
        Route.get("/api/training", trainingRequests::training),
        Route.post("/api/training", Origins.ownSiteOnly(trainingRequests::start)),
        Route.delete("/api/training", Origins.ownSiteOnly(trainingRequests::stop)),
        Route.get("/api/training/stream", trainingRequests::stream));
  }

  private void health(Context ctx) {
    double seconds = (System.nanoTime() - start) / 1e9;
    Json.answer(ctx, new Health("up", site.version(), facts.kernels(), seconds));
  }

  /** Ends the streams and the training. */
  void stop(Duration most) throws InterruptedException {
    streams.stop();
    trainings.close(most);
  }
}
