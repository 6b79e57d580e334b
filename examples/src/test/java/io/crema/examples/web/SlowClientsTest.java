package io.crema.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that keep the server waiting, over plain sockets. */
@Timeout(30)
class SlowClientsTest {

  private static final Duration ALLOWED = Duration.ofMillis(1500);

  private static TestServer server;

  private long start;

  @BeforeAll
  static void startServer() {
    server = new TestServer(TestServer.limited(4, ALLOWED));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void startClock() {
    start = System.nanoTime();
  }

  @AfterEach
  void wasCutOffInTime() {
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    assertThat(time).isBetween(ALLOWED.dividedBy(2), ALLOWED.multipliedBy(5));
    assertThat(server.log()).isEmpty();
  }

  private static String head(String more) {
    return "POST /api/predict HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: image/png\r\n%s"
        .formatted(server.port(), more);
  }

  /** Sends some text, then a byte ten times a second: {@return what comes back} */
  private static String trickle(String text) throws Exception {
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      Thread trickle =
          new Thread(
              () -> {
                try {
                  while (!Thread.interrupted()) {
                    socket.getOutputStream().write('x');
                    Thread.sleep(100);
                  }
                } catch (IOException | InterruptedException e) {
                  // cut off
                }
              });
      trickle.start();
      String answer = TestServer.untilEnd(socket);
      trickle.interrupt();
      trickle.join();
      return answer;
    }
  }

  /** A byte now and then keeps the connection from being idle, but not from being too slow. */
  @Test
  void body_thatTrickles_isCutOff() throws Exception {
    assertThat(trickle(head("Content-Length: 1000000\r\n\r\n")))
        .startsWith("HTTP/1.1 408 ")
        .contains("application/problem+json");
  }

  @Test
  void body_thatNeverComes_isCutOff() throws Exception {
    assertThat(server.raw(head("Content-Length: 10\r\n\r\n"))).startsWith("HTTP/1.1 408 ");
  }

  @Test
  void head_thatTrickles_isCutOff() throws Exception {
    assertThat(trickle(head("X-Slow: "))).isEmpty();
  }

  @Test
  void head_thatTricklesAfterAGoodRequest_isCutOff() throws Exception {
    String good = "GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n".formatted(server.port());

    assertThat(trickle(good + head("X-Slow: ")))
        .startsWith("HTTP/1.1 200 ")
        .doesNotContain("HTTP/1.1 4");
  }

  @Test
  void connection_thatSaysNothing_isEnded() throws Exception {
    assertThat(server.raw("")).isEmpty();
  }
}
