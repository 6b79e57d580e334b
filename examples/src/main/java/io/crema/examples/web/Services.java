package io.crema.examples.web;

import io.crema.core.parallel.Workers;
import io.javalin.http.Context;
import java.util.List;

/** What the server answers: its routes and what is behind them. */
final class Services {

  private final Site site;
  private final long start = System.nanoTime();
  private final Assets assets = new Assets();
  private final TestImages images;
  private final PictureRequests pictures;

  Services(Site site, ServerSettings settings, Workers workers) {
    this.site = site;
    images = new TestImages(site.digits().test());
    DigitNetwork loaded = DigitNetwork.of(site.saved().model(), site.lines(), workers);
    pictures = new PictureRequests(loaded, new Uploads(settings), settings);
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
        Route.get("/api/samples", images::samples),
        Route.get("/api/samples/{id}.png", images::sample),
        Route.get("/api/test-images/{index}.png", images::image),
        Route.post("/api/predict", pictures::predict));
  }

  private void health(Context ctx) {
    double seconds = (System.nanoTime() - start) / 1e9;
    Json.answer(ctx, new Health("up", site.version(), site.saved().model().kernelName(), seconds));
  }
}
