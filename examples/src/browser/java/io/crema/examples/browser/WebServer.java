package io.crema.examples.browser;

import io.crema.examples.cli.Digits;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The server as a person starts it, in a process of its own, on a free port. */
final class WebServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Path LOG = Path.of("target", "browser-server.log");

  private final Process process;
  private final String address;

  private WebServer(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /**
   * {@return a server that answers}
   *
   * @param options of the command, beside the port
   */
  static WebServer start(String... options) throws IOException, InterruptedException {
    int port = freePort();
    Files.createDirectories(LOG.getParent());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Digits.class.getName(),
                "serve",
                "--port",
                Integer.toString(port)));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(LOG.toFile())
            .start();
    WebServer server = new WebServer(process, "http://127.0.0.1:" + port);
    server.awaitHealth();
    return server;
  }

  String address() {
    return address;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitHealth() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(START);
    while (!isUp()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        close();
        throw new IOException("expected a server at " + address + ", found: " + log());
      }
      Thread.sleep(100);
    }
  }

  private boolean isUp() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/health")).build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static String log() throws IOException {
    return Files.readString(LOG);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
