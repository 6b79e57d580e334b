package io.crema.examples.web;

import io.crema.core.parallel.Workers;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server answers: its routes and what is behind them. */
final class Services {

  private final Site site;
  private final long start = System.nanoTime();
  private final Assets assets = new Assets();
  private final EventStreams streams;
  private final PictureRequests pictures;
  private final ModelFacts facts;

  /** For digits alone; null for models of other classes. */
  private final @Nullable DigitServices digits;

  Services(Site site, ServerSettings settings, Workers workers, Problems problems) {
    this.site = site;
    Uploads uploads = new Uploads(settings);
    Courtesy courtesy = new Courtesy();
    Decoders decoders = new Decoders(settings.decoders(), settings.queueTime(), courtesy);
    ServedModel loaded = ServedModel.of(site.model(), site.digits(), workers);
    streams = new EventStreams(settings.streams());
    digits =
        site.digits() == null
            ? null
            : new DigitServices(
                loaded, site.digits(), uploads, streams, courtesy, workers, problems);
    pictures =
        new PictureRequests(
            loaded,
            digits == null ? null : digits.trainings(),
            uploads,
            decoders,
            settings.bodyBytes());
    facts = ModelFacts.of(site, loaded, workers.threads());
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
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get("/", assets::index));
    routes.add(Route.get("/assets/{name}", assets::asset));
    routes.add(Route.get("/api/openapi.json", assets::openApi));
    routes.add(Route.get("/api/health", this::health));
    routes.add(Route.get("/api/model", ctx -> Json.answer(ctx, facts)));
    routes.add(Route.post("/api/predict", pictures::predict));
    routes.add(Route.post("/api/explain", pictures::explain));
    if (digits != null) {
      routes.addAll(digits.routes());
    }
    return routes;
  }

  private void health(Context ctx) {
    double seconds = (System.nanoTime() - start) / 1e9;
    Json.answer(ctx, new Health("up", site.version(), facts.kernels(), seconds));
  }

  /** Ends the streams and the training. */
  void stop(Duration most) throws InterruptedException {
    streams.stop();
    if (digits != null) {
      digits.trainings().close(most);
    }
  }
}
