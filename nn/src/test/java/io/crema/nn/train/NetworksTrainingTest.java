package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.data.Samples;
import io.crema.core.parallel.Workers;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.architecture.Networks;
import io.crema.nn.graph.Network;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.Sigmoid;
import io.crema.nn.loss.MeanSquaredError;
import io.crema.nn.loss.SoftmaxCrossEntropy;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.testing.Allocation;
import io.crema.nn.testing.GradientCheck;
import io.crema.nn.testing.ToySamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each ready network learns in one epoch, is saved and loaded, and allocates next to nothing in a
 * step. The samples are made from a seed.
 *
 * <p>{@code -Dcrema.test.images=5000} trains on as many.
 */
class NetworksTrainingTest {

  private static final int IMAGES = Integer.getInteger("crema.test.images", 640);
  private static final int BATCH = 16;
  private static final int CLASSES = 4;
  private static final long SEED = 7;
  private static final long STEP_LIMIT = 1024;

  @TempDir private Path folder;

  /** A network and what it is to learn. */
  private record Case(String name, Network network, TrainingConfig config) {

    Samples samples(int count) {
      return network.outputShape().rank() == 1
          ? ToySamples.waves(count, network.inputShape(), CLASSES, SEED)
          : ToySamples.rectangles(count, network.inputShape(), SEED);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Case classifier(String name, Network network) {
    return new Case(name, network, config().loss(new SoftmaxCrossEntropy()));
  }

  private static TrainingConfig config() {
    return TrainingConfig.DEFAULT.batchSize(BATCH).seed(SEED).optimizer(new Adam(3e-3));
  }

  private static Stream<Case> networks() {
    Network uNet = Networks.uNet(Shape.of(16, 16, 1), 2, 2, 4).add(new Sigmoid());
    return Stream.of(
        classifier("LeNet", Networks.leNet(Shape.of(16, 16, 1), CLASSES)),
        classifier("VGG-small", Networks.vggSmall(Shape.of(8, 8, 3), CLASSES)),
        classifier("ResNet-8", Networks.resNet(8, Shape.of(12, 12, 3), CLASSES)),
        classifier("ResNet-20", Networks.resNet(20, Shape.of(8, 8, 3), CLASSES)),
        classifier("ResNet-32", Networks.resNet(32, Shape.of(8, 8, 3), CLASSES)),
        classifier("MobileNet", Networks.mobileNet(Shape.of(8, 8, 3), CLASSES, 0.25)),
        classifier("TC-ResNet8", Networks.keywords(Shape.of(32, 10), CLASSES, 1)),
        new Case("U-Net", uNet, config().loss(new MeanSquaredError())));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void fit_oneEpoch_learnsAndIsSaved(Case each) throws IOException {
    Model model = Model.initialize(each.network(), SEED);
    List<Double> means = new ArrayList<>();

    new Trainer(each.config())
        .epochs(1)
        .listener(
            new TrainingListener() {
              @Override
              public void batchEnded(Training training, BatchResult result) {
                means.add(result.loss());
              }
            })
        .fit(model, each.samples(IMAGES));

    int quarter = means.size() / 4;
    int last = means.size() - 1;
    double end = (last + 1) * means.get(last) - (last - quarter + 1) * means.get(last - quarter);
    assertThat(end / quarter).isLessThan(0.98 * means.get(quarter - 1));
    Path file = folder.resolve("model.safetensors");
    ModelFile.save(file, model, TrainingRecord.EMPTY);
    Model loaded = ModelFile.load(file).model();
    Tensor inputs = GradientCheck.uniform(5, each.network().inputShape());
    assertThat(loaded.network()).isEqualTo(each.network());
    assertThat(loaded.forward(inputs).toArray()).isEqualTo(model.forward(inputs).toArray());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void run_warm_allocatesNextToNothing(Case each) {
    Samples samples = each.samples(BATCH);
    int[] order = SplitMix64.permutation(BATCH, SEED);
    try (Workers workers = new Workers(1)) {
      TrainingStep step =
          TrainingStep.of(Model.initialize(each.network(), SEED), each.config(), workers);

      long bytes = Allocation.of(() -> step.run(samples, order, 0, BATCH, SEED), STEP_LIMIT);

      assertThat(bytes).isLessThan(STEP_LIMIT);
    }
  }
}
