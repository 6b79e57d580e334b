package io.crema.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.parallel.Workers;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.BatchNorm;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Optimizer;
import io.crema.nn.optimizer.OptimizerState;
import io.crema.nn.optimizer.Sgd;
import io.crema.nn.testing.ToySamples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ranges that optimizers are asked to update, and that whole parameters get the same bits. */
class OptimizerRangesTest {

  private static final Optimizer SGD = new Sgd(0.05).momentum(0.9);
  private static final int STEPS = 4;

  private static final Network NETWORK =
      Network.input(8, 8, 1)
          .add(new Flatten())
          .add(new Dense(150))
          .add(new BatchNorm())
          .add(new Dense(2));

  private record Range(int first, int end) {}

  /** Gradient descent that notes its ranges, and says of itself what it is told to. */
  private record Noting(boolean elementwise, List<Parameter> parameters, List<List<Range>> ranges)
      implements Optimizer {

    Noting(boolean elementwise) {
      this(elementwise, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public double learningRate() {
      return SGD.learningRate();
    }

    @Override
    public OptimizerState start(List<Parameter> all) {
      OptimizerState sgd = SGD.start(all);
      parameters.addAll(all);
      all.forEach(parameter -> ranges.add(Collections.synchronizedList(new ArrayList<>())));
      return new OptimizerState() {
        @Override
        public void beginStep(double learningRate) {
          sgd.beginStep(learningRate);
        }

        @Override
        public void update(Parameter parameter, int first, int end, float[] gradient) {
          ranges.get(parameter.index()).add(new Range(first, end));
          sgd.update(parameter, first, end, gradient);
        }

        @Override
        public boolean elementwise() {
          return elementwise;
        }
      };
    }
  }

  private static String train(Optimizer optimizer, GradientClipping clipping, int threads) {
    Model model = Model.initialize(NETWORK, 3);
    try (Workers workers = new Workers(threads)) {
      new Trainer()
          .epochs(2)
          .batchSize(25)
          .optimizer(optimizer)
          .clipping(clipping)
          .workers(workers)
          .fit(model, ToySamples.bars(50, 5));
    }
    return model.weightsSha256();
  }

  static Stream<GradientClipping> clippings() {
    return Stream.of(
        GradientClipping.NONE, GradientClipping.value(0.01), GradientClipping.norm(0.1));
  }

  @ParameterizedTest
  @MethodSource("clippings")
  void update_notElementwise_getsEachTrainedParameterWholeOnceAStep(GradientClipping clipping) {
    Noting noting = new Noting(false);
    String expected = train(SGD, clipping, 1);

    assertThat(train(noting, clipping, 3)).isEqualTo(expected);
    assertThat(train(new Noting(false), clipping, 1)).isEqualTo(expected);

    for (Parameter parameter : noting.parameters()) {
      Range whole = new Range(0, parameter.value().size());
      assertThat(noting.ranges().get(parameter.index()))
          .as(parameter.name())
          .isEqualTo(Collections.nCopies(parameter.trained() ? STEPS : 0, whole));
    }
  }

  @ParameterizedTest
  @MethodSource("clippings")
  void update_elementwise_getsRangesThatCoverEachParameterOnceAStep(GradientClipping clipping) {
    Noting noting = new Noting(true);

    assertThat(train(noting, clipping, 3)).isEqualTo(train(SGD, clipping, 1));

    for (Parameter parameter : noting.parameters()) {
      List<Range> ranges = new ArrayList<>(noting.ranges().get(parameter.index()));
      ranges.sort(Comparator.comparingInt(Range::first));
      int end = 0;
      for (int i = 0; i < ranges.size(); i += STEPS) {
        Range each = ranges.get(i);
        assertThat(each.first()).isEqualTo(end);
        assertThat(ranges.subList(i, i + STEPS)).containsOnly(each);
        end = each.end();
      }
      assertThat(end).isEqualTo(parameter.trained() ? parameter.value().size() : 0);
    }
    assertThat(noting.ranges().get(0)).as("weights of the first layer").hasSizeGreaterThan(STEPS);
  }
}
