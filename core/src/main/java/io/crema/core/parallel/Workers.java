package io.crema.core.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A pool of threads that loops spread over.
 *
 * <p>The thread that runs a loop always works on it itself and never waits for a helper to begin.
 * So loops may be run from any thread, several at once, and from inside each other, without a
 * deadlock; a loop run on closed workers is done by its caller alone.
 *
 * <p>How the work is cut is the caller's business and must not depend on {@link #threads()}, or the
 * results would.
 */
public final class Workers implements AutoCloseable {

  /** Guards everything in the pool and in its loops. */
  final ReentrantLock lock = new ReentrantLock();

  private final Condition offered = lock.newCondition();
  private final List<ParallelLoop> open = new ArrayList<>();
  private final List<Thread> helpers = new ArrayList<>();
  private final int threads;
  private final boolean permanent;
  private boolean closed;

  /**
   * A pool in which at most {@code threads} threads work on one loop, its caller included.
   *
   * @param threads at least 1
   * @throws IllegalArgumentException if {@code threads < 1}
   */
  public Workers(int threads) {
    this(threads, false);
  }

  private Workers(int threads, boolean permanent) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected at least 1, got " + threads);
    }
    this.threads = threads;
    this.permanent = permanent;
    for (int i = 1; i < threads; i++) {
      Thread helper = new Thread(this::help, "crema-worker-" + i);
      helper.setDaemon(true);
      helpers.add(helper);
      helper.start();
    }
  }

  /**
   * {@return the default pool, one thread for each processor that the JVM sees} It is made at the
   * first call, lives as long as the JVM, and cannot be closed.
   */
  public static Workers shared() {
    return Shared.INSTANCE;
  }

  /** {@return the most threads that work on one loop, its caller included} */
  public int threads() {
    return threads;
  }

  /**
   * {@return a loop over a task, to be run as often as wanted}
   *
   * @param task what is done for each chunk
   */
  public ParallelLoop loop(ChunkTask task) {
    return new ParallelLoop(this, task);
  }

  /**
   * Runs a task once for each chunk and returns when all are done.
   *
   * @param chunks number of chunks, at least 0
   * @param task what is done for each chunk
   */
  public void run(int chunks, ChunkTask task) {
    loop(task).run(chunks);
  }

  /**
   * Ends the helper threads when they have done the chunk they are at. Closing twice is harmless.
   */
  @Override
  public void close() {
    if (permanent) {
      throw new IllegalStateException(
          "Workers.shared() serves the whole program: not to be closed");
    }
    lock.lock();
    try {
      closed = true;
      offered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Shows a loop to the helpers; called under the lock. */
  void offer(ParallelLoop loop, int helpersWanted) {
    open.add(loop);
    int wake = Math.min(helpersWanted, threads - 1);
    for (int i = 0; i < wake; i++) {
      offered.signal();
    }
  }

  /** Hides a loop from the helpers; called under the lock. */
  void withdraw(ParallelLoop loop) {
    open.remove(loop);
  }

  private void help() {
    while (true) {
      ParallelLoop loop;
      int slot;
      lock.lock();
      try {
        loop = awaitLoop();
        if (loop == null) {
          return;
        }
        slot = loop.join();
      } finally {
        lock.unlock();
      }
      try {
        loop.work(slot);
      } finally {
        loop.leave();
      }
    }
  }

  private @Nullable ParallelLoop awaitLoop() {
    while (!closed) {
      for (int i = 0; i < open.size(); i++) { // an iterator would be garbage in every step
        if (open.get(i).hasRoom()) {
          return open.get(i);
        }
      }
      offered.awaitUninterruptibly();
    }
    return null;
  }

  private static final class Shared {
    static final Workers INSTANCE = new Workers(Runtime.getRuntime().availableProcessors(), true);
  }
}
