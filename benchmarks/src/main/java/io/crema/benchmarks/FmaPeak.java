package io.crema.benchmarks;

import io.crema.core.parallel.ParallelLoop;
import io.crema.core.parallel.Workers;
import io.crema.nn.train.TrainingStep;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many fused multiply-adds can this machine do at all?
 *
 * <p>Chains in registers, no memory: the limit for whatever computes a convolution by its
 * definition, and what {@link PercentOfPeak} takes for 100 %. The set-up proves the sums.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar FmaPeak
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsPrepend = Fixtures.VECTOR_API)
@SuppressWarnings("NullAway.Init") // filled by JMH, then by setUp
public class FmaPeak {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /**
   * Independent sums. A multiply-add takes four or five cycles and most cores begin two in each, so
   * ten is the least that hides it. Twelve leave a margin and, with the two factors, still fit in
   * sixteen registers.
   */
  private static final int CHAINS = 12;

  /** Links of each chain: enough that handing out a chunk costs nothing beside it. */
  private static final int LINKS = 1 << 18;

  private static final float X = 0x1p-10f;
  private static final float Y = 0x1p-11f;

  /** Threads that share the work. */
  @Param({"1", "2"})
  public int threads;

  private Workers workers;
  private ParallelLoop loop;
  private float[][] sums;

  /** Makes the threads and proves that the chains are computed. */
  @Setup(Level.Trial)
  public void setUp() {
    workers = new Workers(threads);
    sums = new float[TrainingStep.MAX_PARTS][CHAINS * LANES];
    loop = workers.loop((chunk, slot) -> chunk(sums[chunk]));
    loop.run(sums.length);
    for (float[] chunk : sums) {
      for (float sum : chunk) {
        if (sum != LINKS * X * Y) { // powers of two: no rounding
          throw new IllegalStateException(
              "FmaPeak: expected sums of %s, got %s".formatted(LINKS * X * Y, sum));
        }
      }
    }
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void tearDown() {
    workers.close();
  }

  /**
   * As many chunks as a batch has parts in training.
   *
   * @param gflops counts them
   * @return the sums
   */
  @Benchmark
  public float[][] fma(Gflops gflops) {
    loop.run(sums.length);
    gflops.add(2L * CHAINS * LANES * LINKS * sums.length);
    return sums;
  }

  private static void chunk(float[] sums) {
    Arrays.fill(sums, 0f);
    chains(sums, LINKS, X, Y);
  }

  /** A method of its own: JDK 17 would box the vectors elsewhere. */
  private static void chains(float[] sums, int links, float xs, float ys) {
    // accumulators
    FloatVector x = FloatVector.broadcast(SPECIES, xs);
    FloatVector y = FloatVector.broadcast(SPECIES, ys);
    FloatVector a0 = FloatVector.fromArray(SPECIES, sums, 0);
    FloatVector a1 = FloatVector.fromArray(SPECIES, sums, LANES);
    FloatVector a2 = FloatVector.fromArray(SPECIES, sums, 2 * LANES);
    FloatVector a3 = FloatVector.fromArray(SPECIES, sums, 3 * LANES);
    FloatVector a4 = FloatVector.fromArray(SPECIES, sums, 4 * LANES);
    FloatVector a5 = FloatVector.fromArray(SPECIES, sums, 5 * LANES);
    FloatVector a6 = FloatVector.fromArray(SPECIES, sums, 6 * LANES);
    FloatVector a7 = FloatVector.fromArray(SPECIES, sums, 7 * LANES);
    FloatVector a8 = FloatVector.fromArray(SPECIES, sums, 8 * LANES);
    FloatVector a9 = FloatVector.fromArray(SPECIES, sums, 9 * LANES);
    FloatVector a10 = FloatVector.fromArray(SPECIES, sums, 10 * LANES);
    FloatVector a11 = FloatVector.fromArray(SPECIES, sums, 11 * LANES);
    // main loop
    for (int i = 0; i < links; i++) {
      a0 = x.fma(y, a0);
      a1 = x.fma(y, a1);
      a2 = x.fma(y, a2);
      a3 = x.fma(y, a3);
      a4 = x.fma(y, a4);
      a5 = x.fma(y, a5);
      a6 = x.fma(y, a6);
      a7 = x.fma(y, a7);
      a8 = x.fma(y, a8);
      a9 = x.fma(y, a9);
      a10 = x.fma(y, a10);
      a11 = x.fma(y, a11);
    }
    // store
    a0.intoArray(sums, 0);
    a1.intoArray(sums, LANES);
    a2.intoArray(sums, 2 * LANES);
    a3.intoArray(sums, 3 * LANES);
    a4.intoArray(sums, 4 * LANES);
    a5.intoArray(sums, 5 * LANES);
    a6.intoArray(sums, 6 * LANES);
    a7.intoArray(sums, 7 * LANES);
    a8.intoArray(sums, 8 * LANES);
    a9.intoArray(sums, 9 * LANES);
    a10.intoArray(sums, 10 * LANES);
    a11.intoArray(sums, 11 * LANES);
  }
}
