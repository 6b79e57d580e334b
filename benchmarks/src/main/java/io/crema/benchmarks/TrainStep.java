package io.crema.benchmarks;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TensorSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Tensor;
import io.crema.models.DigitNetworks;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.train.TrainingConfig;
import io.crema.nn.train.TrainingStep;
import java.util.concurrent.TimeUnit;
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
 * How many images per second are trained on, and at what rate of arithmetic?
 *
 * <p>One operation is one {@link TrainingStep}: reading a batch, forward pass, loss, backward pass,
 * Adam. A step counts as three times the arithmetic of a forward pass (outputs, weight gradients,
 * input gradients), less the input gradients of the first layer, which are not computed.
 *
 * <p>The set-up proves that the threads of this run and a single one train to the same weights, bit
 * for bit.
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar TrainStep
 * }</pre>
 *
 * <p>What a step allocates, as {@code gc.alloc.rate.norm}:
 *
 * <pre>{@code
 * java -jar benchmarks/target/benchmarks.jar TrainStep -prof gc
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsPrepend = Fixtures.VECTOR_API)
@SuppressWarnings("NullAway.Init") // filled by JMH, then by setUp
public class TrainStep {

  private static final int SAMPLES = 1024;
  private static final int PROOF_STEPS = 2;
  private static final long SEED = 1;

  /** So low that the last step finds the network as the first one did. */
  private static final double LEARNING_RATE = 1e-6;

  /** Which network. */
  @Param({"reference", "lenet", "champion"})
  public String network;

  /** Images of one step, at most 1024. */
  @Param({"32", "128"})
  public int batch;

  /** Which implementation. */
  @Param({"scalar", "vector"})
  public String kernels;

  /** Threads that share the batch. */
  @Param({"1", "2"})
  public int threads;

  private Workers workers;
  private LabelledSamples samples;
  private int[] order;
  private TrainingStep step;
  private long flops;
  private int first;

  /** Makes the model and the data, and proves the steps. */
  @Setup(Level.Trial)
  public void setUp() {
    Fixtures.forceKernels(kernels);
    Network chosen = DigitNetworks.byName(network);
    flops = batch * stepFlops(chosen);
    order = SplitMix64.permutation(SAMPLES, SEED);
    samples = samples(chosen);
    workers = new Workers(threads);
    Model model = Model.initialize(chosen, SEED);
    step = step(model, workers);
    prove(model);
  }

  /** Floating-point operations of a step for one image. */
  private static long stepFlops(Network network) {
    Node firstLayer = network.nodes().get(1);
    return 3 * network.flops() - network.flops(firstLayer);
  }

  private static LabelledSamples samples(Network network) {
    Tensor inputs = Tensor.zeros(network.inputShape().withBatch(SAMPLES));
    for (int i = 0; i < inputs.size(); i++) {
      inputs.array()[i] = (SplitMix64.at(SEED, i) >>> 40) * 0x1p-24f;
    }
    int classes = network.outputShape().size();
    int[] labels = new int[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      labels[i] = i % classes;
    }
    return TensorSamples.of(inputs, labels, classes);
  }

  private TrainingStep step(Model model, Workers by) {
    TrainingConfig config =
        TrainingConfig.DEFAULT.batchSize(batch).optimizer(new Adam(LEARNING_RATE));
    return TrainingStep.of(model, config, by);
  }

  private void prove(Model model) {
    try (Workers one = new Workers(1)) {
      Model other = Model.initialize(model.network(), SEED);
      TrainingStep otherStep = step(other, one);
      String before = model.weightsSha256();
      for (int i = 0; i < PROOF_STEPS; i++) {
        run(step, i * batch % SAMPLES);
        run(otherStep, i * batch % SAMPLES);
      }
      String after = model.weightsSha256();
      if (after.equals(before) || !after.equals(other.weightsSha256())) {
        throw new IllegalStateException(
            "TrainStep: expected weights %s as trained by one thread, got %s"
                .formatted(other.weightsSha256(), after));
      }
    }
  }

  private double run(TrainingStep by, int from) {
    return by.run(samples, order, from, batch, SEED).loss();
  }

  /** Ends the threads. */
  @TearDown(Level.Trial)
  public void tearDown() {
    workers.close();
  }

  /**
   * One step.
   *
   * @param images counts its images
   * @param gflops counts its arithmetic
   * @return the loss
   */
  @Benchmark
  public double step(Images images, Gflops gflops) {
    double loss = run(step, first);
    first += batch;
    if (first + batch > SAMPLES) {
      first = 0;
    }
    images.images += batch;
    gflops.add(flops);
    return loss;
  }
}
