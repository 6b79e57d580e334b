package io.crema.examples.web;

import io.crema.core.parallel.Workers;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The web server. */
public final class DigitServer implements AutoCloseable {

  private final ServerSettings settings;
  private final Javalin javalin;

  private DigitServer(Site site, ServerSettings settings, Workers workers, PrintWriter log) {
    this.settings = settings;
    Problems problems = new Problems(log);
    List<Route> routes = new Services(site, settings, workers).routes();
    javalin = Javalin.create(config -> configure(config, routes, problems));
  }

  /**
   * {@return a server that answers}
   *
   * @param site what it shows
   * @param settings where it listens, and what it puts up with
   * @param workers who computes; not closed
   * @param log gets a line for each error of the server's own
   * @throws IOException if it cannot listen there
   */
  public static DigitServer start(
      Site site, ServerSettings settings, Workers workers, PrintWriter log) throws IOException {
    DigitServer server = new DigitServer(site, settings, workers, log);
    server.javalin.start();
    return server;
  }

  /** {@return where it listens} */
  public URI address() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return URI.create("http://%s:%d/".formatted(host, javalin.port()));
  }

  /** Waits until the server has been stopped. */
  public void join() throws InterruptedException {
    javalin.jettyServer().server().join();
  }

  /** Stops the server when it has answered what it is being asked. */
  @Override
  public void close() {
    javalin.stop();
  }

  private void configure(JavalinConfig config, List<Route> routes, Problems problems) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.jetty.addConnector(this::connector);
    problems.register(config.routes);
    for (Route route : routes) {
      config.routes.addHttpHandler(route.method(), route.path(), route.handler());
    }
  }

  private Connector connector(Server server, HttpConfiguration http) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idleTime().toMillis());
    return connector;
  }
}
