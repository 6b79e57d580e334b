package io.crema.examples.web;

import static io.crema.examples.web.TestServer.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.crema.examples.exam.NoDigitVariation;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server refuses, over real connections; after each refusal it is still well. */
class GuardsTest {

  private static final int TOO_MANY = (10 << 20) + 1;
  private static final byte[] PNG = NoDigitVariation.BLANK.draw(1);

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(TestServer.limited(4, Duration.ofSeconds(15)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void isWell() throws Exception {
    assertThat(server.get("/api/health").statusCode()).isEqualTo(200);
    assertThat(server.log()).isEmpty();
  }

  // bodies

  @Test
  void body_tooLargeByItsLength_is413() throws Exception {
    assertProblem(server.post("/api/predict", "image/png", new byte[TOO_MANY]), 413);
  }

  @Test
  void body_tooLargeInChunks_is413() throws Exception {
    var unknownLength =
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[TOO_MANY]));

    assertProblem(server.post("/api/predict", "image/png", unknownLength), 413);
  }

  @Test
  void body_asLargeAsAllowed_isTaken() throws Exception {
    var unknownLength =
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[10 << 20]));

    assertProblem(server.post("/api/predict", "image/png", unknownLength), 422);
  }

  @Test
  void body_ofATrainingTooLarge_is413() throws Exception {
    String json = "{\"network\":\"" + "x".repeat(70_000) + "\"}";

    assertProblem(server.postJson("/api/training", json), 413);
  }

  private static byte[] head(String request, String... headers) {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return "%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: image/png\r\n%s\r\n"
        .formatted(request, server.port(), more)
        .getBytes(StandardCharsets.US_ASCII);
  }

  // what is sent

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json", "image/svg+xml", "image/webp", "image"})
  void predict_mediaTypeOfNoPicture_is415(String type) throws Exception {
    assertProblem(server.post("/api/predict", type, PNG), 415);
  }

  @Test
  void predict_noMediaType_is415() throws Exception {
    var request = server.request("/api/predict").POST(BodyPublishers.ofByteArray(PNG));

    assertProblem(server.send(request), 415);
  }

  @Test
  void predict_refusedBeforeTheBodyCame_isStillAnswered() throws Exception {
    byte[] body = new byte[300_000];

    for (int i = 0; i < 100; i++) {
      assertProblem(server.post("/api/predict", "text/plain", body), 415);
    }
  }

  @Test
  void predict_refusedAndBodyNeverComes_isAnsweredAfterAWhile() throws Exception {
    try (Socket socket = server.connect()) {
      byte[] head =
          new String(head("POST /api/predict", "Content-Length: 100"), StandardCharsets.US_ASCII)
              .replace("image/png", "text/plain")
              .getBytes(StandardCharsets.US_ASCII);
      socket.getOutputStream().write(head);

      assertThat(TestServer.untilEnd(socket)).startsWith("HTTP/1.1 415 ");
    }
  }

  @Test
  void predict_noPicture_is422WithTheReason() throws Exception {
    var response =
        server.post("/api/predict", "image/png", "<script>".getBytes(StandardCharsets.US_ASCII));

    assertProblem(response, 422);
    assertThat(TestServer.json(response).path("detail").asText())
        .contains("expected a picture".substring(1))
        .doesNotContain("script");
  }

  @Test
  void predict_formWithoutThePicture_is400() throws Exception {
    byte[] form = Forms.file("file", PNG);

    assertProblem(server.post("/api/predict", Forms.TYPE, form), 400);
  }

  @Test
  void predict_formOfAPartWithoutAName_is400() throws Exception {
    byte[] form =
        "--XyZ\r\nContent-Disposition: form-data\r\n\r\n7\r\n--XyZ--\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    assertProblem(server.post("/api/predict", Forms.TYPE, form), 400);
  }

  @Test
  void predict_malformedForm_is400() throws Exception {
    assertProblem(server.post("/api/predict", Forms.TYPE, PNG), 400);
    assertProblem(server.post("/api/predict", "multipart/form-data", PNG), 400);
    assertProblem(server.post("/api/predict", "multipart/form-data; boundary=\"a", PNG), 400);
  }

  // addresses

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nope",
        "/api",
        "/api/",
        "/api/nope",
        "/assets",
        "/assets/",
        "/assets/nope.js",
        "/index.html",
        "/assets/index.html",
        "/web/index.html",
        "/openapi.json",
        "/assets/DigitServer.class",
        "/META-INF/MANIFEST.MF"
      })
  void address_unknown_is404(String path) throws Exception {
    assertProblem(server.get(path), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../DigitServer.class",
        "/assets/%2e%2e/DigitServer.class",
        "/assets/%2e%2e%2fDigitServer.class",
        "/assets/..%5cDigitServer.class",
        "/assets/..\\DigitServer.class",
        "/assets/%00.js",
        "/assets/main.js%00.css",
        "/assets//etc/passwd",
        "//etc/passwd",
        "/assets/%2fetc%2fpasswd",
        "/assets/..;/DigitServer.class",
        "/assets/%252e%252e%252fDigitServer.class",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/../../etc/passwd",
        "/assets/%c0%ae%c0%ae/DigitServer.class",
        "/assets/%zz"
      })
  void address_thatLeadsOut_isRefused(String path) throws Exception {
    String answer =
        server.raw(
            "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
                .formatted(path, server.port()));

    assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*");
    assertThat(answer).contains("application/problem+json").doesNotContain("root:");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /api/predict, POST", "GET, /api/predict, POST", "POST, /, GET",
    "DELETE, /api/health, GET", "OPTIONS, /api/samples, GET", "TRACE, /api/health, GET"
  })
  void method_wrong_is405WithThoseAllowed(String method, String path, String allowed)
      throws Exception {
    String answer =
        server.raw(
            "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
                .formatted(method, path, server.port()));

    assertThat(answer).startsWith("HTTP/1.1 405 ").contains("\r\nAllow: " + allowed + "\r\n");
    assertThat(answer).contains("application/problem+json");
  }

  @Test
  void method_wrongWhereSeveralAre_namesThemAll() throws Exception {
    var request = server.request("/api/training").PUT(BodyPublishers.noBody());

    assertThat(server.send(request).headers().firstValue("Allow").orElseThrow().split(", "))
        .containsExactlyInAnyOrder("GET", "POST", "DELETE");
  }

  // headers

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1",
        "GET /assets/main.js HTTP/1.1",
        "GET /api/health HTTP/1.1",
        "GET /nope HTTP/1.1",
        "PUT / HTTP/1.1",
        "GET /assets/%2e%2e/x HTTP/1.1",
        "GET /api/training/stream HTTP/1.1",
        "no HTTP at all"
      })
  void response_ofAnyKind_hasTheSecurityHeaders(String request) throws Exception {
    String answer =
        server.raw(
            "%s\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
                .formatted(request, server.port()));

    assertThat(answer)
        .contains("\r\nContent-Security-Policy: default-src 'none'; script-src 'self'; ")
        .contains("\r\nX-Content-Type-Options: nosniff\r\n")
        .contains("\r\nReferrer-Policy: no-referrer\r\n")
        .contains("\r\nCross-Origin-Opener-Policy: same-origin\r\n")
        .contains("\r\nCross-Origin-Resource-Policy: same-origin\r\n")
        .contains("\r\nPermissions-Policy: ")
        .contains("\r\nCache-Control: no-")
        .doesNotContain("\r\nServer: ")
        .doesNotContain("Jetty");
  }

  @Test
  void assets_areCheckedByTheirTags() throws Exception {
    HttpResponse<byte[]> first = server.get("/assets/echarts.min.js");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    var again = server.request("/assets/echarts.min.js").header("If-None-Match", tag);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body().length).isGreaterThan(100_000);
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(first.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/javascript");
    assertThat(server.send(again).statusCode()).isEqualTo(304);
    assertThat(server.get("/api/health").headers().firstValue("Cache-Control"))
        .hasValue("no-store");
  }

  // other sites

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example:%d", "localhost:1", "localhost", "127.0.0.1.evil.example:%d"})
  void host_ofAnotherName_isRefused(String host) throws Exception {
    String answer = server.raw(getAs(host.formatted(server.port())));

    assertThat(answer).startsWith("HTTP/1.1 421 ").doesNotContain("evil");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:%d", "127.0.0.1:%d", "[::1]:%d", "LOCALHOST:%d"})
  void host_ofThisMachine_isAnswered(String host) throws Exception {
    assertThat(server.raw(getAs(host.formatted(server.port())))).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void host_inTheAddressItself_isRefusedToo() throws Exception {
    String answer =
        server.raw(
            "GET http://evil.example:%d/api/health HTTP/1.1\r\nHost: evil.example:%d\r\nConnection: close\r\n\r\n"
                .formatted(server.port(), server.port()));

    assertThat(answer).startsWith("HTTP/1.1 421 ");
  }

  private static String getAs(String host) {
    return "GET /api/health HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(host);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Origin, http://localhost:1",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void training_fromAnotherSite_isForbidden(String header, String value) throws Exception {
    String more = header + ": " + value + "\r\n";

    assertThat(server.raw(changing("POST", more))).startsWith("HTTP/1.1 403 ");
    assertThat(server.raw(changing("DELETE", more))).startsWith("HTTP/1.1 403 ");
    assertThat(server.json("/api/training").path("state").asText()).isEqualTo("none");
  }

  @Test
  void training_fromThePage_isNotForbidden() throws Exception {
    String more =
        "Origin: http://127.0.0.1:%d\r\nSec-Fetch-Site: same-origin\r\n".formatted(server.port());

    assertThat(server.raw(changing("POST", more))).startsWith("HTTP/1.1 422 ");
    assertThat(server.raw(changing("DELETE", more))).startsWith("HTTP/1.1 409 ");
  }

  private static String changing(String method, String more) {
    return ("%s /api/training HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: 2\r\n%s\r\n{}")
        .formatted(method, server.port(), more);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void training_asFormsCanSendIt_is415(String type) throws Exception {
    assertProblem(
        server.post("/api/training", type, BodyPublishers.ofString("{\"network\":\"lenet\"}")),
        415);
  }

  // crowds

  @Test
  void pictures_twoHundredAtATime_areAnsweredOrPutOff() throws Exception {
    byte[] picture = server.sample("7-1");
    var request =
        server
            .request("/api/predict")
            .header("Content-Type", "image/png")
            .POST(BodyPublishers.ofByteArray(picture))
            .build();
    List<CompletableFuture<HttpResponse<byte[]>>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(server.client().sendAsync(request, BodyHandlers.ofByteArray()));
    }
    int answered = 0;
    for (CompletableFuture<HttpResponse<byte[]>> each : all) {
      int status = each.get(60, TimeUnit.SECONDS).statusCode();
      assertThat(status).isIn(200, 503);
      answered += status == 200 ? 1 : 0;
    }
    assertThat(answered).isPositive();
  }

  @Test
  void streams_moreThanAllowed_arePutOff() throws Exception {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        Socket socket = server.connect();
        open.add(socket);
        socket.getOutputStream().write(head("GET /api/evaluation/stream?again=true"));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      var refused = server.get("/api/training/stream");
      assertProblem(refused, 503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }
}
