package io.crema.nn.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.data.LabelledSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.testing.ToySamples;
import io.crema.nn.train.Trainer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * One model predicting for many threads of every kind at once, against itself one call after the
 * other.
 *
 * <p>{@code -Dcrema.test.calls=2000} lets each thread predict as often.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SharedModelTest {

  private static final int THREADS = 64;
  private static final int CALLS = Integer.getInteger("crema.test.calls", 20);

  private static final Network NETWORK =
      Network.input(8, 8, 1)
          .add(new Conv2D(9, 3).same())
          .add(new ReLU())
          .add(new MaxPool2D(2))
          .add(new Conv2D(5, 3))
          .add(new ReLU())
          .add(new Flatten())
          .add(new Dense(2));

  private final Model model = Model.initialize(NETWORK, 11);

  /** Inputs of 1 to 24 images, and what they come to. */
  private final List<Tensor> inputs = new ArrayList<>();

  private final List<float[]> expected = new ArrayList<>();

  SharedModelTest() {
    for (int count = 1; count <= 24; count++) {
      Tensor images = images(count, 100 + count);
      inputs.add(images);
      expected.add(model.forward(images).toArray());
    }
  }

  private static Tensor images(int count, long seed) {
    LabelledSamples samples = ToySamples.bars(count, seed);
    Tensor images = Tensor.zeros(samples.inputShape().withBatch(count));
    for (int i = 0; i < count; i++) {
      samples.readInput(i, images.array(), i * samples.inputShape().size());
    }
    return images;
  }

  /** Predicts and compares: {@return the number of calls that gave other bits} */
  private int wrong(Predictor predictor, int thread, int calls) {
    int wrong = 0;
    for (int call = 0; call < calls; call++) {
      int which = (thread + call) % inputs.size();
      float[] outputs = predictor.forward(inputs.get(which)).toArray();
      wrong += Arrays.equals(outputs, expected.get(which)) ? 0 : 1;
    }
    return wrong;
  }

  private int wrong(ExecutorService executor, Predictor predictor) throws Exception {
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      tasks.add(() -> wrong(predictor, thread, CALLS));
    }
    int wrong = 0;
    for (Future<Integer> result : executor.invokeAll(tasks)) {
      wrong += result.get();
    }
    return wrong;
  }

  private static String train() {
    Model other = Model.initialize(NETWORK, 5);
    new Trainer().epochs(2).batchSize(16).seed(3).fit(other, ToySamples.bars(64, 7));
    return other.weightsSha256();
  }

  @Test
  void forward_manyThreadsBesideATraining_givesTheSerialBitsAndTheTrainingItsOwn()
      throws Exception {
    String trainedAlone = train();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService trainer = Executors.newSingleThreadExecutor();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Future<List<String>> trained =
          trainer.submit(
              () -> {
                List<String> hashes = new ArrayList<>();
                do {
                  hashes.add(train());
                } while (!done.get());
                return hashes;
              });

      assertThat(wrong(threads, model.predictor(Workers.shared()))).isZero();

      done.set(true);
      assertThat(trained.get()).isNotEmpty().containsOnly(trainedAlone);
    } finally {
      done.set(true);
      threads.shutdownNow();
      trainer.shutdownNow();
    }
  }

  @Test
  void forward_moreWorkersThanProcessors_givesTheSerialBits() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (Workers workers = new Workers(8)) {
      assertThat(wrong(threads, model.predictor(workers))).isZero();
    } finally {
      threads.shutdownNow();
    }
  }

  /* Closed workers leave the work to whoever asks for it: no call fails, none is wrong. */
  @Test
  void forward_workersClosedMeanwhile_givesTheSerialBits() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 50; round++) {
        Workers workers = new Workers(4);
        Predictor predictor = model.predictor(workers);
        CyclicBarrier together = new CyclicBarrier(3);
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          int thread = i;
          results.add(
              threads.submit(
                  () -> {
                    together.await();
                    return wrong(predictor, thread, 20);
                  }));
        }
        together.await();
        workers.close();
        for (Future<Integer> result : results) {
          assertThat(result.get()).isZero();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void forward_fromTheCommonPool_comesToAnEndWithTheSerialBits() throws Exception {
    assertThat(wrong(ForkJoinPool.commonPool(), model.predictor(Workers.shared()))).isZero();
  }

  @Test
  void forward_fromAParallelStream_comesToAnEndWithTheSerialBits() {
    Predictor predictor = model.predictor(Workers.shared());
    int wrong = IntStream.range(0, THREADS).parallel().map(i -> wrong(predictor, i, CALLS)).sum();
    assertThat(wrong).isZero();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21) // from which on there are any
  void forward_fromVirtualThreads_comesToAnEndWithTheSerialBits() throws Throwable {
    MethodHandle virtual =
        MethodHandles.publicLookup()
            .findStatic(
                Executors.class,
                "newVirtualThreadPerTaskExecutor",
                MethodType.methodType(ExecutorService.class));
    ExecutorService threads = (ExecutorService) virtual.invokeExact();
    try {
      assertThat(wrong(threads, model.predictor(Workers.shared()))).isZero();
    } finally {
      threads.shutdownNow();
    }
  }
}
