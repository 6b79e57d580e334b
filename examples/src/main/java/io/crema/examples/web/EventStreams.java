package io.crema.examples.web;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Sends events to browsers: server-sent events, as the HTML standard has them. Each stream keeps
 * the thread of its request.
 */
final class EventStreams {

  /**
   * How often a stream without news shows that it is alive, and finds out whether its client is.
   */
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  /** How soon a stream ends when the server stops. */
  private static final Duration STOP_CHECK = Duration.ofMillis(100);

  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Semaphore free;
  private volatile boolean stopped;

  /**
   * Makes none yet.
   *
   * @param most how many there may be at a time
   */
  EventStreams(int most) {
    free = new Semaphore(most);
  }

  /** What a stream begins with. */
  @FunctionalInterface
  interface Opening {
    List<Event> events() throws Problem;
  }

  /**
   * Sends what a stream begins with, then what is published, up to the last event.
   *
   * @param ctx the request
   * @param topic what it is about
   * @param opening asked when nothing that is published can be missed any more
   */
  void serve(Context ctx, EventTopic topic, Opening opening) throws Problem, InterruptedException {
    if (!free.tryAcquire()) {
      throw Problem.busy("Too many streams are open.");
    }
    try (EventTopic.Subscription subscription = topic.subscribe()) {
      send(ctx.res(), subscription, opening.events());
    } catch (IOException e) {
      // The client went away, as clients of streams do.
    } finally {
      free.release();
    }
  }

  private void send(
      HttpServletResponse response, EventTopic.Subscription subscription, List<Event> opening)
      throws IOException, InterruptedException {
    response.setContentType("text/event-stream");
    OutputStream out = response.getOutputStream();
    for (Event event : opening) {
      out.write(event.text());
    }
    response.flushBuffer();
    if (opening.stream().anyMatch(Event::isLast)) {
      return;
    }
    long lastSent = System.nanoTime();
    while (!stopped) {
      Event event = subscription.next(STOP_CHECK);
      if (event != null || System.nanoTime() - lastSent > HEARTBEAT.toNanos()) {
        out.write(event != null ? event.text() : COMMENT);
        response.flushBuffer();
        lastSent = System.nanoTime();
      }
      if (event != null && event.isLast()) {
        return;
      }
    }
  }

  /** Ends all streams. */
  void stop() {
    stopped = true;
  }
}
