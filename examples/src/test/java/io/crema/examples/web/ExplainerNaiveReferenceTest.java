package io.crema.examples.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Tensor;
import io.crema.examples.reader.PictureModel;
import io.crema.nn.graph.Network;
import io.crema.nn.io.SavedModel;
import io.crema.nn.io.TrainingRecord;
import io.crema.nn.layer.Conv2D;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.MaxPool2D;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import io.crema.vision.raster.GreyImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Explanations against what networks small enough to compute by hand must give. */
class ExplainerNaiveReferenceTest {

  private static final int SIDE = 28;

  /** A step of 0.05 either way, by float logits. */
  private static final double SLOPE_TOLERANCE = 2e-3;

  private static GreyImage image() {
    float[] levels = new float[SIDE * SIDE];
    for (int i = 0; i < levels.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      levels[i] = x > 8 && x < 18 && y > 5 && y < 22 ? (x * 7 + y * 13) % 10 / 10f : 0;
    }
    return GreyImage.of(SIDE, SIDE, levels);
  }

  private static Explainer.Explanation explain(Model model) {
    try (Workers workers = new Workers(1)) {
      SavedModel saved = new SavedModel(model, TrainingRecord.EMPTY);
      PictureModel pictures = PictureModel.of("test", saved);
      return new Explainer(ServedModel.of(pictures, null, workers)).explain(image());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] probabilities(float[] weights, float[] levels) {
    double[] powers = new double[10];
    double sum = 0;
    for (int c = 0; c < 10; c++) {
      double logit = 0;
      for (int i = 0; i < levels.length; i++) {
        logit += (double) levels[i] * weights[i * 10 + c];
      }
      powers[c] = Math.exp(logit);
      sum += powers[c];
    }
    for (int c = 0; c < 10; c++) {
      powers[c] /= sum;
    }
    return powers;
  }

  @Test
  void explain_linearNetwork_hasTheSlopesOfItsWeights() {
    Model model =
        Model.initialize(Network.input(SIDE, SIDE, 1).add(new Flatten()).add(new Dense(10)), 1);
    float[] weights = model.parameters().get(0).value().array();
    float[] levels = image().toArray();

    Explainer.Explanation explanation = explain(model);

    double[] p = probabilities(weights, levels);
    for (int i = 0; i < levels.length; i++) {
      double slope = weights[i * 10 + explanation.digit()];
      for (int c = 0; c < 10; c++) {
        slope -= p[c] * weights[i * 10 + c];
      }
      assertThat((double) explanation.gradient()[i]).isCloseTo(slope, within(SLOPE_TOLERANCE));
    }
  }

  @Test
  void explain_linearNetwork_hasTheFallsOfCoveredPatches() {
    Model model =
        Model.initialize(Network.input(SIDE, SIDE, 1).add(new Flatten()).add(new Dense(10)), 1);
    float[] weights = model.parameters().get(0).value().array();

    Explainer.Explanation explanation = explain(model);

    int digit = explanation.digit();
    double whole = probabilities(weights, image().toArray())[digit];
    for (int i = 0; i < SIDE * SIDE; i++) {
      float[] covered = image().toArray();
      for (int j = 0; j < covered.length; j++) {
        if (Math.abs(j % SIDE - i % SIDE) <= 2 && Math.abs(j / SIDE - i / SIDE) <= 2) {
          covered[j] = 0;
        }
      }
      double fall = whole - probabilities(weights, covered)[digit];
      assertThat((double) explanation.importance()[i]).isCloseTo(fall, within(1e-5));
    }
  }

  @Test
  void explain_convolutions_showsTheFirstTwoBehindTheirRectifiers() {
    Network network =
        Network.input(SIDE, SIDE, 1)
            .add(new Conv2D(40, 3))
            .add(new ReLU())
            .add(new MaxPool2D(2))
            .add(new Conv2D(3, 3).same())
            .add(new Conv2D(2, 3))
            .add(new Flatten())
            .add(new Dense(10));
    Model model = Model.initialize(network, 2);

    List<Activations> shown = explain(model).activations();

    assertThat(shown)
        .extracting(Activations::layer)
        .containsExactly("Conv2D(40, 3x3)", "Conv2D(3, 3x3, same)");
    assertThat(shown).extracting(Activations::width).containsExactly(26, 13);
    assertThat(shown.get(0).maps()).hasDimensions(32, 26 * 26);
    assertThat(shown.get(1).maps()).hasDimensions(3, 13 * 13);
    double[][] expected = firstConvolution(model.parameters().get(0).value());
    double most = 0;
    for (double[] map : expected) {
      for (double value : map) {
        most = Math.max(most, value);
      }
    }
    for (int map = 0; map < 32; map++) {
      for (int i = 0; i < 26 * 26; i++) {
        double level = 255 * Math.max(0, expected[map][i]) / most;
        assertThat((double) shown.get(0).maps()[map][i]).isCloseTo(level, within(0.51));
      }
    }
  }

  /** Without bias, which is zero at first. */
  private static double[][] firstConvolution(Tensor weights) {
    double[][] maps = new double[40][26 * 26];
    for (int map = 0; map < maps.length; map++) {
      for (int i = 0; i < 26 * 26; i++) {
        for (int k = 0; k < 9; k++) {
          float level = image().get(i % 26 + k % 3, i / 26 + k / 3);
          maps[map][i] += (double) level * weights.get(k / 3, k % 3, 0, map);
        }
      }
    }
    return maps;
  }
}
