package io.crema.examples.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crema.examples.cli.Digits;
import io.crema.examples.exam.NoDigitVariation;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server in a JVM of its own that is told to end, as service managers do it. */
@Timeout(60)
class ShutdownTest {

  /** 128 and the number of SIGTERM, as the JVM ends by it. */
  private static final int TERMINATED = 143;

  private static Process serve() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Digits.class.getName(),
                "serve",
                "--port=0",
                "--json"));
    builder.environment().remove("JDK_JAVA_OPTIONS"); // the JVM would say that it took them
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static int port(Process process) throws IOException {
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    assertThat(line).startsWith("{\"event\":\"ready\",\"address\":\"http://127.0.0.1:");
    return URI.create(TestServer.parse(line).path("address").asText()).getPort();
  }

  private static String head(String request, int port, String type, int length) {
    return "%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
        .formatted(request, port, type, length);
  }

  @Test
  void sigterm_withARequestInFlight_answersItAndEnds() throws Exception {
    byte[] picture = NoDigitVariation.BLANK.draw(1);
    Process process = serve();
    try {
      int port = port(process);
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        String head = head("POST /api/predict", port, "image/png", picture.length);
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        socket.getOutputStream().write(picture, 0, 10);
        socket.getOutputStream().flush();
        Thread.sleep(500); // until the server reads the body
        process.destroy();
        assertNoNewConnections(port);

        socket.getOutputStream().write(picture, 10, picture.length - 10);
        assertThat(TestServer.untilEnd(socket))
            .startsWith("HTTP/1.1 200 ")
            .contains("\"kind\":\"none\"");
      }
      assertThat(process.waitFor(15, TimeUnit.SECONDS)).as("ends by itself").isTrue();
      assertThat(process.exitValue()).isEqualTo(TERMINATED);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void assertNoNewConnections(int port) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    boolean refused = false;
    while (!refused && System.nanoTime() < end) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        Thread.sleep(50);
      } catch (ConnectException e) {
        refused = true;
      }
    }
    assertThat(refused).as("refuses connections").isTrue();
  }

  @Test
  void sigterm_withATrainingAndAStream_ends() throws Exception {
    Process process = serve();
    try {
      int port = port(process);
      String json = "{\"network\":\"lenet\",\"epochs\":20}";
      String start = head("POST /api/training", port, "application/json", json.length()) + json;
      String follow = head("GET /api/training/stream", port, "text/plain", 0);
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write((start + follow).getBytes(US_ASCII));
        byte[] some = socket.getInputStream().readNBytes(2_000);
        assertThat(new String(some, US_ASCII)).startsWith("HTTP/1.1 202 ").contains("event: state");
        long told = System.nanoTime();
        process.destroy();

        assertThat(process.waitFor(15, TimeUnit.SECONDS)).as("ends by itself").isTrue();
        assertThat(System.nanoTime() - told).isLessThan(TimeUnit.SECONDS.toNanos(12));
        assertThat(process.exitValue()).isEqualTo(TERMINATED);
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
            .isInstanceOf(ConnectException.class);
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
