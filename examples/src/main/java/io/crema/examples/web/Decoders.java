package io.crema.examples.web;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets only some pictures be read at the same time, as each takes memory. */
final class Decoders {

  private final Semaphore free;
  private final Duration queueTime;
  private final Courtesy courtesy;

  /**
   * Takes the limits.
   *
   * @param count how many pictures are read at the same time
   * @param queueTime how long one waits for its turn
   * @param courtesy is told when they are
   */
  Decoders(int count, Duration queueTime, Courtesy courtesy) {
    free = new Semaphore(count, true);
    this.queueTime = queueTime;
    this.courtesy = courtesy;
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
    courtesy.answerBegun();
    try {
      return work.run();
    } finally {
      courtesy.answerEnded();
      free.release();
    }
  }
}
