package io.crema.examples.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Takes what a client still sends of a request that is refused. A connection that ends with bytes
 * unread is reset, and a client that is still sending may then never see the answer.
 */
final class Leftovers {

  private static final Duration MOST_TIME = Duration.ofSeconds(1);
  private static final long MOST_BYTES = 32 << 20;
  private static final Duration PAUSE = Duration.ofMillis(2);

  private Leftovers() {}

  /** Discards the rest of the body, for a while. */
  static void discard(HttpServletRequest request) {
    if (request.getHeader("Expect") != null) {
      return; // the client sends nothing before it is asked to
    }
    try {
      discard(ServletContextRequest.getServletContextRequest(request));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void discard(Request request) throws InterruptedException {
    long start = System.nanoTime();
    long left = MOST_BYTES;
    boolean more = true;
    while (more && left > 0 && System.nanoTime() - start < MOST_TIME.toNanos()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        Thread.sleep(PAUSE.toMillis());
      } else {
        left -= chunk.remaining();
        more = !chunk.isLast() && !Content.Chunk.isFailure(chunk);
        chunk.release();
      }
    }
  }
}
