package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.Mixup;
import io.crema.core.data.TrainingReader;
import io.crema.core.parallel.Workers;
import io.crema.core.random.SplitMix64;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.testing.ToySamples;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training reads through readers of its threads, with the epoch's seed; nothing else does. */
class TrainingReaderTest {

  /** Of weights after {@link #trainMixed}, with either kernels. */
  private static final String MIXED =
      "418cc09dffce93fdc2076d36e6b20b44934cb9abebd26817b2261f851cd08818";

  private static final int SIZE = 90;
  private static final long SEED = 21;

  private static final Network NETWORK =
      Network.input(2).add(new Dense(16)).add(new ReLU()).add(new Dropout(0.25)).add(new Dense(2));

  private final LabelledSamples plain = ToySamples.separable(SIZE, 1);
  private final Queue<Read> reads = new ConcurrentLinkedQueue<>();
  private final Queue<Recorder> recorders = new ConcurrentLinkedQueue<>();
  private final LabelledSamples recorded =
      plain.withTrainingReaders(
          () -> {
            Recorder recorder = new Recorder();
            recorders.add(recorder);
            return recorder;
          });

  private record Read(int index, long epochSeed) {}

  private final class Recorder implements TrainingReader {

    private final TrainingReader reader = plain.trainingReader();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean shared;

    @Override
    public void read(int index, long epochSeed, float[] input, int i, float[] target, int t) {
      shared |= inside.incrementAndGet() > 1;
      reads.add(new Read(index, epochSeed));
      reader.read(index, epochSeed, input, i, target, t);
      inside.decrementAndGet();
    }
  }

  private static Trainer trainer(Workers workers) {
    return new Trainer().epochs(3).batchSize(32).seed(SEED).workers(workers);
  }

  private List<Integer> indices(long epochSeed) {
    return reads.stream().filter(r -> r.epochSeed() == epochSeed).map(Read::index).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void fit_everyEpoch_readsEachSampleOnceWithItsOwnSeed(int threads) {
    try (Workers workers = new Workers(threads)) {
      trainer(workers).validation(recorded).fit(Model.initialize(NETWORK, 1), recorded);
    }

    assertThat(reads).hasSize(3 * SIZE);
    for (int epoch = 1; epoch <= 3; epoch++) {
      List<Integer> indices = indices(SplitMix64.derive(SEED, epoch));
      assertThat(indices).hasSize(SIZE).doesNotHaveDuplicates();
    }
    assertThat(recorders).hasSizeBetween(1, threads);
    assertThat(recorders).allSatisfy(recorder -> assertThat(recorder.shared).isFalse());
  }

  @Test
  void evaluateAndPredict_readNothingThroughReaders() {
    Model model = Model.initialize(NETWORK, 1);

    model.evaluate(recorded);

    assertThat(recorders).isEmpty();
  }

  @Test
  void run_otherSamples_areReadByTheirOwnReaders() {
    int[] order = {4, 2, 7};
    try (Workers workers = new Workers(1)) {
      TrainingStep step =
          TrainingStep.of(
              Model.initialize(NETWORK, 1),
              TrainingConfig.DEFAULT
                  .optimizer(new Adam(1e-3))
                  .clipping(GradientClipping.NONE)
                  .batchSize(3),
              workers);
      step.learningRate(1e-3).run(plain, order, 0, 3, 5);
      assertThat(reads).isEmpty();
      step.learningRate(1e-3).run(recorded, order, 0, 3, 6);
      step.learningRate(1e-3).run(recorded, order, 1, 1, 7);
      step.learningRate(1e-3).run(plain, order, 0, 3, 8);
    }

    assertThat(recorders).hasSize(1);
    assertThat(reads)
        .containsExactly(new Read(4, 6), new Read(2, 6), new Read(7, 6), new Read(2, 7));
  }

  private String trainMixed(int threads, double alpha) {
    Model model = Model.initialize(NETWORK, 3);
    try (Workers workers = new Workers(threads)) {
      trainer(workers).fit(model, Mixup.of(plain, alpha));
    }
    return model.weightsSha256();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void fit_mixedSamples_givesTheFrozenWeightsAtAnyNumberOfThreads(int threads) {
    assertThat(trainMixed(threads, 0.4)).isEqualTo(MIXED);
  }

  @Test
  void fit_mixedOtherwise_givesOtherWeights() {
    assertThat(trainMixed(1, 0.5)).isNotEqualTo(MIXED);
  }
}
