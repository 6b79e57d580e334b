package io.crema.nn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TensorSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.ReLU;
import io.crema.nn.layer.Softmax;
import io.crema.nn.testing.GradientCheck;
import io.crema.nn.testing.TestModels;
import io.crema.nn.testing.ToySamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Averaging over moves against pictures that are moved pixel by pixel here. */
class ShiftAveragingTest {

  /** A mean of probabilities up to 1 rounds to float once, the probabilities themselves too. */
  private static final double ROUNDING = 2 * 0x1p-24;

  private static final Shape PICTURE = Shape.of(5, 4, 2);

  private static Model model(boolean softmax) {
    Network network =
        Network.input(PICTURE.dims())
            .add(new Conv2D(3, 3))
            .add(new ReLU())
            .add(new Flatten())
            .add(new Dense(3));
    return Model.initialize(softmax ? network.add(new Softmax()) : network, 7);
  }

  private static Tensor moved(Tensor inputs, int down, int right) {
    Tensor moved = Tensor.zeros(inputs.shape());
    Shape shape = inputs.shape();
    for (int n = 0; n < shape.dim(0); n++) {
      for (int y = 0; y < shape.dim(1); y++) {
        for (int x = 0; x < shape.dim(2); x++) {
          int toY = y + down;
          int toX = x + right;
          if (toY >= 0 && toY < shape.dim(1) && toX >= 0 && toX < shape.dim(2)) {
            for (int c = 0; c < shape.dim(3); c++) {
              moved.set(inputs.get(n, y, x, c), n, toY, toX, c);
            }
          }
        }
      }
    }
    return moved;
  }

  /** 5 pixels are as many as there are rows, and more than columns. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void predictProbabilities_randomPictures_isTheMeanOverAllMoves(int pixels) {
    for (boolean softmax : new boolean[] {false, true}) {
      Model model = model(softmax);
      Tensor inputs = GradientCheck.uniform(6, PICTURE);
      float[] before = inputs.toArray();
      double[] expected = new double[6 * 3];
      int moves = 0;
      for (int down = -pixels; down <= pixels; down++) {
        for (int right = -pixels; right <= pixels; right++) {
          float[] each = model.predictProbabilities(moved(inputs, down, right)).array();
          for (int i = 0; i < expected.length; i++) {
            expected[i] += each[i];
          }
          moves++;
        }
      }

      Tensor mean =
          new ShiftAveraging(model.predictor(Workers.shared()), pixels)
              .predictProbabilities(inputs);

      assertThat(mean.shape()).isEqualTo(Shape.of(6, 3));
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) mean.array()[i]).isCloseTo(expected[i] / moves, within(ROUNDING));
      }
      assertThat(inputs.toArray()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void predictProbabilities_anyNumberOfThreads_givesTheSameBits(int threads) {
    Model model = model(false);
    Tensor inputs = GradientCheck.uniform(7, PICTURE);
    float[] expected =
        new ShiftAveraging(model.predictor(Workers.shared()), 1)
            .predictProbabilities(inputs)
            .toArray();

    try (Workers workers = new Workers(threads)) {
      ShiftAveraging averaging = new ShiftAveraging(model.predictor(workers), 1);
      assertThat(averaging.predictProbabilities(inputs).toArray()).isEqualTo(expected);
      assertThat(averaging.predictProbabilities(inputs).toArray()).isEqualTo(expected);
    }
  }

  /** A pixel counts for class 1 where it is; moved away, and zeros in its place, for class 0. */
  private static Model middlePixel() {
    Network network = Network.input(3, 3, 1).add(new Flatten()).add(new Dense(2));
    float[] weights = new float[18];
    weights[4 * 2 + 1] = 100;
    return TestModels.of(network, weights, new float[] {50, 0});
  }

  @Test
  void predict_onePixelInTheMiddle_isSeenInOneMoveOfNine() {
    Tensor picture = TestModels.tensor(Shape.of(1, 3, 3, 1), 0, 0, 0, 0, 1, 0, 0, 0, 0);
    Predictor predictor = middlePixel().predictor(Workers.shared());

    assertThat(predictor.predict(picture)).containsExactly(1);
    ShiftAveraging averaging = new ShiftAveraging(predictor, 1);
    assertThat(averaging.predict(picture)).containsExactly(0);
    assertThat(averaging.predictProbabilities(picture).array())
        .containsExactly(new float[] {8 / 9f, 1 / 9f}, within(1e-6f));
  }

  @Test
  void evaluate_moreThanOneBlock_isThatOfTheMeanProbabilities() {
    int count = 1100;
    Tensor pictures = GradientCheck.uniform(count, PICTURE);
    ShiftAveraging averaging = new ShiftAveraging(model(false).predictor(Workers.shared()), 1);
    int[] labels = averaging.predict(pictures);
    for (int wrong : new int[] {0, 511, 512, 1023, 1024, 1099}) {
      labels[wrong] = (labels[wrong] + 1) % 3;
    }
    LabelledSamples samples = TensorSamples.of(pictures, labels, 3);

    assertThat(averaging.evaluate(samples).accuracy()).isEqualTo((count - 6.0) / count);
    assertThat(averaging.evaluate(samples).predictions())
        .containsExactly(averaging.predict(pictures));
  }

  @Test
  void predict_noPictures_isRefused() {
    Model vectors = Model.initialize(Network.input(8).add(new Dense(2)), 1);
    ShiftAveraging averaging = new ShiftAveraging(vectors.predictor(Workers.shared()), 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> averaging.predict(Tensor.zeros(Shape.of(3, 8))))
        .withMessage("inputs: expected pictures [N, H, W, C], got [3, 8]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ShiftAveraging(vectors.predictor(Workers.shared()), -1))
        .withMessage("pixels: expected at least 0, got -1");
  }

  @Test
  void evaluate_samplesThatDoNotFit_isRefused() {
    Predictor predictor =
        Model.initialize(Network.input(8, 8, 1).add(new Flatten()).add(new Dense(3)), 1)
            .predictor(Workers.shared());
    ShiftAveraging averaging = new ShiftAveraging(predictor, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> averaging.evaluate(ToySamples.bars(4, 1)))
        .withMessage("samples: expected 3 classes, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> averaging.predict(Tensor.zeros(Shape.of(2, 7, 8, 1))))
        .withMessage("inputs: expected [N, 8, 8, 1], got [2, 7, 8, 1]");
  }
}
