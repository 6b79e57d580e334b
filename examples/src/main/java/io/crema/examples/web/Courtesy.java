package io.crema.examples.web;

import java.time.Duration;

/** Lets long work step aside while somebody waits for an answer. */
final class Courtesy {

  /** The longest stop at a time, so that the long work gets on under any load. */
  private static final long MOST_NANOS = Duration.ofMillis(100).toNanos();

  private int answering;

  synchronized void answerBegun() {
    answering++;
  }

  synchronized void answerEnded() {
    answering--;
    if (answering == 0) {
      notifyAll();
    }
  }

  /** Waits while answers are being made, but not for long. */
  synchronized void stepAside() {
    long start = System.nanoTime();
    long left = MOST_NANOS;
    while (answering > 0 && left > 0) {
      try {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      left = MOST_NANOS - (System.nanoTime() - start);
    }
  }
}
