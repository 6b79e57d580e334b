package io.crema.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Workers closed at any moment of the loops that callers of every kind run on them: each loop does
 * each of its chunks once and returns, without an exception. A deadlock shows as a time-out.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class WorkersClosingTest {

  private static final int ROUNDS = 150;
  private static final int LOOPS = 12;
  private static final int CHUNKS = 9;

  /** Runs loops on workers and counts what they do. */
  private static void runLoops(Workers workers, int loops) {
    for (int i = 0; i < loops; i++) {
      AtomicIntegerArray done = new AtomicIntegerArray(CHUNKS);
      workers.run(
          CHUNKS,
          (chunk, slot) -> {
            for (int turn = 0; turn < 30; turn++) {
              Thread.onSpinWait();
            }
            done.incrementAndGet(chunk);
          });
      for (int chunk = 0; chunk < CHUNKS; chunk++) {
        assertThat(done.get(chunk)).as("chunk %d", chunk).isEqualTo(1);
      }
    }
  }

  /** Closes workers while an executor's thread is at its loops, a little later in every round. */
  private static void closeMeanwhile(ExecutorService executor) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Workers workers = new Workers(1 + round % 4);
      CyclicBarrier together = new CyclicBarrier(2);
      Future<?> loops =
          executor.submit(
              () -> {
                together.await();
                runLoops(workers, LOOPS);
                return null;
              });
      together.await();
      for (int turn = 0; turn < 20 * round; turn++) {
        Thread.onSpinWait();
      }
      workers.close();
      loops.get();
      runLoops(workers, 1);
    }
  }

  @Test
  void close_whileAThreadRunsLoops_leavesThemToIt() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      closeMeanwhile(thread);
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void close_whileAForkJoinPoolRunsLoops_leavesThemToIt() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      closeMeanwhile(pool);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21) // from which on there are any
  void close_whileVirtualThreadsRunLoops_leavesThemToThem() throws Throwable {
    MethodHandle virtual =
        MethodHandles.publicLookup()
            .findStatic(
                Executors.class,
                "newVirtualThreadPerTaskExecutor",
                MethodType.methodType(ExecutorService.class));
    ExecutorService threads = (ExecutorService) virtual.invokeExact();
    try {
      closeMeanwhile(threads);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void close_whileAParallelStreamRunsLoops_leavesThemToIt() {
    for (int round = 0; round < ROUNDS; round++) {
      Workers workers = new Workers(3);
      IntStream.range(0, 8)
          .parallel()
          .forEach(
              i -> {
                if (i == 4) {
                  workers.close();
                }
                runLoops(workers, 3);
              });
    }
  }

  @Test
  void close_fromAChunkOfALoopInsideALoop_leavesBothToTheirCallers() {
    for (int round = 0; round < ROUNDS; round++) {
      Workers workers = new Workers(4);
      int when = round % CHUNKS;
      workers.run(
          CHUNKS,
          (chunk, slot) -> {
            if (chunk == when) {
              workers.close();
            }
            runLoops(workers, 2);
          });
    }
  }
}
