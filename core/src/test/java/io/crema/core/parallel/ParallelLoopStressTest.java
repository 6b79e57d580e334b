package io.crema.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of loops so short that their beginnings, ends and failures meet in every order. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class ParallelLoopStressTest {

  private static final int LOOPS = 3000;

  /** Runs a body in several threads at once and passes on what they throw. */
  private static void inThreads(int threads, ThreadFactory factory, Callable<?> body)
      throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads, factory);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(executor.submit(body));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static void inThreads(int threads, Callable<?> body) throws Exception {
    inThreads(threads, Executors.defaultThreadFactory(), body);
  }

  private static Void await(CyclicBarrier barrier) {
    try {
      barrier.await();
      return null;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A loop that counts what it does. */
  private static final class Counted {
    final AtomicIntegerArray done = new AtomicIntegerArray(17);
    final AtomicIntegerArray slots;
    final AtomicInteger sharedSlots = new AtomicInteger();
    final ParallelLoop loop;
    volatile int failing = -1;

    Counted(Workers workers) {
      slots = new AtomicIntegerArray(workers.threads());
      loop = workers.loop(this::chunk);
    }

    private void chunk(int chunk, int slot) {
      if (slots.getAndSet(slot, 1) != 0) {
        sharedSlots.incrementAndGet();
      }
      done.incrementAndGet(chunk);
      slots.set(slot, 0);
      if (chunk == failing) {
        throw new IllegalArgumentException("chunk " + chunk);
      }
    }

    void runAndCheck(int chunks) {
      loop.run(chunks);
      for (int chunk = 0; chunk < done.length(); chunk++) {
        assertThat(done.getAndSet(chunk, 0)).isEqualTo(chunk < chunks ? 1 : 0);
      }
      assertThat(sharedSlots).hasValue(0);
    }

    void failAndCheck(int chunks, int at) {
      failing = at;
      assertThatThrownBy(() -> loop.run(chunks))
          .hasMessage("chunk " + at)
          .hasNoSuppressedExceptions();
      failing = -1;
      for (int chunk = 0; chunk < done.length(); chunk++) {
        int times = done.getAndSet(chunk, 0);
        assertThat(times).isBetween(chunk <= at ? 1 : 0, chunk < chunks ? 1 : 0);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "1, 4", "2, 2", "3, 4", "8, 2"})
  void run_shortLoops_doEachChunkOnceWithNoSlotShared(int callers, int threads) throws Exception {
    try (Workers workers = new Workers(threads)) {
      inThreads(
          callers,
          () -> {
            Counted counted = new Counted(workers);
            for (int i = 0; i < LOOPS; i++) {
              counted.runAndCheck(2 + i % 15);
            }
            return null;
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "3, 2", "3, 4"})
  void run_everyOtherLoopThrows_leavesTheNextWhole(int callers, int threads) throws Exception {
    try (Workers workers = new Workers(threads)) {
      inThreads(
          callers,
          () -> {
            Counted counted = new Counted(workers);
            for (int i = 0; i < LOOPS; i++) {
              int chunks = 2 + i % 15;
              counted.failAndCheck(chunks, i % chunks);
              counted.runAndCheck(chunks);
            }
            return null;
          });
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "3, 2", "3, 4"})
  void run_loopsInsideLoops_doAllChunks(int callers, int threads) throws Exception {
    try (Workers workers = new Workers(threads)) {
      AtomicInteger done = new AtomicInteger();
      inThreads(
          callers,
          () -> {
            ParallelLoop[] inner = new ParallelLoop[3];
            for (int i = 0; i < inner.length; i++) {
              inner[i] = workers.loop((chunk, slot) -> done.incrementAndGet());
            }
            ParallelLoop outer = workers.loop((chunk, slot) -> inner[chunk].run(4));
            for (int i = 0; i < LOOPS; i++) {
              outer.run(inner.length);
            }
            return null;
          });
      assertThat(done).hasValue(callers * LOOPS * 3 * 4);
    }
  }

  /** More than the workers can show to their helpers at once. */
  @Test
  void run_loopsNestedDeeply_doAllChunks() {
    try (Workers workers = new Workers(2)) {
      AtomicInteger done = new AtomicInteger();
      nest(workers, 100, done);
      assertThat(done).hasValue(100);
      CyclicBarrier both = new CyclicBarrier(2); // and all places are free again
      workers.run(2, (chunk, slot) -> await(both));
    }
  }

  private static void nest(Workers workers, int depth, AtomicInteger done) {
    workers.run(
        2,
        (chunk, slot) -> {
          if (chunk == 0) {
            done.incrementAndGet();
          } else if (depth > 1) {
            nest(workers, depth - 1, done);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void close_amongShortLoops_losesNoChunk(int threads) throws Exception {
    for (int round = 0; round < 30; round++) {
      Workers workers = new Workers(threads);
      CountDownLatch underWay = new CountDownLatch(200);
      Thread closer =
          new Thread(
              () -> {
                try {
                  underWay.await();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
                workers.close();
              });
      closer.start();
      inThreads(
          2,
          () -> {
            Counted counted = new Counted(workers);
            for (int i = 0; i < 300; i++) {
              counted.runAndCheck(2 + i % 15);
              underWay.countDown();
            }
            return null;
          });
      closer.join();
    }
  }

  /**
   * The chunks wait for each other, so a helper that missed its wake-up is a deadlock. The pauses
   * end before, while and after it falls asleep.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 64}) // 64: too many to stay awake
  void run_afterPausesOfAnyLength_findsAHelper(int threads) {
    try (Workers workers = new Workers(threads)) {
      CyclicBarrier both = new CyclicBarrier(2);
      ParallelLoop loop = workers.loop((chunk, slot) -> await(both));
      for (int i = 0; i < LOOPS; i++) {
        pause(i);
        loop.run(2);
      }
    }
  }

  /** Both may count on the helper that is awake: the other has to be woken all the same. */
  @Test
  void run_twoLoopsThatWaitForEachOther_findAHelperEach() throws Exception {
    try (Workers workers = new Workers(3)) {
      CyclicBarrier four = new CyclicBarrier(4);
      inThreads(
          2,
          () -> {
            ParallelLoop loop = workers.loop((chunk, slot) -> await(four));
            for (int i = 0; i < LOOPS; i++) {
              pause(i);
              loop.run(2);
            }
            return null;
          });
    }
  }

  private static void pause(int round) {
    if (round % 4 != 0) {
      LockSupport.parkNanos(round * 997L % 100_000);
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void run_fromVirtualThreads_comesToAnEnd() throws Exception {
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    ThreadFactory virtual =
        (ThreadFactory)
            Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    try (Workers workers = new Workers(3)) {
      AtomicInteger done = new AtomicInteger();
      inThreads(
          50,
          virtual,
          () -> {
            ParallelLoop loop =
                workers.loop(
                    (chunk, slot) -> {
                      if (slot > 0) {
                        LockSupport.parkNanos(100_000); // the caller falls asleep
                      }
                      done.incrementAndGet();
                    });
            for (int i = 0; i < 20; i++) {
              loop.run(5);
            }
            return null;
          });
      assertThat(done).hasValue(50 * 20 * 5);
    }
  }
}
