package io.crema.examples.web;

import io.crema.core.parallel.Workers;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The web server: listens, and hands requests to {@link Services}. */
public final class DigitServer implements AutoCloseable {

  /** Threads beside those of the streams: those that answer, and those that wait for a body. */
  private static final int THREADS = 200;

  private final ServerSettings settings;
  private final Services services;
  private final Javalin javalin;

  private DigitServer(Site site, ServerSettings settings, Workers workers, PrintWriter log)
      throws UnknownHostException {
    this.settings = settings;
    Problems problems = new Problems(log);
    Origins origins = new Origins(settings.host());
    services = new Services(site, settings, workers, problems);
    javalin =
        Javalin.create(
            config -> {
              configure(config);
              problems.register(config.routes);
              config.routes.before(origins::requireOwnName);
              services
                  .routes()
                  .forEach(r -> config.routes.addHttpHandler(r.method(), r.path(), r.handler()));
            });
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
    try {
      server.javalin.start();
    } catch (RuntimeException e) { // Javalin's own, around what Jetty threw
      server.close();
      throw new IOException(
          "%s port %d: cannot listen there: %s"
              .formatted(settings.host(), settings.port(), reason(e)),
          e);
    }
    return server;
  }

  private static String reason(RuntimeException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  /** {@return what it answers} */
  List<Route> routes() {
    return services.routes();
  }

  /** {@return where it listens} */
  public URI address() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return URI.create("http://%s:%d/".formatted(host, javalin.port()));
  }

  /**
   * Waits until the server has been stopped.
   *
   * @throws InterruptedException if somebody interrupts the waiting
   */
  public void join() throws InterruptedException {
    javalin.jettyServer().server().join();
  }

  /** Stops the server when it has answered what it is being asked. */
  @Override
  public void close() {
    try {
      services.stop(settings.stopTime());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    javalin.stop();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS + settings.streams());
    threads.setName("digits-web");
    config.jetty.threadPool = threads;
    config.jetty.modifyServer(this::configure);
    config.jetty.modifyServletContextHandler(DigitServer::configure);
    config.jetty.modifyHttpConfiguration(DigitServer::configure);
    config.jetty.addConnector(this::connector);
  }

  private void configure(Server server) {
    // It would end connections that wait for their turn.
    server.getBeans(LowResourceMonitor.class).forEach(server::removeBean);
    server.insertHandler(new GracefulHandler());
    server.setStopTimeout(settings.stopTime().toMillis());
    server.setErrorHandler(new ErrorBodies());
  }

  private static void configure(ServletContextHandler context) {
    context.setErrorHandler(new ErrorBodies());
  }

  private static void configure(HttpConfiguration http) {
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.addCustomizer(new SecurityHeaders());
  }

  private Connector connector(Server server, HttpConfiguration http) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idleTime().toMillis());
    connector.addEventListener(new SlowSenders(connector.getScheduler(), settings.bodyTime()));
    server.addBean(new NetworkConnectionLimit(settings.connections(), connector));
    return connector;
  }
}
