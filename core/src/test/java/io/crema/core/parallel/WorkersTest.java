package io.crema.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A deadlock shows as a time-out: the test runs in a thread that can be left behind. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class WorkersTest {

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new AssertionError(e);
    }
  }

  private static void spin(int turns) {
    for (int i = 0; i < turns; i++) {
      Thread.onSpinWait();
    }
  }

  // chunks and slots

  @ParameterizedTest
  @CsvSource({
    "1, 0", "1, 1", "1, 7", "2, 0", "2, 1", "2, 2", "2, 1000", "3, 2", "3, 4", "8, 1", "8, 7",
    "8, 1000"
  })
  void run_anyNumberOfChunks_doesEachExactlyOnce(int threads, int chunks) {
    try (Workers workers = new Workers(threads)) {
      for (int repetition = 0; repetition < 50; repetition++) {
        AtomicIntegerArray done = new AtomicIntegerArray(chunks);
        workers.run(chunks, (chunk, slot) -> done.incrementAndGet(chunk));
        for (int chunk = 0; chunk < chunks; chunk++) {
          assertThat(done.get(chunk)).as("chunk %d of %d", chunk, chunks).isEqualTo(1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void run_manyChunks_sharesNoSlot(int threads) {
    try (Workers workers = new Workers(threads)) {
      AtomicIntegerArray users = new AtomicIntegerArray(threads);
      AtomicInteger shared = new AtomicInteger();
      ParallelLoop loop =
          workers.loop(
              (chunk, slot) -> {
                if (users.incrementAndGet(slot) > 1) {
                  shared.incrementAndGet();
                }
                LockSupport.parkNanos(20_000); // long enough for every helper to come
                users.decrementAndGet(slot);
              });
      for (int repetition = 0; repetition < 30; repetition++) {
        loop.run(20);
      }
      assertThat(shared).hasValue(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void run_chunksThatWaitForEachOther_workInAllSlotsAtOnce(int threads) {
    try (Workers workers = new Workers(threads)) {
      CyclicBarrier barrier = new CyclicBarrier(threads);
      Set<Integer> slots = ConcurrentHashMap.newKeySet();
      Set<Thread> used = ConcurrentHashMap.newKeySet();
      workers.run(
          threads,
          (chunk, slot) -> {
            await(barrier);
            slots.add(slot);
            used.add(Thread.currentThread());
          });
      assertThat(slots)
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, threads).boxed().toList());
      assertThat(used).hasSize(threads).contains(Thread.currentThread());
    }
  }

  @Test
  void run_plainWritesOfHelpers_areSeenByTheCaller() {
    try (Workers workers = new Workers(4)) {
      int[] written = new int[64];
      int[] round = new int[1];
      ParallelLoop loop = workers.loop((chunk, slot) -> written[chunk] = round[0]);
      for (int i = 1; i <= 2000; i++) {
        round[0] = i;
        loop.run(written.length);
        assertThat(written).containsOnly(i);
      }
    }
  }

  @Test
  void run_oneLoopReused_takesEachNumberOfChunks() {
    try (Workers workers = new Workers(3)) {
      AtomicInteger done = new AtomicInteger();
      ParallelLoop loop = workers.loop((chunk, slot) -> done.incrementAndGet());
      int expected = 0;
      for (int chunks : new int[] {5, 0, 1, 100, 2, 0, 31}) {
        loop.run(chunks);
        expected += chunks;
        assertThat(done).hasValue(expected);
      }
    }
  }

  @Test
  void run_interruptedCaller_finishesAndStaysInterrupted() {
    try (Workers workers = new Workers(2)) {
      AtomicInteger done = new AtomicInteger();
      Thread.currentThread().interrupt();
      workers.run(
          100,
          (chunk, slot) -> {
            spin(100);
            done.incrementAndGet();
          });
      assertThat(Thread.interrupted()).isTrue();
      assertThat(done).hasValue(100);
    }
  }

  // exceptions

  @Test
  void run_chunkThrows_beginsNoOther() {
    try (Workers workers = new Workers(1)) {
      List<Integer> begun = new ArrayList<>();
      RuntimeException failure = new RuntimeException("chunk 3");
      Throwable thrown =
          catchThrowable(
              () ->
                  workers.run(
                      1000,
                      (chunk, slot) -> {
                        begun.add(chunk);
                        if (chunk == 3) {
                          throw failure;
                        }
                      }));
      assertThat(thrown).isSameAs(failure);
      assertThat(begun).containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void run_twoChunksThrow_reachesTheCallerWithTheOtherSuppressed() {
    try (Workers workers = new Workers(2)) {
      CyclicBarrier both = new CyclicBarrier(2);
      AtomicInteger begun = new AtomicInteger();
      Throwable thrown =
          catchThrowable(
              () ->
                  workers.run(
                      1000,
                      (chunk, slot) -> {
                        begun.incrementAndGet();
                        await(both);
                        throw new IllegalArgumentException("chunk " + chunk);
                      }));
      assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
      assertThat(thrown.getSuppressed()).hasSize(1);
      assertThat(List.of(thrown.getMessage(), thrown.getSuppressed()[0].getMessage()))
          .containsExactlyInAnyOrder("chunk 0", "chunk 1");
      assertThat(begun).hasValue(2);
    }
  }

  @Test
  void run_helperAloneThrows_reachesTheCaller() {
    try (Workers workers = new Workers(2)) {
      CyclicBarrier both = new CyclicBarrier(2);
      Thread caller = Thread.currentThread();
      AssertionError failure = new AssertionError("of the helper");
      Throwable thrown =
          catchThrowable(
              () ->
                  workers.run(
                      2,
                      (chunk, slot) -> {
                        await(both);
                        if (Thread.currentThread() != caller) {
                          throw failure;
                        }
                      }));
      assertThat(thrown).isSameAs(failure);
    }
  }

  @Test
  void run_twoChunksThrowTheSameObject_leavesTheWorkersWhole() {
    try (Workers workers = new Workers(2)) {
      CyclicBarrier both = new CyclicBarrier(2);
      RuntimeException failure = new RuntimeException("one for all");
      ParallelLoop loop =
          workers.loop(
              (chunk, slot) -> {
                await(both);
                throw failure;
              });
      for (int repetition = 0; repetition < 3; repetition++) { // the barrier needs the helper
        assertThat(catchThrowable(() -> loop.run(2))).isSameAs(failure);
      }
      assertThat(failure.getSuppressed()).isEmpty();
    }
  }

  @Test
  void run_chunkThrowsACheckedException_reachesTheCallerAsTheCause() {
    try (Workers workers = new Workers(2)) {
      IOException failure = new IOException("undeclared");
      assertThatCode(() -> workers.run(2, (chunk, slot) -> sneakyThrow(failure)))
          .isInstanceOf(CompletionException.class)
          .hasCause(failure);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneakyThrow(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void run_afterAFailure_worksAgain() {
    try (Workers workers = new Workers(2)) {
      AtomicInteger done = new AtomicInteger();
      boolean[] fails = {true};
      ParallelLoop loop =
          workers.loop(
              (chunk, slot) -> {
                if (fails[0]) {
                  throw new IllegalArgumentException();
                }
                done.incrementAndGet();
              });
      assertThatIllegalArgumentException().isThrownBy(() -> loop.run(10));
      fails[0] = false;
      loop.run(10);
      assertThat(done).hasValue(10);
    }
  }

  // several loops at once

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void run_loopsInsideLoops_doesAllChunks(int threads) {
    try (Workers workers = new Workers(threads)) {
      AtomicInteger done = new AtomicInteger();
      for (int repetition = 0; repetition < 20; repetition++) {
        workers.run(
            6,
            (a, slotA) ->
                workers.run(
                    5,
                    (b, slotB) ->
                        workers.run(
                            4,
                            (c, slotC) -> {
                              spin(10);
                              done.incrementAndGet();
                            })));
      }
      assertThat(done).hasValue(20 * 6 * 5 * 4);
    }
  }

  @Test
  void run_sixtyFourThreadsAtOnce_eachGetsItsOwnSum() throws Exception {
    int callers = 64;
    ExecutorService executor = Executors.newFixedThreadPool(callers);
    try (Workers workers = new Workers(4)) {
      CyclicBarrier start = new CyclicBarrier(callers);
      List<Future<?>> futures = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        int own = caller + 1;
        futures.add(
            executor.submit(
                () -> {
                  long[] sums = new long[workers.threads()];
                  ParallelLoop loop =
                      workers.loop((chunk, slot) -> sums[slot] += (long) own * chunk);
                  await(start);
                  for (int repetition = 1; repetition <= 40; repetition++) {
                    loop.run(25);
                    assertThat(Arrays.stream(sums).sum()).isEqualTo(own * 300L * repetition);
                  }
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void run_fromTheCommonPool_comesToAnEnd() throws Exception {
    try (Workers workers = new Workers(3)) {
      AtomicInteger done = new AtomicInteger();
      IntStream.range(0, 200)
          .parallel()
          .forEach(i -> workers.run(7, (chunk, slot) -> done.incrementAndGet()));
      assertThat(done).hasValue(1400);

      workers.run( // and the other way round
          6,
          (chunk, slot) -> IntStream.range(0, 50).parallel().forEach(i -> done.incrementAndGet()));
      assertThat(done).hasValue(1700);

      ForkJoinPool.commonPool()
          .submit(() -> workers.run(100, (chunk, slot) -> done.incrementAndGet()))
          .get();
      assertThat(done).hasValue(1800);
    }
  }

  @Test
  void run_oneLoopByTwoThreads_isRefused() throws Exception {
    try (Workers workers = new Workers(2)) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch refused = new CountDownLatch(1);
      AtomicInteger done = new AtomicInteger();
      ParallelLoop loop =
          workers.loop(
              (chunk, slot) -> {
                begun.countDown();
                await(refused);
                done.incrementAndGet();
              });
      Thread first = new Thread(() -> loop.run(4));
      first.start();
      begun.await();
      try {
        assertThatIllegalStateException()
            .isThrownBy(() -> loop.run(1))
            .withMessage("ParallelLoop: expected one caller at a time, got a second");
      } finally {
        refused.countDown();
      }
      first.join();
      assertThat(done).hasValue(4);
      loop.run(3);
      assertThat(done).hasValue(7);
    }
  }

  @Test
  void run_loopInsideItself_isRefused() {
    try (Workers workers = new Workers(2)) {
      ParallelLoop[] loop = new ParallelLoop[1];
      loop[0] = workers.loop((chunk, slot) -> loop[0].run(1));
      assertThatIllegalStateException()
          .isThrownBy(() -> loop[0].run(1))
          .withMessage("ParallelLoop: expected one caller at a time, got a second");
    }
  }

  // the life of a pool

  @Test
  void close_twice_endsTheHelpersAndLeavesTheWorkToTheCaller() throws Exception {
    Workers workers = new Workers(3);
    CyclicBarrier all = new CyclicBarrier(3);
    Set<Thread> helpers = ConcurrentHashMap.newKeySet();
    workers.run(
        3,
        (chunk, slot) -> {
          await(all);
          helpers.add(Thread.currentThread());
        });
    helpers.remove(Thread.currentThread());
    assertThat(helpers).hasSize(2).allMatch(Thread::isDaemon);

    workers.close();
    workers.close();

    for (Thread helper : helpers) {
      helper.join();
    }
    List<Integer> chunks = new ArrayList<>();
    Set<Object> who = ConcurrentHashMap.newKeySet();
    workers.run(
        5,
        (chunk, slot) -> {
          chunks.add(chunk);
          who.add(slot);
          who.add(Thread.currentThread());
        });
    assertThat(chunks).containsExactly(0, 1, 2, 3, 4);
    assertThat(who).containsExactlyInAnyOrder(0, Thread.currentThread());
  }

  @Test
  void close_duringALoop_letsTheLoopFinish() {
    Workers workers = new Workers(3);
    AtomicInteger done = new AtomicInteger();
    workers.run(
        500,
        (chunk, slot) -> {
          if (chunk == 20) {
            workers.close();
          }
          spin(20);
          done.incrementAndGet();
        });
    assertThat(done).hasValue(500);
  }

  @Test
  void shared_closed_refusesAndGoesOn() {
    Workers shared = Workers.shared();
    assertThat(shared).isSameAs(Workers.shared());
    assertThat(shared.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThatIllegalStateException()
        .isThrownBy(shared::close)
        .withMessage("Workers.shared() serves the whole program: not to be closed");

    CyclicBarrier all = new CyclicBarrier(shared.threads());
    AtomicInteger done = new AtomicInteger();
    shared.run(
        shared.threads(),
        (chunk, slot) -> {
          await(all);
          done.incrementAndGet();
        });
    assertThat(done).hasValue(shared.threads());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void constructor_threadsBelowOne_isRefused(int threads) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Workers(threads))
        .withMessage("threads: expected at least 1, got %d", threads);
  }

  // memory

  private static final int RUNS = 2000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void run_steadyState_allocatesNothing(int threads) {
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertThat(bean.isThreadAllocatedMemoryEnabled()).isTrue();
    long id = Thread.currentThread().getId();
    try (Workers workers = new Workers(threads)) {
      ParallelLoop loop = workers.loop((chunk, slot) -> spin(300)); // some 10 microseconds
      runOften(loop, RUNS);
      long before = bean.getThreadAllocatedBytes(id);
      runOften(loop, RUNS);
      long allocated = bean.getThreadAllocatedBytes(id) - before;
      assertThat(allocated / RUNS).isZero(); // asking the bean may cost a few bytes in all
    }
  }

  private static void runOften(ParallelLoop loop, int times) {
    for (int i = 0; i < times; i++) {
      loop.run(8);
    }
  }
}
