package io.crema.examples.web;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets only some pictures be read at the same time, as each takes memory. */
final class Decoders {

  private final Semaphore free;
  private final Duration queueTime;

  Decoders(int count, Duration queueTime) {
    free = new Semaphore(count, true);
    this.queueTime = queueTime;
  }

  /** The reading of a picture. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException, Problem;
  }

  /** Does the work when its turn comes: {@return what it gives} */
  <T> T run(Work<T> work) throws IOException, Problem, InterruptedException {
    if (!free.tryAcquire(queueTime.toNanos(), TimeUnit.NANOSECONDS)) {
      throw Problem.busy("Too many pictures are being read.");
    }
    try {
      return work.run();
    } finally {
      free.release();
    }
  }
}
