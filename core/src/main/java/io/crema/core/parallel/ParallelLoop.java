package io.crema.core.parallel;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A loop whose chunks several threads take in turn. It is made once and run often: running it
 * allocates nothing and takes no lock.
 *
 * <p>A loop belongs to one caller at a time.
 */
public final class ParallelLoop {

  /* All that threads have to agree on is one number: how many threads are in the loop, its caller
   * included (upper half), and how many chunks are left to take (lower half). A helper enters by
   * taking a chunk, and leaves after it has seen that none is left. Hence
   *  - whoever is in the loop has begun a chunk, so a caller waits for no other helper;
   *  - while chunks are left nobody has left, so the number of threads is the next free slot;
   *  - a helper that comes late, with a number it read in an earlier run, either fails to change
   *    it or enters the present run.
   */
  private static final long ONE_THREAD = 1L << 32;

  private static final long IDLE = 0;

  private final Workers workers;
  private final ChunkTask task;
  private final AtomicLong state = new AtomicLong(IDLE);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final HelpersLeft helpersLeft = new HelpersLeft();

  /** The caller when it sleeps. */
  private volatile @Nullable Thread sleeper;

  /** Written before the first chunk can be taken, read by those who have taken one. */
  private int chunks;

  ParallelLoop(Workers workers, ChunkTask task) {
    this.workers = workers;
    this.task = task;
  }

  private static int threads(long state) {
    return (int) (state >>> 32);
  }

  private static int chunksLeft(long state) {
    return (int) state;
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
    if (!state.compareAndSet(IDLE, ONE_THREAD)) {
      throw new IllegalStateException("ParallelLoop: expected one caller at a time, got a second");
    }
    Throwable thrown =
        chunkCount > 1 && workers.haveHelpers() ? runShared(chunkCount) : runAlone(chunkCount);
    state.set(IDLE);
    if (thrown != null) {
      throw unchecked(thrown);
    }
  }

  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException exception
        ? exception
        : new CompletionException(thrown); // checked, thrown behind the compiler's back
  }

  private @Nullable Throwable runAlone(int chunkCount) {
    try {
      for (int chunk = 0; chunk < chunkCount; chunk++) {
        task.run(chunk, 0);
      }
      return null;
    } catch (Throwable thrown) { // the caller rethrows it
      return thrown;
    }
  }

  private @Nullable Throwable runShared(int chunkCount) {
    chunks = chunkCount;
    state.set(ONE_THREAD + chunkCount - 1); // the first is the caller's
    int place = workers.offer(this, chunkCount - 1);
    work(0, 0);
    workers.withdraw(place);
    awaitHelpers();
    Throwable thrown = failure.get();
    if (thrown != null) {
      failure.set(null);
    }
    return thrown;
  }

  /** Whether a helper may enter. */
  boolean hasRoom() {
    return hasRoom(state.get());
  }

  private boolean hasRoom(long seen) {
    return chunksLeft(seen) > 0 && threads(seen) < workers.threads();
  }

  /** Enters a helper: {@return what to pass to {@link #help}, or 0 if there is no room} */
  long enter() {
    long seen = state.get();
    while (hasRoom(seen)) {
      if (state.compareAndSet(seen, seen + ONE_THREAD - 1)) {
        return seen;
      }
      seen = state.get();
    }
    return 0;
  }

  /** Works as a helper that has entered. */
  void help(long entered) {
    try {
      work(threads(entered), chunks - chunksLeft(entered));
    } finally {
      if (threads(state.addAndGet(-ONE_THREAD)) == 1) {
        LockSupport.unpark(sleeper); // a caller that is awake has set none
      }
    }
  }

  /** Does a chunk that was taken and then others until none is left. */
  private void work(int slot, int firstChunk) {
    int chunk = firstChunk;
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
    long seen = state.get();
    while (chunksLeft(seen) > 0) {
      if (state.compareAndSet(seen, seen - 1)) {
        return chunks - chunksLeft(seen);
      }
      seen = state.get();
    }
    return -1;
  }

  private void fail(Throwable thrown) {
    state.getAndUpdate(seen -> seen - chunksLeft(seen));
    Throwable first = failure.compareAndExchange(null, thrown);
    if (first != null && first != thrown) { // two chunks may throw one object
      first.addSuppressed(thrown);
    }
  }

  private void awaitHelpers() {
    long start = System.nanoTime();
    while (threads(state.get()) > 1) {
      if (!workers.stayAwake(start)) {
        sleepUntilHelpersLeft();
      }
    }
  }

  private void sleepUntilHelpersLeft() {
    boolean interrupted = false;
    sleeper = Thread.currentThread();
    while (!helpersLeft.isReleasable()) {
      try {
        ForkJoinPool.managedBlock(helpersLeft);
      } catch (RejectedExecutionException thrown) { // its pool may not start one more thread
        helpersLeft.block();
      } catch (InterruptedException thrown) {
        interrupted = true;
      }
      interrupted |= Thread.interrupted(); // or the caller could not sleep
    }
    sleeper = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells a ForkJoinPool whose thread is the caller that it sleeps: another works meanwhile. */
  private final class HelpersLeft implements ForkJoinPool.ManagedBlocker {
    @Override
    public boolean isReleasable() {
      return threads(state.get()) == 1;
    }

    @Override
    public boolean block() {
      LockSupport.park(ParallelLoop.this);
      return true; // or woken for nothing: the caller looks
    }
  }
}
