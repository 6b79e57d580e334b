package io.crema.examples.web;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EofException;

/**
 * Takes the bodies of requests into memory: none that is too large, none that comes too slowly, and
 * all together no more than a part of the heap.
 */
final class Uploads {

  private static final int PIECE = 16 << 10;

  /** Shares of the heap that all bodies together may take. */
  private static final int HEAP_PARTS = 8;

  private final Duration bodyTime;
  private final Duration queueTime;
  private final Semaphore kilobytes;

  Uploads(ServerSettings settings) {
    bodyTime = settings.bodyTime();
    queueTime = settings.queueTime();
    long room = Runtime.getRuntime().maxMemory() / HEAP_PARTS;
    long least = Math.max(room, settings.bodyBytes() + PIECE);
    kilobytes = new Semaphore((int) Math.min(Integer.MAX_VALUE, least >> 10), true);
  }

  /** What is done with a body. */
  @FunctionalInterface
  interface Use {
    void accept(byte[] body) throws IOException, Problem, InterruptedException;
  }

  /**
   * Reads the body of a request and does something with it.
   *
   * @param ctx the request
   * @param most how many bytes it may have
   * @param use what is done, while the body counts as taking memory
   */
  void read(Context ctx, int most, Use use) throws IOException, Problem, InterruptedException {
    Room room = new Room();
    try {
      use.accept(read(ctx, most, room));
    } finally {
      kilobytes.release(room.taken);
    }
  }

  /** What one body takes of the memory for all. */
  private final class Room {

    private int taken;

    void enlarge(int bytes) throws Problem, InterruptedException {
      int missing = (bytes >> 10) + 1 - taken;
      if (missing > 0) {
        if (!kilobytes.tryAcquire(missing, queueTime.toNanos(), TimeUnit.NANOSECONDS)) {
          throw Problem.busy("Too many requests are being received.").closing();
        }
        taken += missing;
      }
    }
  }

  private byte[] read(Context ctx, int most, Room room)
      throws IOException, Problem, InterruptedException {
    InputStream in = ctx.req().getInputStream();
    if (ctx.req().getContentLengthLong() > most) {
      throw tooLarge(most);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    long start = System.nanoTime();
    int count;
    while ((count = next(in, piece)) >= 0) {
      if (body.size() + count > most) {
        throw tooLarge(most);
      }
      room.enlarge(body.size() + count);
      body.write(piece, 0, count);
      if (System.nanoTime() - start > bodyTime.toNanos()) {
        throw tooSlow();
      }
    }
    return body.toByteArray();
  }

  private static int next(InputStream in, byte[] piece) throws IOException, Problem {
    try {
      return in.read(piece);
    } catch (EofException e) {
      throw e;
    } catch (IOException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw tooSlow();
      }
      throw e;
    }
  }

  private static Problem tooSlow() {
    return new Problem(408, "Request Timeout", "The body did not arrive in time.").closing();
  }

  private static Problem tooLarge(int most) {
    String detail = "Expected a body of at most %,d bytes.".formatted(most);
    return new Problem(413, "Content Too Large", detail).closing();
  }
}
