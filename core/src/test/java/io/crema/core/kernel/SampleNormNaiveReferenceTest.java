package io.crema.core.kernel;

import static io.crema.core.kernel.Values.ROUNDING;
import static io.crema.core.kernel.Values.assertClose;
import static io.crema.core.kernel.Values.assertSameBits;
import static io.crema.core.kernel.Values.random;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layer and group normalization: the kernels under test against doubles and the scalar kernels. */
class SampleNormNaiveReferenceTest {

  private static final double EPSILON = 1e-5;

  /** Values after the end of an array, which must stay. */
  private static final int BEHIND = 40;

  /** Longest chain in float: a block of pixels or rows, or of a row cut into sums. */
  private static final int CHAIN = 256;

  /** Chains of values up to 1 whose deviation is above 1/2; the results are up to 8. */
  private static final double FORWARD_TOLERANCE = 8 * CHAIN * ROUNDING;

  /** Of chains, relative to the largest absolute gradient. */
  private static final double BACKWARD_TOLERANCE = 8 * CHAIN * ROUNDING;

  private final Kernels kernels = Kernels.lookup();
  private final Kernels scalar = new ScalarKernels();

  /** What value belongs to what: indices of a set normalized together, and of its parameter. */
  private record Layout(int values, int sets, int parameters, Index set, Index parameter) {

    interface Index {
      int of(int value);
    }

    static Layout rows(int rows, int columns) {
      return new Layout(rows * columns, rows, columns, i -> i / columns, i -> i % columns);
    }

    static Layout groups(GroupNormGeometry g, int samples) {
      return new Layout(
          samples * g.size(),
          samples * g.groups(),
          g.channels(),
          i -> i / g.size() * g.groups() + i % g.channels() / g.groupChannels(),
          i -> i % g.channels());
    }

    double[] statistics(float[] input) {
      double[] means = new double[sets];
      double[] squares = new double[sets];
      int count = values / sets;
      for (int i = 0; i < values; i++) {
        means[set.of(i)] += (double) input[i] / count;
      }
      for (int i = 0; i < values; i++) {
        double d = input[i] - means[set.of(i)];
        squares[set.of(i)] += d * d / count;
      }
      double[] statistics = new double[2 * sets];
      for (int s = 0; s < sets; s++) {
        statistics[2 * s] = means[s];
        statistics[2 * s + 1] = 1 / Math.sqrt(squares[s] + EPSILON);
      }
      return statistics;
    }

    double normalized(float[] input, double[] statistics, int i) {
      return (input[i] - statistics[2 * set.of(i)]) * statistics[2 * set.of(i) + 1];
    }

    double[] forward(float[] input, float[] gamma, float[] beta) {
      double[] statistics = statistics(input);
      double[] output = new double[values];
      for (int i = 0; i < values; i++) {
        int p = parameter.of(i);
        output[i] = normalized(input, statistics, i) * gamma[p] + beta[p];
      }
      return output;
    }

    /** The gradients by gamma, beta and input. */
    double[][] backward(float[] input, float[] gamma, float[] dOutput) {
      double[] statistics = statistics(input);
      double[][] gradients = {new double[parameters], new double[parameters], new double[values]};
      double[] sums = new double[sets];
      double[] products = new double[sets];
      for (int i = 0; i < values; i++) {
        double x = normalized(input, statistics, i);
        double t = (double) dOutput[i] * gamma[parameter.of(i)];
        gradients[0][parameter.of(i)] += dOutput[i] * x;
        gradients[1][parameter.of(i)] += dOutput[i];
        sums[set.of(i)] += t;
        products[set.of(i)] += t * x;
      }
      double count = (double) values / sets;
      for (int i = 0; i < values; i++) {
        int s = set.of(i);
        double x = normalized(input, statistics, i);
        double t = (double) dOutput[i] * gamma[parameter.of(i)];
        gradients[2][i] = statistics[2 * s + 1] * (t - sums[s] / count - x * products[s] / count);
      }
      return gradients;
    }
  }

  /** One of the two normalizations on one of the two implementations. */
  private interface Work {
    double[] forward(Kernels kernels, float[] input, float[] gamma, float[] beta, float[] output);

    void backward(
        Kernels kernels,
        float[] input,
        double[] statistics,
        float[] gamma,
        float[] dOutput,
        float[][] gradients);
  }

  private record Rows(int rows, int columns) implements Work {

    @Override
    public double[] forward(
        Kernels kernels, float[] input, float[] gamma, float[] beta, float[] output) {
      double[] statistics = new double[2 * rows];
      kernels.layerNormForward(
          rows, columns, EPSILON, input, gamma, beta, statistics, output, new Scratch());
      return statistics;
    }

    @Override
    public void backward(
        Kernels kernels,
        float[] input,
        double[] statistics,
        float[] gamma,
        float[] dOutput,
        float[][] gradients) {
      kernels.layerNormBackward(
          rows,
          columns,
          input,
          statistics,
          gamma,
          dOutput,
          gradients[0],
          gradients[1],
          gradients.length > 2 ? gradients[2] : null,
          new Scratch());
    }
  }

  private record Groups(GroupNormGeometry geometry, int samples) implements Work {

    @Override
    public double[] forward(
        Kernels kernels, float[] input, float[] gamma, float[] beta, float[] output) {
      double[] statistics = new double[2 * samples * geometry.groups()];
      kernels.groupNormForward(
          geometry,
          samples,
          EPSILON,
          input,
          gamma,
          beta,
          statistics,
          null,
          false,
          output,
          new Scratch());
      return statistics;
    }

    @Override
    public void backward(
        Kernels kernels,
        float[] input,
        double[] statistics,
        float[] gamma,
        float[] dOutput,
        float[][] gradients) {
      kernels.groupNormBackward(
          geometry,
          samples,
          input,
          statistics,
          gamma,
          dOutput,
          gradients[0],
          gradients[1],
          gradients.length > 2 ? gradients[2] : null,
          new Scratch());
    }
  }

  /** Rows of awkward lengths, several blocks of them, and rows of several blocks. */
  private static Stream<Rows> rows() {
    IntStream sizes = IntStream.concat(Values.sizes(), IntStream.of(15, 16, 17, 31, 33));
    return Stream.concat(
        sizes.boxed().flatMap(n -> Stream.of(1, 3).map(rows -> new Rows(rows, n))),
        Stream.of(
            new Rows(600, 5),
            new Rows(257, 40),
            new Rows(2, LayerNormalization.BLOCK),
            new Rows(2, LayerNormalization.BLOCK + 1),
            new Rows(1, 3 * LayerNormalization.BLOCK + 19)));
  }

  private static Groups groups(int pixels, int channels, int groups, int samples) {
    return new Groups(new GroupNormGeometry(pixels, channels, groups), samples);
  }

  /** One group, groups of one channel, and groups that vectors do not end with. */
  private static Stream<Groups> groups() {
    Stream<Groups> sizes =
        Values.sizes()
            .boxed()
            .flatMap(
                n ->
                    Stream.of(
                        groups(1, n, 1, 2),
                        groups(7, n, n, 3),
                        groups(7, n, 1, 1),
                        groups(5, 3 * n, n, 2)));
    return Stream.concat(
        sizes, Stream.of(groups(600, 6, 2, 2), groups(257, 40, 8, 2), groups(900, 33, 33, 1)));
  }

  private static Layout layout(Work work) {
    return work instanceof Groups groups
        ? Layout.groups(groups.geometry(), groups.samples())
        : Layout.rows(((Rows) work).rows(), ((Rows) work).columns());
  }

  private static Stream<Work> table() {
    return Stream.concat(rows(), groups());
  }

  @ParameterizedTest
  @MethodSource("table")
  void forward_randomValues_isTheFormula(Work work) {
    Layout layout = layout(work);
    float[] input = random(layout.values(), 1);
    float[] gamma = random(layout.parameters(), 2);
    float[] beta = random(layout.parameters(), 3);
    float[] untouched = input.clone();
    float[] output = random(layout.values() + BEHIND, 4);
    float[] rest = Arrays.copyOfRange(output, layout.values(), output.length);
    float[] byScalar = output.clone();

    double[] statistics = work.forward(kernels, input, gamma, beta, output);

    assertClose(output, layout.forward(input, gamma, beta), FORWARD_TOLERANCE);
    assertThat(Arrays.copyOfRange(output, layout.values(), output.length)).isEqualTo(rest);
    assertSameBits(input, untouched);
    assertThat(work.forward(scalar, input, gamma, beta, byScalar)).isEqualTo(statistics);
    assertSameBits(output, byScalar);
  }

  @ParameterizedTest
  @MethodSource("table")
  void forward_meanFarAboveTheDeviation_doesNotCancel(Work work) {
    Layout layout = layout(work);
    float[] input = random(layout.values(), 5);
    for (int i = 0; i < input.length; i++) {
      input[i] = 10_000 + input[i] / 8; // neighbors in float are 2^-10 apart, the mean lies between
    }
    float[] gamma = random(layout.parameters(), 6);
    float[] beta = random(layout.parameters(), 7);
    float[] output = new float[layout.values()];

    work.forward(kernels, input, gamma, beta, output);

    assertClose(output, layout.forward(input, gamma, beta), FORWARD_TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("table")
  void forward_arrayThatGoesOn_givesTheSameBits(Work work) {
    Layout layout = layout(work);
    float[] exact = random(layout.values(), 8);
    float[] longer = Arrays.copyOf(exact, exact.length + 70);
    Arrays.fill(longer, exact.length, longer.length, Float.NaN);
    float[] gamma = random(layout.parameters(), 9);
    float[] beta = random(layout.parameters(), 10);
    float[] output = new float[layout.values()];
    float[] ofLonger = new float[layout.values()];

    work.forward(kernels, exact, gamma, beta, output);
    work.forward(kernels, longer, gamma, beta, ofLonger);

    assertSameBits(ofLonger, output);
  }

  @ParameterizedTest
  @MethodSource("table")
  void backward_randomValues_isTheFormula(Work work) {
    Layout layout = layout(work);
    float[] input = random(layout.values(), 11);
    float[] gamma = random(layout.parameters(), 12);
    float[] dOutput = random(layout.values(), 13);
    float[] start = random(layout.parameters(), 14);
    float[] output = new float[layout.values()];
    double[] statistics = work.forward(kernels, input, gamma, start, output);
    double[][] expected = layout.backward(input, gamma, dOutput);
    for (int p = 0; p < layout.parameters(); p++) {
      expected[0][p] += start[p];
      expected[1][p] += start[p];
    }

    float[][] actual = {start.clone(), start.clone(), new float[layout.values()]};
    work.backward(kernels, input, statistics, gamma, dOutput, actual);

    for (int i = 0; i < 3; i++) {
      double largest = Arrays.stream(expected[i]).map(Math::abs).max().orElseThrow();
      double inverse = Arrays.stream(statistics).max().orElseThrow(); // large for tiny sets
      assertClose(actual[i], expected[i], BACKWARD_TOLERANCE * (1 + largest + inverse));
    }
    float[][] byScalar = {start.clone(), start.clone(), new float[layout.values()]};
    work.backward(scalar, input, statistics, gamma, dOutput, byScalar);
    float[][] withoutInput = {start.clone(), start.clone()};
    work.backward(kernels, input, statistics, gamma, dOutput, withoutInput);
    for (int i = 0; i < 3; i++) {
      assertSameBits(actual[i], byScalar[i]);
    }
    assertSameBits(withoutInput[0], actual[0]);
    assertSameBits(withoutInput[1], actual[1]);
  }

  @Test
  void forward_constantValues_givesBeta() {
    float[] input = new float[3 * 50];
    Arrays.fill(input, 0.1f);
    float[] gamma = random(50, 15);
    float[] beta = random(50, 16);
    float[] output = new float[input.length];
    new Rows(3, 50).forward(kernels, input, gamma, beta, output);
    for (int row = 0; row < 3; row++) {
      assertSameBits(Arrays.copyOfRange(output, 50 * row, 50 * row + 50), beta);
    }
    groups(3, 50, 5, 1).forward(kernels, input, gamma, beta, output);
    for (int row = 0; row < 3; row++) {
      assertSameBits(Arrays.copyOfRange(output, 50 * row, 50 * row + 50), beta);
    }
  }

  @Test
  void forward_notANumber_showsInItsRowOrGroupAlone() {
    float[] input = random(2 * 40, 17);
    input[3] = Float.NaN;
    float[] gamma = random(40, 18);
    float[] output = new float[80];
    new Rows(2, 40).forward(kernels, input, gamma, gamma, output);
    for (int i = 0; i < 80; i++) {
      assertThat(Float.isNaN(output[i])).as("row value %d", i).isEqualTo(i < 40);
    }
    groups(2, 40, 4, 1).forward(kernels, input, gamma, gamma, output);
    for (int i = 0; i < 80; i++) {
      assertThat(Float.isNaN(output[i])).as("group value %d", i).isEqualTo(i % 40 < 10);
    }
  }

  @Test
  void groupNormForward_addendAndRectifier_areAppliedInThatOrder() {
    GroupNormGeometry g = new GroupNormGeometry(9, 34, 2);
    int n = 2 * g.size();
    float[] input = random(n, 19);
    float[] gamma = random(34, 20);
    float[] beta = random(34, 21);
    float[] addend = random(n, 22);
    float[] plain = new float[n];
    groups(9, 34, 2, 2).forward(kernels, input, gamma, beta, plain);
    double[] statistics = new double[2 * 2 * 2];
    for (boolean adds : new boolean[] {false, true}) {
      float[] expected = new float[n];
      for (int i = 0; i < n; i++) {
        expected[i] = Math.max(adds ? plain[i] + addend[i] : plain[i], 0f);
      }
      float[] output = new float[n];
      kernels.groupNormForward(
          g,
          2,
          EPSILON,
          input,
          gamma,
          beta,
          statistics,
          adds ? addend : null,
          true,
          output,
          new Scratch());
      assertSameBits(output, expected);
    }
  }
}
