package io.crema.examples.cli;

import io.crema.nn.train.Training;
import io.crema.nn.train.TrainingListener;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a training end in order when the JVM is told to end, by Ctrl-C or SIGTERM: after the step in
 * progress. The JVM waits until this is closed; its exit status is then that of the signal, 130 or
 * 143.
 */
final class Interruption implements TrainingListener, AutoCloseable {

  private static final long MOST_SECONDS = 60;

  /** For the message of what may have gone wrong. */
  private static final long LAST_WORDS_MILLIS = 200;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "interruption");
  private volatile @Nullable Training running;
  private volatile boolean requested;

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupt() {
    requested = true;
    Training training = running;
    if (training == null) {
      return;
    }
    training.interrupt();
    try {
      if (closed.await(MOST_SECONDS, TimeUnit.SECONDS)) {
        Thread.sleep(LAST_WORDS_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void trainingStarted(Training training) {
    running = training;
    if (requested) {
      training.interrupt();
    }
  }

  /** {@return whether the training was broken off} */
  boolean requested() {
    Training training = running;
    return training != null && training.interrupted();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running: the JVM ends.
    }
  }
}
