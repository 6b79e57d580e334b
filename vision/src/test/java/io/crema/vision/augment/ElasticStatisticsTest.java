package io.crema.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a field of random vectors is known by, against white noise that a Gaussian of deviation
 * sigma smooths: correlation {@code exp(-d^2 / (4 sigma^2))} at a distance {@code d}.
 */
class ElasticStatisticsTest {

  private static final int FIELDS = 1500;
  private static final int SIZE = 28;

  private static float[][] field(Elastic elastic, double deviation, long seed) {
    Draws draws = new Draws(Distorted.just(Distortion.ELASTIC, deviation));
    draws.start(seed);
    float[][] field = new float[2][SIZE * SIZE];
    assertThat(elastic.plan(draws)).isTrue();
    elastic.add(field[0], field[1]);
    return field;
  }

  @ParameterizedTest
  @CsvSource({"4, 1", "6, 2.5", "2.5, 0.5"})
  void add_manyFields_haveDeviationAndSmoothnessOfAGaussian(double sigma, double deviation) {
    Elastic elastic = new Elastic(SIZE, SIZE, sigma);
    int lag = (int) Math.round(sigma);
    double square = 0;
    double across = 0;
    double down = 0;
    double other = 0;
    int count = 0;
    for (int seed = 0; seed < FIELDS; seed++) {
      float[][] field = field(elastic, deviation, seed);
      for (int y = 0; y + lag < SIZE; y++) {
        for (int x = 0; x + lag < SIZE; x++) {
          int i = y * SIZE + x;
          square += field[0][i] * field[0][i];
          across += field[0][i] * field[0][i + lag];
          down += field[1][i] * field[1][i + lag * SIZE];
          other += field[0][i] * field[1][i];
          count++;
        }
      }
    }
    // a field holds about (28 / (2 sigma))^2 independent values, 5 at sigma 6: 1 % of deviation
    assertThat(Math.sqrt(square / count)).isEqualTo(deviation, within(0.05 * deviation));
    double expected = Math.exp(-lag * lag / (4 * sigma * sigma));
    assertThat(across / square).isEqualTo(expected, within(0.04));
    assertThat(down / square).isEqualTo(expected, within(0.06));
    assertThat(other / square).isEqualTo(0, within(0.04));
  }

  @Test
  void add_places_areAddedTo() {
    Elastic elastic = new Elastic(SIZE, SIZE, 4);
    float[][] field = field(elastic, 1, 5);
    float[] x = field[0].clone();
    float[] y = field[1].clone();

    elastic.add(x, y);

    for (int i = 0; i < x.length; i++) {
      assertThat(x[i]).isEqualTo(2 * field[0][i]);
      assertThat(y[i]).isEqualTo(2 * field[1][i]);
    }
  }
}
