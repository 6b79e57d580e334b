package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.data.LabelledSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Dropout;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.LeakyReLU;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Tanh;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.AdamW;
import io.crema.nn.testing.ToySamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One seed gives the same bits at any number of threads, with either kernels, on any JDK. The suite
 * runs with both kernels, so equal literals are equal bits.
 */
class EqualBitsTest {

  /** Of weights after {@link #train}. Changes only if the arithmetic is changed on purpose. */
  private static final String TRAINED =
      "780a9dd5bed41fda64aa4a1b967a7d430259a6a6bf81f8d6c553866899a59f88";

  /** Of weights as they are drawn. Changes only if {@code Initializer} does. */
  private static final String DRAWN =
      "81d4b7ea9214b5d1854c2819a17de4bf9b74939bcf4097f711eeb6da0943b01b";

  private static final int PREDICTING_THREADS = 16;

  private static final Network NETWORK =
      Network.input(8, 8, 1)
          .add(new Conv2D(19, 3).same())
          .add(new ReLU())
          .add(new MaxPool2D(2))
          .add(new Conv2D(7, 3))
          .add(new LeakyReLU(0.1))
          .add(new Flatten())
          .add(new Dense(24))
          .add(new Tanh())
          .add(new Dropout(0.25))
          .add(new Dense(2));

  private static Model model() {
    return Model.initialize(NETWORK, 11);
  }

  /** Two epochs of batches of 37, 37 and 26 samples. */
  private static String train(int threads) {
    Model model = model();
    LabelledSamples samples = ToySamples.bars(100, 12);
    try (Workers workers = new Workers(threads)) {
      new Trainer()
          .epochs(2)
          .batchSize(37)
          .seed(13)
          .optimizer(new AdamW(1e-3, 0.01))
          .schedule(LearningRateSchedule.cosine().withWarmUp(0.4))
          .clipping(GradientClipping.norm(1))
          .workers(workers)
          .validation(ToySamples.bars(9, 14))
          .fit(model, samples);
    }
    return model.weightsSha256();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void fit_anyNumberOfThreads_givesTheFrozenWeights(int threads) {
    assertThat(train(threads)).isEqualTo(TRAINED);
  }

  @Test
  void initialize_seed_givesTheFrozenWeights() {
    assertThat(model().weightsSha256()).isEqualTo(DRAWN);
  }

  @Test
  void kernelName_thisRun_isTheOneThatTheBuildForced() {
    assertThat(model().kernelName()).isEqualTo(System.getProperty("crema.test.kernels"));
  }

  @Test
  void fit_anotherSeed_givesOtherWeights() {
    Model one = model();
    Model two = model();

    new Trainer().epochs(1).seed(1).fit(one, ToySamples.bars(20, 12));
    new Trainer().epochs(1).seed(2).fit(two, ToySamples.bars(20, 12));

    assertThat(one.weightsSha256()).isNotEqualTo(two.weightsSha256());
  }

  private static Tensor images(int count) {
    LabelledSamples samples = ToySamples.bars(count, 15);
    Tensor images = Tensor.zeros(samples.inputShape().withBatch(count));
    for (int i = 0; i < count; i++) {
      samples.readInput(i, images.array(), i * samples.inputShape().size());
    }
    return images;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 16, 30, 61})
  void forward_anyBatchSize_givesEqualBits(int batch) {
    Model model = model();
    Tensor images = images(61);
    float[] together = model.forward(images).array();
    int size = images.size() / 61;

    for (int first = 0; first + batch <= 61; first += batch) {
      float[] values = Arrays.copyOfRange(images.array(), first * size, (first + batch) * size);
      float[] part =
          model.forward(Tensor.of(NETWORK.inputShape().withBatch(batch), values)).array();
      assertThat(part).isEqualTo(Arrays.copyOfRange(together, first * 2, (first + batch) * 2));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void forward_anyNumberOfThreads_givesEqualBits(int threads) {
    Model model = model();
    Tensor images = images(61);

    try (Workers workers = new Workers(threads)) {
      assertThat(model.predictor(workers).forward(images).array())
          .isEqualTo(model.forward(images).array());
    }
  }

  @Test
  void forward_manyThreadsOnOneModel_equalsOneAfterTheOther() throws Exception {
    Model model = model();
    List<Tensor> inputs = new ArrayList<>();
    List<float[]> expected = new ArrayList<>();
    for (int thread = 0; thread < PREDICTING_THREADS; thread++) {
      Tensor images = images(5 + 3 * thread);
      images.array()[thread] = 2f; // so that no two threads expect the same
      inputs.add(images);
      expected.add(model.forward(images).array());
    }

    CyclicBarrier together = new CyclicBarrier(PREDICTING_THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(PREDICTING_THREADS);
    try {
      List<Future<List<float[]>>> results = new ArrayList<>();
      for (Tensor images : inputs) {
        Callable<List<float[]>> calls =
            () -> {
              together.await();
              List<float[]> outputs = new ArrayList<>();
              for (int call = 0; call < 10; call++) {
                outputs.add(model.forward(images).array());
              }
              return outputs;
            };
        results.add(threads.submit(calls));
      }
      for (int thread = 0; thread < PREDICTING_THREADS; thread++) {
        for (float[] outputs : results.get(thread).get()) {
          assertThat(outputs).isEqualTo(expected.get(thread));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
