package io.crema.core.parallel;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A pool of threads that loops spread over.
 *
 * <p>The thread that runs a loop always works on it itself and never waits for a helper to begin.
 * So loops may be run from any thread, several at once, and from inside each other, without a
 * deadlock; a loop run on closed workers is done by its caller alone.
 *
 * <p>A thread that waits for another stays awake for a moment, so loops that follow each other
 * closely are handed over in less than a microsecond. Then it sleeps and uses no processor. With
 * more threads than processors it sleeps at once.
 *
 * <p>How the work is cut is the caller's business and must not depend on {@link #threads()}, or the
 * results would.
 */
public final class Workers implements AutoCloseable {

  /** How long a waiting thread stays awake: about what it costs to wake it. */
  private static final long AWAKE_NANOS = 50_000;

  /** From then on it lets others have its processor: the thread it waits for may need it. */
  private static final long SPIN_NANOS = 5_000;

  private static final int PLACES_PER_THREAD = 8;

  /** The loops that want help; one that finds no place free is done by its caller alone. */
  private final AtomicReferenceArray<@Nullable ParallelLoop> open;

  /** The number of helpers that are awake, or being woken, and not at a loop. */
  private final AtomicInteger looking;

  /** The number of helpers that sleep and are not being woken. */
  private final AtomicInteger sleeping = new AtomicInteger();

  /** One permit for each helper that is being woken. */
  private final Semaphore wakeUps = new Semaphore(0);

  private final int threads;
  private final long awakeNanos;
  private final boolean permanent;
  private volatile boolean closed;

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
    this.awakeNanos = threads <= Runtime.getRuntime().availableProcessors() ? AWAKE_NANOS : 0;
    this.open = new AtomicReferenceArray<>(PLACES_PER_THREAD * threads);
    this.looking = new AtomicInteger(threads - 1);
    for (int i = 1; i < threads; i++) {
      Thread helper = new Thread(this::help, "crema-worker-" + i);
      helper.setDaemon(true);
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
   * Ends the helper threads when the loops they are at have no chunk left, and does not wait for
   * that. Closing twice is harmless.
   *
   * <p>It is safe at any moment and from any thread, a chunk of a loop included: loops that are
   * running, and those that are run later, come to the same results without an exception, but their
   * callers do the work that is left alone. So whoever predicts or trains with workers that
   * somebody else closes gets slower, never wrong.
   *
   * @throws IllegalStateException if these are the {@link #shared()} workers
   */
  @Override
  public void close() {
    if (permanent) {
      throw new IllegalStateException(
          "Workers.shared() serves the whole program: not to be closed");
    }
    closed = true;
    while (wakeOne()) {
      // until none sleeps
    }
  }

  /** Whether a loop begun now can be helped. */
  boolean haveHelpers() {
    return threads > 1 && !closed;
  }

  /** Lets a moment pass: {@return false, at once, if a thread that waits should sleep by now} */
  @SuppressWarnings("ThreadPriorityCheck") // Thread.yield() is for speed: correct without it
  boolean stayAwake(long waitsSince) {
    long waited = System.nanoTime() - waitsSince;
    if (waited >= awakeNanos) {
      return false;
    }
    if (waited < SPIN_NANOS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
    return true;
  }

  /**
   * Shows a loop to the helpers: {@return its place, to {@link #withdraw} it from} Wakes as many
   * helpers as are wanted beyond those that look for work already.
   */
  int offer(ParallelLoop loop, int helpersWanted) {
    int place = 0;
    while (place < open.length()
        && (open.get(place) != null || !open.compareAndSet(place, null, loop))) {
      place++;
    }
    if (place < open.length()) {
      int missing = Math.min(helpersWanted, threads - 1) - looking.get();
      while (missing > 0 && wakeOne()) {
        missing--;
      }
    }
    return place;
  }

  /** Hides a loop from the helpers. */
  void withdraw(int place) {
    if (place < open.length()) {
      open.set(place, null);
    }
  }

  private void help() {
    long idleSince = System.nanoTime();
    while (!closed) {
      if (helpOneLoop()) {
        idleSince = System.nanoTime();
      } else if (!stayAwake(idleSince)) {
        sleep();
        idleSince = System.nanoTime();
      }
    }
  }

  private boolean helpOneLoop() {
    for (int place = 0; place < open.length(); place++) {
      ParallelLoop loop = open.get(place);
      long entered = loop == null ? 0 : loop.enter();
      if (loop != null && entered != 0) {
        if (looking.decrementAndGet() == 0 && sleeping.get() > 0 && workIsLeft()) {
          wakeOne(); // two callers may both have counted on this helper
        }
        loop.help(entered);
        looking.incrementAndGet();
        return true;
      }
    }
    return false;
  }

  private boolean workIsLeft() {
    for (int place = 0; place < open.length(); place++) {
      ParallelLoop loop = open.get(place);
      if (loop != null && loop.hasRoom()) {
        return true;
      }
    }
    return false;
  }

  /* No wake-up is lost: a caller shows its loop and then counts the helpers that look for work, a
   * helper stops counting as one and then looks once more. Whichever comes second sees the other.
   */
  private void sleep() {
    sleeping.incrementAndGet();
    looking.decrementAndGet();
    if (closed || workIsLeft()) {
      wakeOne(); // this helper, or another in its stead
    }
    wakeUps.acquireUninterruptibly();
  }

  /** Wakes a helper, which counts as looking at once: {@return whether one slept} */
  private boolean wakeOne() {
    if (sleeping.getAndUpdate(count -> Math.max(count - 1, 0)) == 0) {
      return false;
    }
    looking.incrementAndGet();
    wakeUps.release();
    return true;
  }

  private static final class Shared {
    static final Workers INSTANCE = new Workers(Runtime.getRuntime().availableProcessors(), true);
  }
}
