package io.crema.nn.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.data.LabelledSamples;
import io.crema.core.data.TensorSamples;
import io.crema.core.parallel.Workers;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Dense;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.testing.TestModels;
import io.crema.nn.testing.ToySamples;
import io.crema.nn.train.Trainer;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The oracles: an example by hand, and labels that were changed on purpose. */
class ConfidentLearningTest {

  /* Sums of a few floats. */
  private static final double ROUNDING = 1e-7;

  /** Thresholds 0.7 and 0.6; the last of the labels 0 is confidently a 1, one 1 is of neither. */
  private static final int[] LABELS = {0, 0, 0, 1, 1, 1};

  private static final Tensor PROBABILITIES =
      TestModels.tensor(
          Shape.of(6, 2), new double[] {1, 0, .9, .1, .2, .8, .1, .9, .2, .8, .9, .1});

  @Test
  void of_sixSamples_isAsByHand() {
    ConfidentLearning learned = ConfidentLearning.of(LABELS, PROBABILITIES);

    assertThat(learned.thresholds()).containsExactly(new double[] {.7, .6}, within(ROUNDING));
    assertThat(learned.joint()).isDeepEqualTo(new int[][] {{2, 1}, {1, 2}});
    assertThat(learned.issues())
        .containsExactly(
            new LabelIssue(5, 1, 0, .1f, .9f), // by the greater margin
            new LabelIssue(2, 0, 1, .2f, .8f));
    assertThat(learned.noise()).isCloseTo(1.0 / 3, within(ROUNDING));
  }

  @Test
  void of_sampleBelowEveryThreshold_isOfNoClass() {
    Tensor probabilities =
        TestModels.tensor(Shape.of(4, 2), new double[] {1, 0, .6, .4, .4, .6, .1, .9});

    ConfidentLearning learned = ConfidentLearning.of(new int[] {0, 0, 1, 1}, probabilities);

    assertThat(learned.thresholds()).containsExactly(new double[] {.8, .75}, within(ROUNDING));
    assertThat(learned.joint()).isDeepEqualTo(new int[][] {{1, 0}, {0, 1}});
    assertThat(learned.issues()).isEmpty();
  }

  @Test
  void of_classWithoutSamples_isNotSuggested() {
    Tensor probabilities = TestModels.tensor(Shape.of(2, 3), new double[] {.2, .1, .7, .1, .2, .7});

    ConfidentLearning learned = ConfidentLearning.of(new int[] {0, 1}, probabilities);

    assertThat(learned.thresholds()[2]).isInfinite();
    assertThat(learned.joint()).isDeepEqualTo(new int[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 0}});
    assertThat(learned.noise()).isZero();
  }

  /**
   * A classifier that is right of 97 %; a quarter of class 1 is labelled 2, a tenth of 3 as 0. A
   * threshold is a mean, below which a quarter of the samples are: so many are not found.
   */
  @Test
  void of_flippedLabels_findsMostOfThemAndFewOthers() {
    int[] truth = new int[8000];
    Tensor probabilities = surelyOf(truth);
    int[] labels = truth.clone();
    SplitMix64 random = new SplitMix64(5);
    Set<Integer> flipped =
        IntStream.range(0, truth.length)
            .filter(i -> random.nextInt(20) < (truth[i] == 1 ? 5 : truth[i] == 3 ? 2 : 0))
            .boxed()
            .collect(Collectors.toSet());
    flipped.forEach(i -> labels[i] = truth[i] == 1 ? 2 : 0);

    ConfidentLearning learned = ConfidentLearning.of(labels, probabilities);

    long found = learned.issues().stream().filter(i -> flipped.contains(i.index())).count();
    assertThat(found).isGreaterThan(flipped.size() * 2L / 3);
    assertThat(found).isGreaterThan(learned.issues().size() * 8L / 10);
    assertThat(learned.issues().subList(0, flipped.size() / 2))
        .allMatch(issue -> flipped.contains(issue.index()))
        .allMatch(issue -> issue.suggested() == truth[issue.index()]);
    double noise = (double) flipped.size() / truth.length;
    assertThat(learned.noise()).isCloseTo(noise, within(0.25 * noise));
  }

  /** Of four classes; fills in the true ones. */
  private static Tensor surelyOf(int[] truth) {
    Drawn drawn = Drawn.of(truth.length, 4, 1.4, 3);
    Tensor logits = drawn.logits();
    for (int i = 0; i < truth.length; i++) {
      truth[i] = i % 4;
      logits.array()[4 * i + truth[i]] += 5;
    }
    return new TemperatureScaling(1).probabilities(logits);
  }

  /** Points on two sides of a line, a tenth of them, 60, labelled as of the other side. */
  @Test
  void of_networkTrainedOnFlippedLabels_findsMostOfThem() {
    LabelledSamples clean = ToySamples.separable(600, 9);
    int[] labels = clean.labels();
    for (int i = 0; i < labels.length; i += 10) {
      labels[i] = 1 - labels[i];
    }
    LabelledSamples noisy = TensorSamples.of(inputs(clean), labels, 2);
    Network line = Network.input(2).add(new Dense(2));
    Trainer trainer = new Trainer().epochs(20).batchSize(20).optimizer(new Adam(0.05));

    Tensor probabilities =
        OutOfFold.probabilities(
            noisy,
            4,
            7,
            Workers.shared(),
            (fold, samples) -> {
              Model model = Model.initialize(line, fold);
              trainer.fit(model, samples);
              return model;
            });
    ConfidentLearning learned = ConfidentLearning.of(labels, probabilities);

    assertThat(learned.issues().subList(0, 40)).allMatch(issue -> issue.index() % 10 == 0);
    assertThat(learned.issues())
        .filteredOn(issue -> issue.index() % 10 == 0)
        .hasSizeGreaterThan(40);
    assertThat(learned.noise()).isCloseTo(0.1, within(0.05));
  }

  private static Tensor inputs(LabelledSamples samples) {
    Tensor inputs = Tensor.zeros(samples.inputShape().withBatch(samples.size()));
    for (int i = 0; i < samples.size(); i++) {
      samples.readInput(i, inputs.array(), i * samples.inputShape().size());
    }
    return inputs;
  }

  @Test
  void results_changedByTheCaller_stayTheSame() {
    ConfidentLearning learned = ConfidentLearning.of(LABELS, PROBABILITIES);
    Arrays.fill(learned.joint()[0], 9);
    Arrays.fill(learned.thresholds(), 9);

    assertThat(learned.joint()[0]).containsExactly(2, 1);
    assertThat(learned.thresholds()[0]).isLessThan(1);
  }

  @Test
  void of_wrongLabels_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfidentLearning.of(new int[] {0, 0, 0, 1, 1, 7}, PROBABILITIES))
        .withMessage("ConfidentLearning: label of sample 5: expected 0 to 1, got 7");
  }
}
