package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.data.LabelledSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.nn.confidence.OutOfFold;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Dense;
import io.crema.nn.model.Model;
import io.crema.nn.testing.ToySamples;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples of a user's own, one label of which is none of the classes. */
class WrongLabelTest {

  private static final LabelledSamples RIGHT = ToySamples.separable(20, 1);

  /**
   * The samples of the right ones, sample 7 of another label.
   *
   * @param wrong the label of sample 7
   * @param checks whether targets and labels are read as the library does, not in the user's way
   */
  private record Own(int wrong, boolean checks) implements LabelledSamples {

    @Override
    public int size() {
      return RIGHT.size();
    }

    @Override
    public Shape inputShape() {
      return RIGHT.inputShape();
    }

    @Override
    public int classes() {
      return RIGHT.classes();
    }

    @Override
    public int label(int index) {
      return index == 7 ? wrong : RIGHT.label(index);
    }

    @Override
    public int[] labels() {
      return checks
          ? LabelledSamples.super.labels()
          : IntStream.range(0, size()).map(this::label).toArray();
    }

    @Override
    public void readInput(int index, float[] to, int offset) {
      RIGHT.readInput(index, to, offset);
    }

    @Override
    public void readTarget(int index, float[] to, int offset) {
      if (checks) {
        LabelledSamples.super.readTarget(index, to, offset);
      } else {
        RIGHT.readTarget(index, to, offset);
      }
    }
  }

  private static Model model() {
    return Model.initialize(Network.input(2).add(new Dense(2)), 1);
  }

  private static void assertRefused(ThrowingCallable call, int label) {
    assertThatIllegalArgumentException()
        .isThrownBy(call)
        .withMessage("label of sample 7: expected 0 to 1, got " + label);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, 12})
  void fit_labelOfNoClass_isRefusedBeforeAnyStep(int label) {
    Model model = model();
    String before = model.weightsSha256();

    assertRefused(() -> new Trainer().fit(model, new Own(label, true)), label);

    assertThat(model.weightsSha256()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, 12})
  void fit_validationLabelOfNoClass_isRefused(int label) {
    for (boolean checks : new boolean[] {true, false}) {
      Trainer trainer = new Trainer().epochs(1).validation(new Own(label, checks));
      assertRefused(() -> trainer.fit(model(), RIGHT), label);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, 12})
  void evaluate_labelOfNoClass_isRefused(int label) {
    assertRefused(() -> model().evaluate(new Own(label, true)), label);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model().evaluate(new Own(label, false)))
        .withMessage("Evaluation: image 7: expected a label from 0 to 1, got " + label);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, 12})
  void outOfFold_labelOfNoClass_isRefusedBeforeAnyModelIsTrained(int label) {
    for (boolean checks : new boolean[] {true, false}) {
      assertRefused(
          () ->
              OutOfFold.probabilities(
                  new Own(label, checks),
                  2,
                  1,
                  Workers.shared(),
                  (fold, samples) -> {
                    throw new AssertionError("trained");
                  }),
          label);
    }
  }
}
