package io.crema.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Axes in another order against an index for each value. */
class PermutationNaiveReferenceTest {

  private static final int SAMPLES = 2;

  private final Kernels kernels = Kernels.lookup();

  @SuppressWarnings("ArrayRecordComponent") // nobody compares or changes them
  private record Case(int[] dims, int... axes) {

    int size() {
      return Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    }

    @Override
    public String toString() {
      return Arrays.toString(dims) + " by " + Arrays.toString(axes);
    }
  }

  private static int[] dims(int... dims) {
    return dims;
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(dims(7), 0),
        new Case(dims(1, 1, 1), 2, 0, 1),
        new Case(dims(3, 5), 0, 1),
        new Case(dims(3, 5), 1, 0),
        new Case(dims(33, 65), 1, 0), // more than a tile of both
        new Case(dims(1, 9), 1, 0),
        new Case(dims(5, 7, 3), 2, 0, 1), // channels first
        new Case(dims(3, 5, 7), 1, 2, 0), // channels last
        new Case(dims(4, 3, 2), 2, 1, 0),
        new Case(dims(4, 3, 20), 1, 0, 2), // long runs
        new Case(dims(4, 1, 3, 2), 2, 1, 0, 3),
        new Case(dims(2, 3, 4, 5), 3, 1, 0, 2),
        new Case(dims(2, 3, 4, 5), 0, 1, 3, 2),
        new Case(dims(3, 2, 4, 2, 5), 0, 2, 1, 3, 4), // pixels to channels
        new Case(dims(2, 3, 2, 3, 2, 3), 5, 3, 1, 4, 2, 0));
  }

  /** For each output value the index of the input value that it is. */
  private static int[] sources(Case c) {
    int rank = c.dims.length;
    int[] sources = new int[c.size()];
    for (int i = 0; i < sources.length; i++) {
      int[] index = new int[rank];
      int rest = i;
      for (int axis = rank - 1; axis >= 0; axis--) {
        index[c.axes[axis]] = rest % c.dims[c.axes[axis]];
        rest /= c.dims[c.axes[axis]];
      }
      for (int axis = 0; axis < rank; axis++) {
        sources[i] = sources[i] * c.dims[axis] + index[axis];
      }
    }
    return sources;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void permute_anyOrder_movesEachValue(Case c) {
    int size = c.size();
    float[] input = Values.random(SAMPLES * size, 1);
    float[] output = new float[SAMPLES * size];

    kernels.permute(new Permutation(c.dims, c.axes), SAMPLES, input, output);

    int[] sources = sources(c);
    for (int n = 0; n < SAMPLES; n++) {
      for (int i = 0; i < size; i++) {
        assertThat(output[n * size + i]).isEqualTo(input[n * size + sources[i]]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inverse_anyOrder_undoesIt(Case c) {
    Permutation permutation = new Permutation(c.dims, c.axes);
    float[] input = Values.random(SAMPLES * c.size(), 2);
    float[] output = new float[input.length];
    float[] again = new float[input.length];

    kernels.permute(permutation, SAMPLES, input, output);
    kernels.permute(permutation.inverse(), SAMPLES, output, again);

    assertThat(again).isEqualTo(input);
  }

  @Test
  void constructor_axesThatAreNoOrder_areRefused() {
    for (int[] axes : new int[][] {{0}, {0, 0}, {1, 2}, {0, 1, 2}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Permutation(new int[] {2, 3}, axes))
          .withMessage("axes: expected each from 0 to 1 once, got " + Arrays.toString(axes));
    }
  }
}
