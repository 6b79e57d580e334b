package io.crema.core.parallel;

import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A loop whose chunks several threads take in turn. It is made once and run often: running it
 * allocates nothing but what the JDK's lock may need when threads meet at it.
 *
 * <p>A loop belongs to one caller at a time. Fields are guarded by the lock of its workers.
 */
public final class ParallelLoop {

  private final Workers workers;
  private final ChunkTask task;
  private final Condition finished;

  /** The next chunk to be taken: not guarded, so that taking one costs no lock. */
  private final AtomicInteger nextChunk = new AtomicInteger();

  private volatile int chunks;
  private int busy;
  private int slotsTaken;
  private boolean running;
  private @Nullable Throwable failure;

  ParallelLoop(Workers workers, ChunkTask task) {
    this.workers = workers;
    this.task = task;
    this.finished = workers.lock.newCondition();
  }

  /**
   * Runs the task for every chunk and returns when all are done. The calling thread takes part.
   *
   * <p>If a chunk throws, no further chunk is begun and the first exception reaches the caller once
   * the running ones have ended.
   *
   * @param chunkCount number of chunks, at least 0
   * @throws IllegalArgumentException if {@code chunkCount < 0}
   * @throws IllegalStateException if the loop is running already
   */
  public void run(int chunkCount) {
    if (chunkCount < 0) {
      throw new IllegalArgumentException("chunks: expected at least 0, got " + chunkCount);
    }
    begin(chunkCount);
    work(0);
    Throwable thrown = awaitHelpers();
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown != null) { // checked, thrown behind the compiler's back
      throw new CompletionException(thrown);
    }
  }

  private void begin(int chunkCount) {
    workers.lock.lock();
    try {
      if (running) {
        throw new IllegalStateException(
            "ParallelLoop: expected one caller at a time, got a second");
      }
      running = true;
      chunks = chunkCount;
      nextChunk.set(0);
      slotsTaken = 1;
      failure = null;
      if (chunkCount > 1) {
        workers.offer(this, chunkCount - 1);
      }
    } finally {
      workers.lock.unlock();
    }
  }

  /** Whether a helper may still join; called under the lock. */
  boolean hasRoom() {
    return nextChunk.get() < chunks && slotsTaken < workers.threads();
  }

  /** Enters a helper; called under the lock. */
  int join() {
    busy++;
    return slotsTaken++;
  }

  /** Takes chunks until none is left. */
  void work(int slot) {
    int chunk = take();
    while (chunk >= 0) {
      try {
        task.run(chunk, slot);
      } catch (Throwable thrown) { // kept for the caller, who rethrows it
        fail(thrown);
      }
      chunk = take();
    }
  }

  private int take() {
    int chunk = nextChunk.get() < chunks ? nextChunk.getAndIncrement() : chunks;
    return chunk < chunks ? chunk : -1;
  }

  private void fail(Throwable thrown) {
    workers.lock.lock();
    try {
      if (failure == null) {
        failure = thrown;
      } else if (failure != thrown) { // two chunks may throw one object
        failure.addSuppressed(thrown);
      }
      nextChunk.set(chunks);
    } finally {
      workers.lock.unlock();
    }
  }

  /** Leaves a helper. */
  void leave() {
    workers.lock.lock();
    try {
      busy--;
      if (busy == 0) {
        finished.signal();
      }
    } finally {
      workers.lock.unlock();
    }
  }

  private @Nullable Throwable awaitHelpers() {
    workers.lock.lock();
    try {
      workers.withdraw(this);
      while (busy > 0) {
        finished.awaitUninterruptibly();
      }
      running = false;
      Throwable thrown = failure;
      failure = null;
      return thrown;
    } finally {
      workers.lock.unlock();
    }
  }
}
