package io.crema.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How helpers wait for loops, and callers for helpers. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class WorkersWaitingTest {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Set<Thread> helpers(Workers workers) {
    CyclicBarrier all = new CyclicBarrier(workers.threads());
    Thread[] threads = new Thread[workers.threads()];
    workers.run(
        workers.threads(),
        (chunk, slot) -> {
          await(all);
          threads[slot] = Thread.currentThread();
        });
    Set<Thread> helpers = new HashSet<>(Set.of(threads));
    helpers.remove(Thread.currentThread());
    return helpers;
  }

  private static long processorNanos(Set<Thread> threads) {
    return threads.stream().mapToLong(thread -> THREADS.getThreadCpuTime(thread.getId())).sum();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 16})
  void helpers_withNothingToDo_useNoProcessor(int threads) throws Exception {
    try (Workers workers = new Workers(threads)) {
      Set<Thread> helpers = helpers(workers);
      assertThat(helpers).hasSize(threads - 1);
      Thread.sleep(20);
      long before = processorNanos(helpers);
      Thread.sleep(200);
      assertThat(processorNanos(helpers) - before).isLessThan(TimeUnit.MILLISECONDS.toNanos(4));
    }
  }

  /**
   * A helper that sleeps between loops never gets there. On a busy machine any helper sleeps now
   * and then, but not always: the test goes on until it finds such a stretch, or the time is up.
   */
  @Test
  void helper_ofLoopsThatFollowClosely_staysAwake() {
    assumeTrue(
        Runtime.getRuntime().availableProcessors() > 1, "helpers stay awake on two processors");
    try (Workers workers = new Workers(2)) {
      long helper = helpers(workers).iterator().next().getId();
      int[] chunksOfHelper = new int[1];
      ParallelLoop loop =
          workers.loop(
              (chunk, slot) -> {
                for (int i = 0; i < 100; i++) {
                  Thread.onSpinWait();
                }
                chunksOfHelper[0] += slot;
              });
      boolean stayedAwake = false;
      while (!stayedAwake) {
        chunksOfHelper[0] = 0;
        long sleeps = THREADS.getThreadInfo(helper).getWaitedCount();
        for (int i = 0; i < 100; i++) {
          loop.run(2);
        }
        stayedAwake =
            chunksOfHelper[0] >= 30 && THREADS.getThreadInfo(helper).getWaitedCount() == sleeps;
      }
    }
  }

  @Test
  void run_interruptedWhileAHelperIsBusy_waitsAndStaysInterrupted() {
    try (Workers workers = new Workers(2)) {
      CyclicBarrier both = new CyclicBarrier(2);
      Thread caller = Thread.currentThread();
      AtomicInteger done = new AtomicInteger();
      workers.run(
          2,
          (chunk, slot) -> {
            await(both);
            if (slot > 0) {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
              caller.interrupt();
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            done.incrementAndGet();
          });
      assertThat(done).hasValue(2);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** The pool has one thread, which is the caller: only while it sleeps may the pool add one. */
  @Test
  void run_inAForkJoinPoolThatTheHelperNeeds_comesToAnEnd() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    try (Workers workers = new Workers(2)) {
      AtomicInteger done = new AtomicInteger();
      CyclicBarrier both = new CyclicBarrier(2);
      ChunkTask task =
          (chunk, slot) -> {
            await(both);
            if (slot > 0) {
              pool.submit(done::incrementAndGet).join();
            }
          };
      pool.submit(() -> workers.run(2, task)).get();
      assertThat(done).hasValue(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void run_inAForkJoinPoolThatMayNotGrow_waitsForTheHelper() throws Exception {
    ForkJoinPool pool =
        new ForkJoinPool(
            1,
            ForkJoinPool.defaultForkJoinWorkerThreadFactory,
            null,
            false,
            1,
            1,
            1,
            null,
            1,
            TimeUnit.SECONDS);
    try (Workers workers = new Workers(2)) {
      CyclicBarrier both = new CyclicBarrier(2);
      AtomicInteger done = new AtomicInteger();
      ParallelLoop loop =
          workers.loop(
              (chunk, slot) -> {
                await(both);
                if (slot > 0) {
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                }
                done.incrementAndGet();
              });
      for (int i = 1; i <= 3; i++) {
        pool.submit(() -> loop.run(2)).get();
        assertThat(done).hasValue(2 * i);
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
