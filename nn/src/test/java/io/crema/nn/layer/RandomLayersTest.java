package io.crema.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spatial dropout, stochastic depth and noise: what they draw, and on what it depends. */
class RandomLayersTest {

  private static final int PIXELS = 6;
  private static final int CHANNELS = 4000;
  private static final Shape SHAPE = Shape.of(2, 3, CHANNELS);

  private static Pass training(long epochSeed, int layer, int rows, int firstSample) {
    int[] order = new int[firstSample + rows];
    Arrays.setAll(order, i -> 3 * i + 1);
    ThreadPass pass = new ThreadPass();
    pass.train(new float[0][], epochSeed);
    pass.samples(order, firstSample);
    pass.forward(new int[] {layer}, false, null);
    return pass;
  }

  private static BoundLayer bound(Layer layer, Shape shape) {
    return layer.bind(shape, new WeightFactory(0));
  }

  private static Tensor ones(Shape shape, int rows) {
    Tensor tensor = Tensor.zeros(shape.withBatch(rows));
    tensor.fill(1f);
    return tensor;
  }

  private static float[] forward(Layer layer, Shape shape, int rows, Pass pass) {
    Tensor output = Tensor.zeros(shape.withBatch(rows));
    bound(layer, shape).forward(ones(shape, rows), output, pass);
    return output.array();
  }

  private static Stream<Layer> layers() {
    return Stream.of(new SpatialDropout(0.5), new GaussianNoise(0.5), new DropPath(0.5));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void forward_prediction_changesNothing(Layer layer) {
    assertThat(forward(layer, SHAPE, 2, Pass.forPrediction())).containsOnly(1f);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void forward_sampleInAnotherRow_drawsTheSame(Layer layer) {
    Shape shape = Shape.of(2, 3, 5);
    float[] together = forward(layer, shape, 20, training(1, 0, 20, 0));
    float[] later = forward(layer, shape, 15, training(1, 0, 15, 5));

    assertThat(later).isEqualTo(Arrays.copyOfRange(together, 5 * shape.size(), 20 * shape.size()));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void forward_anotherSampleEpochOrLayer_drawsOthers(Layer layer) {
    Shape shape = Shape.of(2, 3, 5);
    float[] drawn = forward(layer, shape, 20, training(1, 0, 20, 0));

    assertThat(forward(layer, shape, 20, training(1, 0, 20, 0))).isEqualTo(drawn);
    assertThat(forward(layer, shape, 20, training(1, 0, 20, 1))).isNotEqualTo(drawn);
    assertThat(forward(layer, shape, 20, training(2, 0, 20, 0))).isNotEqualTo(drawn);
    assertThat(forward(layer, shape, 20, training(1, 1, 20, 0))).isNotEqualTo(drawn);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void forward_inPlace_isTheSame(Layer layer) {
    Shape shape = Shape.of(2, 3, 5);
    Tensor values = ones(shape, 20);
    bound(layer, shape).forward(values, values, training(1, 0, 20, 0));

    assertThat(values.array()).isEqualTo(forward(layer, shape, 20, training(1, 0, 20, 0)));
    assertThat(bound(layer, shape).access()).isEqualTo(Access.IN_PLACE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5})
  void backward_ofWhatDrops_dropsTheSame(double rate) {
    Shape shape = Shape.of(2, 3, 5);
    for (Layer layer : new Layer[] {new SpatialDropout(rate), new DropPath(rate)}) {
      Tensor dInput = Tensor.zeros(shape.withBatch(20));
      Tensor ones = ones(shape, 20);
      bound(layer, shape).backward(ones, ones, ones, dInput, training(4, 2, 20, 0));

      assertThat(dInput.array()).isEqualTo(forward(layer, shape, 20, training(4, 2, 20, 0)));
    }
  }

  /** Five standard deviations of a binomial count. */
  private static void assertShare(int dropped, int all, double rate) {
    double deviation = Math.sqrt(all * rate * (1 - rate));
    assertThat((double) dropped).isCloseTo(all * rate, within(5 * deviation));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void spatialDropout_training_dropsWholeChannels(double rate) {
    float[] output = forward(new SpatialDropout(rate), SHAPE, 1, training(1, 0, 1, 0));

    float kept = (float) (1 / (1 - rate));
    int dropped = 0;
    for (int c = 0; c < CHANNELS; c++) {
      assertThat(output[c]).isIn(0f, kept);
      dropped += output[c] == 0f ? 1 : 0;
      for (int pixel = 1; pixel < PIXELS; pixel++) {
        assertThat(output[pixel * CHANNELS + c]).isEqualTo(output[c]);
      }
    }
    assertShare(dropped, CHANNELS, rate);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9})
  void dropPath_training_dropsWholeSamples(double rate) {
    Shape shape = Shape.of(2, 3);
    int rows = 4000;
    float[] output = forward(new DropPath(rate), shape, rows, training(1, 0, rows, 0));

    float kept = (float) (1 / (1 - rate));
    int dropped = 0;
    for (int row = 0; row < rows; row++) {
      float first = output[row * shape.size()];
      assertThat(first).isIn(0f, kept);
      dropped += first == 0f ? 1 : 0;
      assertThat(Arrays.copyOfRange(output, row * shape.size(), (row + 1) * shape.size()))
          .containsOnly(first);
    }
    assertShare(dropped, rows, rate);
  }

  @Test
  void gaussianNoise_training_hasTheDeviation() {
    double deviation = 0.25;
    float[] output = forward(new GaussianNoise(deviation), SHAPE, 1, training(1, 0, 1, 0));

    int n = output.length;
    double sum = 0;
    double squares = 0;
    for (float value : output) {
      sum += value - 1.0;
      squares += (value - 1.0) * (value - 1.0);
    }
    // Five standard errors of the mean and of the variance.
    assertThat(sum / n).isCloseTo(0, within(5 * deviation / Math.sqrt(n)));
    assertThat(squares / n)
        .isCloseTo(deviation * deviation, within(5 * deviation * deviation * Math.sqrt(2.0 / n)));
  }
}
