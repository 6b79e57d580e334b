package io.crema.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutTest {

  private static final int SIZE = 20_000;
  private static final int[] ORDER = {4, 9, 2, 7};

  private static Tensor ones(int rows) {
    Tensor tensor = Tensor.zeros(Shape.of(rows, SIZE));
    tensor.fill(1f);
    return tensor;
  }

  private static Pass training(long epochSeed, int layer, int firstSample) {
    ThreadPass pass = new ThreadPass();
    pass.train(new float[0][], epochSeed);
    pass.samples(ORDER, firstSample);
    pass.forward(new int[] {layer}, false, null);
    return pass;
  }

  private static Tensor forward(double rate, int rows, Pass pass) {
    Tensor output = Tensor.zeros(Shape.of(rows, SIZE));
    bound(rate).forward(ones(rows), output, pass);
    return output;
  }

  private static BoundLayer bound(double rate) {
    return new Dropout(rate).bind(Shape.of(SIZE), new WeightFactory(0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.5, 0.9})
  void forward_training_dropsTheShareAndScalesTheRest(double rate) {
    Tensor output = forward(rate, 1, training(1, 0, 0));

    float kept = (float) (1 / (1 - rate));
    int dropped = 0;
    for (float value : output.array()) {
      assertThat(value).isIn(0f, kept);
      dropped += value == 0f ? 1 : 0;
    }
    // Five standard deviations of a binomial count.
    double deviation = Math.sqrt(SIZE * rate * (1 - rate));
    assertThat((double) dropped).isCloseTo(SIZE * rate, within(5 * deviation));
  }

  @Test
  void forward_prediction_changesNothing() {
    assertThat(forward(0.5, 2, Pass.forPrediction()).array()).containsOnly(1f);
  }

  @Test
  void forward_rateZero_changesNothing() {
    assertThat(forward(0, 1, training(1, 0, 0)).array()).containsOnly(1f);
  }

  @Test
  void forward_sampleInAnotherRow_dropsTheSame() {
    float[] together = forward(0.5, 3, training(1, 0, 0)).array();
    float[] alone = forward(0.5, 1, training(1, 0, 2)).array();

    assertThat(alone).isEqualTo(Arrays.copyOfRange(together, 2 * SIZE, 3 * SIZE));
  }

  @Test
  void forward_anotherSampleEpochOrLayer_dropsOthers() {
    float[] dropped = forward(0.5, 1, training(1, 0, 0)).array();

    assertThat(forward(0.5, 1, training(1, 0, 0)).array()).isEqualTo(dropped);
    assertThat(forward(0.5, 1, training(1, 0, 1)).array()).isNotEqualTo(dropped);
    assertThat(forward(0.5, 1, training(2, 0, 0)).array()).isNotEqualTo(dropped);
    assertThat(forward(0.5, 1, training(1, 1, 0)).array()).isNotEqualTo(dropped);
  }

  @Test
  void backward_training_dropsWhatForwardDropped() {
    Pass pass = training(3, 2, 1);
    Tensor output = forward(0.25, 2, pass);
    Tensor dInput = Tensor.zeros(output.shape());

    bound(0.25).backward(ones(2), output, ones(2), dInput, pass);

    assertThat(dInput.array()).isEqualTo(output.array());
  }
}
