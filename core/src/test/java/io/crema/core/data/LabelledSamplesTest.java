package io.crema.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What samples of a user's own inherit. */
class LabelledSamplesTest {

  /** Eight samples of three classes, the label of whose last is as given. */
  private record Own(int last) implements LabelledSamples {

    @Override
    public int size() {
      return 8;
    }

    @Override
    public Shape inputShape() {
      return Shape.of(1);
    }

    @Override
    public int classes() {
      return 3;
    }

    @Override
    public int label(int index) {
      return index == 7 ? last : index % 3;
    }

    @Override
    public void readInput(int index, float[] to, int offset) {
      to[offset] = index;
    }
  }

  @Test
  void readTarget_labelOfAClass_isOneHot() {
    float[] target = {9, 9, 9, 9, 9};

    new Own(2).readTarget(7, target, 1);

    assertThat(target).containsExactly(9, 0, 0, 1, 9);
    assertThat(new Own(2).labels()).containsExactly(0, 1, 2, 0, 1, 2, 0, 2);
  }

  /* With room to write, labels from 3 on would be written into the next target. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 3, 12, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void readTarget_labelOfNoClass_isRefusedWithItsSample(int label) {
    LabelledSamples own = new Own(label);
    float[] target = new float[100];
    String message = "label of sample 7: expected 0 to 2, got " + label;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> own.readTarget(7, target, 50))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> own.trainingReader().read(7, 1, new float[1], 0, target, 50))
        .withMessage(message);
    assertThatIllegalArgumentException().isThrownBy(own::labels).withMessage(message);
    assertThat(target).containsOnly(0f);
  }
}
