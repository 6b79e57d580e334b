package io.crema.nn.layer;

import static io.crema.nn.testing.TestModels.counting;
import static io.crema.nn.testing.TestModels.forward;
import static io.crema.nn.testing.TestModels.image;
import static io.crema.nn.testing.TestModels.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Pooling and padding against values found by hand. */
class PoolingKnownValueTest {

  @Test
  void maxPool_dividingSize_keepsTheLargest() {
    Tensor output = forward(new MaxPool2D(2), counting(4, 4));

    assertThat(output.shape()).isEqualTo(Shape.of(2, 2, 1));
    assertThat(output.array()).containsExactly(6, 8, 14, 16);
  }

  @Test
  void maxPool_oddSize_dropsTheLastRowAndColumn() {
    assertThat(forward(new MaxPool2D(2), counting(5, 5)).array()).containsExactly(7, 9, 17, 19);
  }

  @Test
  void maxPool_sameOverNegatives_paddingNeverWins() {
    Tensor input = image(3, 3, -1, -2, -3, -4, -5, -6, -7, -8, -9);

    Tensor output = forward(new MaxPool2D(2).same(), input);

    assertThat(output.array()).containsExactly(-1, -3, -7, -9);
  }

  @Test
  void maxPool_channels_areApart() {
    Tensor input = tensor(Shape.of(2, 1, 2), 1, 8, 5, 2);

    Tensor output = forward(new MaxPool2D(2, 1), input);

    assertThat(output.array()).containsExactly(5, 8);
  }

  @Test
  void maxPool_notANumber_isPassedOn() {
    Tensor input = image(2, 2, 1, Double.NaN, 3, 4);
    BoundLayer bound = new MaxPool2D(2).bind(input.shape(), new WeightFactory(0));
    Tensor output = Tensor.zeros(Shape.of(1, 1, 1, 1));

    bound.forward(input.reshape(Shape.of(1, 2, 2, 1)), output, Pass.forPrediction());

    assertThat(output.array()).containsExactly(Float.NaN);
  }

  @Test
  void maxPool_equalValues_gradientGoesToTheFirst() {
    Tensor gradient = inputGradient(new MaxPool2D(2), image(2, 2, 3, 7, 7, 7), 5);

    assertThat(gradient.array()).containsExactly(0, 5, 0, 0);
  }

  /** The gradient that a layer hands to the layer before it, for one output value. */
  private static Tensor inputGradient(Layer layer, Tensor input, float dOutput) {
    BoundLayer bound = layer.bind(input.shape(), new WeightFactory(0));
    Pass pass = Pass.forPrediction();
    Tensor batch = input.reshape(input.shape().withBatch(1));
    Tensor output = Tensor.zeros(layer.outputShape(input.shape()).withBatch(1));
    bound.forward(batch, output, pass);
    Tensor gradient = Tensor.zeros(output.shape());
    gradient.fill(dOutput);
    Tensor dInput = Tensor.zeros(batch.shape());
    bound.backward(batch, output, gradient, dInput, pass);
    return dInput;
  }

  @Test
  void averagePool_dividingSize_isTheMean() {
    assertThat(forward(new AveragePool2D(2), counting(4, 4)).array())
        .containsExactly(3.5f, 5.5f, 11.5f, 13.5f);
  }

  @Test
  void averagePool_same_paddingDoesNotCount() {
    Tensor output = forward(new AveragePool2D(2).same(), counting(3, 3));

    assertThat(output.array()).containsExactly(3, 4.5f, 7.5f, 9);
  }

  @Test
  void averagePool_countingPadding_dividesByTheWholeWindow() {
    Tensor output = forward(new AveragePool2D(2).same().countingPadding(), counting(3, 3));

    assertThat(output.array()).containsExactly(3, 2.25f, 3.75f, 2.25f);
  }

  @Test
  void averagePool_countingMorePixelsThanAnInt_dividesByAllOfThem() {
    Tensor output = forward(new AveragePool2D(1 << 17).same().countingPadding(), counting(1, 1));

    assertThat(output.array()).containsExactly(0x1p-34f);
  }

  @Test
  void globalAveragePool_channels_isTheMeanOfEach() {
    Tensor input = tensor(Shape.of(2, 2, 2), 1, 10, 2, 20, 3, 30, 6, 60);

    Tensor output = forward(new GlobalAveragePool2D(), input);

    assertThat(output.shape()).isEqualTo(Shape.of(2));
    assertThat(output.array()).containsExactly(3, 30);
  }

  @Test
  void zeroPadding_unevenSides_putsZerosThere() {
    Tensor input = tensor(Shape.of(1, 2, 2), 1, 2, 3, 4);

    Tensor output = forward(new ZeroPadding2D(1, 0, 0, 2), input);

    assertThat(output.shape()).isEqualTo(Shape.of(2, 4, 2));
    assertThat(output.array()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0);
  }

  @Test
  void flatten_image_keepsTheOrder() {
    Tensor output = forward(new Flatten(), tensor(Shape.of(1, 2, 2), 1, 2, 3, 4));

    assertThat(output.shape()).isEqualTo(Shape.of(4));
    assertThat(output.array()).containsExactly(1, 2, 3, 4);
  }
}
