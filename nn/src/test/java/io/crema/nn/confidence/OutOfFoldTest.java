package io.crema.nn.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TensorSamples;
import io.crema.core.data.TrainingReader;
import io.crema.core.parallel.Workers;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Dense;
import io.crema.nn.model.Model;
import io.crema.nn.testing.TestModels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutOfFoldTest {

  /** Fifty samples whose inputs are their numbers, of three classes in unequal shares. */
  private static final LabelledSamples NUMBERED = numbered();

  private static LabelledSamples numbered() {
    Tensor inputs = Tensor.zeros(Shape.of(50, 1));
    int[] labels = new int[50];
    for (int i = 0; i < 50; i++) {
      inputs.array()[i] = i;
      labels[i] = i < 7 ? 0 : i % 5 == 0 ? 2 : 1;
    }
    return TensorSamples.of(inputs, labels, 3);
  }

  private static int number(LabelledSamples samples, int index) {
    float[] input = new float[1];
    samples.readInput(index, input, 0);
    return (int) input[0];
  }

  @Test
  void probabilities_eachSample_areThoseOfTheModelThatHasNotSeenIt() {
    List<List<Integer>> seen = new ArrayList<>();
    Tensor probabilities =
        OutOfFold.probabilities(
            NUMBERED,
            4,
            7,
            Workers.shared(),
            (fold, samples) -> {
              assertThat(fold).isEqualTo(seen.size());
              seen.add(
                  IntStream.range(0, samples.size()).mapToObj(i -> number(samples, i)).toList());
              for (int i = 0; i < samples.size(); i++) {
                assertThat(samples.label(i)).isEqualTo(NUMBERED.label(number(samples, i)));
              }
              return sayingFold(fold);
            });

    assertThat(probabilities.shape()).isEqualTo(Shape.of(50, 3));
    for (int i = 0; i < 50; i++) {
      float[] expected = sayingFold(foldWithout(i, seen)).predictProbabilities(one(i)).toArray();
      for (int c = 0; c < 3; c++) {
        assertThat(probabilities.get(i, c)).isEqualTo(expected[c]);
      }
    }
  }

  /* A training reads a sample as its number and half the seed, with a target of its own. */
  @Test
  void probabilities_samplesThatTrainingReadsOtherwise_areLearntFromLikeThat() {
    LabelledSamples distorted =
        NUMBERED.withTrainingReaders(
            () ->
                (index, epochSeed, input, inputOffset, target, targetOffset) -> {
                  input[inputOffset] = index + epochSeed / 2f;
                  Arrays.fill(target, targetOffset, targetOffset + 3, index);
                });

    Tensor probabilities =
        OutOfFold.probabilities(
            distorted,
            4,
            7,
            Workers.shared(),
            (fold, samples) -> {
              TrainingReader reader = samples.trainingReader();
              float[] input = new float[3];
              float[] target = new float[4];
              for (int i = 0; i < samples.size(); i++) {
                int number = number(samples, i);
                reader.read(i, 1, input, 2, target, 1);
                assertThat(input).containsExactly(0, 0, number + 0.5f);
                assertThat(target).containsExactly(0, number, number, number);
              }
              return sayingFold(fold);
            });

    assertThat(probabilities.toArray())
        .as("the fold left out is read as it is")
        .isEqualTo(
            OutOfFold.probabilities(
                    NUMBERED, 4, 7, Workers.shared(), (fold, samples) -> sayingFold(fold))
                .toArray());
  }

  /** A model whose logits tell its fold and the sample. */
  private static Model sayingFold(int fold) {
    return TestModels.of(
        Network.input(1).add(new Dense(3)),
        new float[] {0.01f, 0.02f, 0},
        new float[] {fold, 0, 0});
  }

  private static Tensor one(int number) {
    return Tensor.of(Shape.of(1, 1), new float[] {number});
  }

  private static int foldWithout(int sample, List<List<Integer>> seen) {
    int[] folds = IntStream.range(0, 4).filter(f -> !seen.get(f).contains(sample)).toArray();
    assertThat(folds).hasSize(1);
    return folds[0];
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 7, 50})
  void deal_classesAndFolds_differByOneAtMost(int folds) {
    int[] foldOf = OutOfFold.deal(NUMBERED.labels(), 3, folds, 1);

    int[][] counts = new int[4][folds];
    for (int i = 0; i < 50; i++) {
      counts[NUMBERED.label(i)][foldOf[i]]++;
      counts[3][foldOf[i]]++;
    }
    for (int[] shares : counts) {
      int least = IntStream.of(shares).min().orElseThrow();
      assertThat(IntStream.of(shares).max().orElseThrow()).isLessThanOrEqualTo(least + 1);
    }
  }

  @Test
  void deal_seed_decides() {
    int[] labels = NUMBERED.labels();

    assertThat(OutOfFold.deal(labels, 3, 5, 1))
        .isEqualTo(OutOfFold.deal(labels, 3, 5, 1))
        .isNotEqualTo(OutOfFold.deal(labels, 3, 5, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 51})
  void probabilities_wrongFolds_areRefused(int folds) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                OutOfFold.probabilities(
                    NUMBERED, folds, 1, Workers.shared(), (fold, samples) -> sayingFold(fold)))
        .withMessage("OutOfFold: expected 2 to 50 folds, got " + folds);
  }
}
