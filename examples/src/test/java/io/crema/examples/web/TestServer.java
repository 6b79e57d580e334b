package io.crema.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crema.core.parallel.Workers;
import io.crema.examples.cli.BundledSite;
import io.crema.vision.dataset.DataSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** A server on a free port, and what talks to it. */
final class TestServer implements AutoCloseable {

  static final ServerSettings USUAL = ServerSettings.of("127.0.0.1", 0);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Loaded once; its workers are only few threads that sleep. */
  private static final Site BUNDLED = load();

  private final Workers workers = new Workers(2);
  private final StringWriter log = new StringWriter();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Site site;
  private final DigitServer server;

  TestServer(ServerSettings settings) {
    this(settings, BUNDLED);
  }

  /** With fewer images, for what takes long. */
  static TestServer small() {
    Site.Digits digits = Objects.requireNonNull(BUNDLED.digits());
    DataSet all = digits.images();
    DataSet some = new DataSet(all.train().limit(12_000), all.test().limit(2_000));
    return new TestServer(
        USUAL,
        new Site(
            BUNDLED.version(),
            BUNDLED.model(),
            new Site.Digits(some, digits.lines(), digits.courses(), digits.scores())));
  }

  /** With a model file, as {@code serve --model} loads it. */
  static TestServer of(Path modelFile) throws IOException {
    return new TestServer(USUAL, BundledSite.load(modelFile, new Workers(2)));
  }

  private static Site load() {
    try {
      return BundledSite.load(new Workers(2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestServer(ServerSettings settings, Site site) {
    this.site = site;
    try {
      server = DigitServer.start(site, settings, workers, new PrintWriter(log, true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return settings with other limits}
   *
   * @param streams the most at a time, and the pictures read at a time
   * @param time that bodies, silence and the end may take
   */
  static ServerSettings limited(int streams, Duration time) {
    return new ServerSettings(
        "127.0.0.1", 0, 10 << 20, time, time, streams, Duration.ofSeconds(2), 512, streams, time);
  }

  DigitServer server() {
    return server;
  }

  Site site() {
    return site;
  }

  Site.Digits digits() {
    return Objects.requireNonNull(site.digits());
  }

  int port() {
    return server.address().getPort();
  }

  String log() {
    return log.toString();
  }

  HttpClient client() {
    return client;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<byte[]> post(String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return post(path, type, BodyPublishers.ofByteArray(body));
  }

  HttpResponse<byte[]> post(String path, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    return send(request(path).header("Content-Type", type).POST(body));
  }

  HttpResponse<byte[]> postJson(String path, String json) throws IOException, InterruptedException {
    return post(path, "application/json", BodyPublishers.ofString(json));
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = get(path);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return json(response);
  }

  static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    return MAPPER.readTree(response.body());
  }

  static JsonNode parse(String text) throws IOException {
    return MAPPER.readTree(text);
  }

  static void assertProblem(HttpResponse<byte[]> response, int status) throws IOException {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = json(response);
    assertThat(problem.fieldNames())
        .toIterable()
        .containsExactly("type", "title", "status", "detail");
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotEmpty();
    assertThat(problem.path("detail").asText()).endsWith(".");
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Sends bytes as they are: {@return all that comes back until the server ends the connection} */
  String raw(String text) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return untilEnd(socket);
    }
  }

  /** {@return all that comes until the server ends the connection} */
  static String untilEnd(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[4096];
    try {
      int count;
      while ((count = socket.getInputStream().read(piece)) >= 0) {
        all.write(piece, 0, count);
      }
    } catch (SocketException e) {
      // A connection that was reset ended, too.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** {@return the bytes of a file of the tests' own test image} */
  byte[] sample(String id) throws IOException, InterruptedException {
    return get("/api/samples/" + id + ".png").body();
  }

  @Override
  public void close() {
    server.close();
    workers.close();
  }
}
