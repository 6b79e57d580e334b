package io.crema.benchmarks;

import io.crema.core.parallel.Workers;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Tensor;
import io.crema.models.DigitNetworks;
import io.crema.nn.model.Model;
import io.crema.nn.model.Predictor;
import java.util.Arrays;

/** The prediction of one batch. */
final class PredictWork implements AutoCloseable {

  private static final long SEED = 1;

  private final Model model;
  private final Workers workers;
  private final Predictor predictor;
  private final Tensor images;

  PredictWork(String network, String kernels, int threads, int batch) {
    Fixtures.forceKernels(kernels);
    model = Model.initialize(DigitNetworks.byName(network), SEED);
    workers = new Workers(threads);
    predictor = model.predictor(workers);
    images = Tensor.zeros(model.network().inputShape().withBatch(batch));
    for (int i = 0; i < images.size(); i++) {
      images.array()[i] = (SplitMix64.at(SEED, i) >>> 40) * 0x1p-24f;
    }
  }

  Tensor run() {
    return predictor.predictProbabilities(images);
  }

  /** Floating-point operations of a call. */
  long flops() {
    return images.shape().dim(0) * model.network().flops();
  }

  /**
   * Proves that a batch gives the same bits as its images one by one, on one thread.
   *
   * @throws IllegalStateException if it does not
   */
  void prove() {
    float[] whole = run().toArray();
    try (Workers one = new Workers(1)) {
      Predictor single = model.predictor(one);
      int size = model.network().inputShape().size();
      int classes = model.network().outputShape().size();
      for (int i = 0; i < images.shape().dim(0); i++) {
        float[] image = Arrays.copyOfRange(images.array(), i * size, (i + 1) * size);
        Tensor input = Tensor.of(model.network().inputShape().withBatch(1), image);
        float[] expected = single.predictProbabilities(input).toArray();
        float[] actual = Arrays.copyOfRange(whole, i * classes, (i + 1) * classes);
        if (!Arrays.equals(expected, actual)) {
          throw new IllegalStateException(
              "Predict: expected %s for image %d, got %s"
                  .formatted(Arrays.toString(expected), i, Arrays.toString(actual)));
        }
      }
    }
  }

  @Override
  public void close() {
    workers.close();
  }
}
