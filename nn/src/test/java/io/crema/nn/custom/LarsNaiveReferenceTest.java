package io.crema.nn.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.crema.core.parallel.Workers;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Dense;
import io.crema.nn.layer.Flatten;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.ReLU;
import io.crema.nn.model.Model;
import io.crema.nn.optimizer.Optimizer;
import io.crema.nn.optimizer.OptimizerState;
import io.crema.nn.testing.ToySamples;
import io.crema.nn.train.GradientClipping;
import io.crema.nn.train.Trainer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An optimizer that needs whole parameters, with the public API alone, against its definition. */
class LarsNaiveReferenceTest {

  private static final Lars LARS = new Lars(0.5, 0.9, 1e-3, 0.02);

  /** Weights of 64 x 200 are several of the blocks that an elementwise optimizer would get. */
  private static final Network NETWORK =
      Network.input(8, 8, 1)
          .add(new Flatten())
          .add(new Dense(200))
          .add(new ReLU())
          .add(new Dense(2));

  private static final int STEPS = 12;

  /** Rounding of a weight and of its step, both below 1, at each step. */
  private static final double TOLERANCE = STEPS * 2 * 6e-8;

  /** The initial weights of one parameter, and its gradients in order. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Run(Parameter parameter, float[] start, List<float[]> gradients) {

    /** {@return the weights of the paper's algorithm 1, all in double} */
    double[] reference() {
      double[] w = IntStream.range(0, start.length).mapToDouble(i -> start[i]).toArray();
      double[] v = new double[w.length];
      for (float[] gradient : gradients) {
        double[] g = IntStream.range(0, w.length).mapToDouble(i -> gradient[i]).toArray();
        double decay = LARS.weightDecay();
        double local = norm(w) == 0 ? 1 : LARS.trust() * norm(w) / (norm(g) + decay * norm(w));
        for (int i = 0; i < w.length; i++) {
          v[i] = LARS.momentum() * v[i] + LARS.learningRate() * local * (g[i] + decay * w[i]);
          w[i] -= v[i];
        }
      }
      return w;
    }

    private static double norm(double[] values) {
      return Math.sqrt(
          IntStream.range(0, values.length).mapToDouble(i -> values[i] * values[i]).sum());
    }
  }

  /** Notes every gradient, and leaves the rest to LARS. */
  private record Noting(List<Run> runs) implements Optimizer {

    @Override
    public double learningRate() {
      return LARS.learningRate();
    }

    @Override
    public OptimizerState start(List<Parameter> parameters) {
      parameters.forEach(
          p ->
              runs.add(
                  new Run(
                      p,
                      p.value().array().clone(),
                      Collections.synchronizedList(new ArrayList<>()))));
      OptimizerState lars = LARS.start(parameters);
      return new OptimizerState() {
        @Override
        public void beginStep(double learningRate) {
          lars.beginStep(learningRate);
        }

        @Override
        public void update(Parameter parameter, int first, int end, float[] gradient) {
          assertThat(first).isZero();
          assertThat(end).isEqualTo(parameter.value().size()).isEqualTo(gradient.length);
          runs.get(parameter.index()).gradients().add(gradient.clone());
          lars.update(parameter, first, end, gradient);
        }
      };
    }
  }

  private static Model train(Optimizer optimizer, int threads) {
    Model model = Model.initialize(NETWORK, 3);
    try (Workers workers = new Workers(threads)) {
      new Trainer()
          .epochs(3)
          .batchSize(25)
          .optimizer(optimizer)
          .clipping(GradientClipping.norm(0.5))
          .workers(workers)
          .fit(model, ToySamples.bars(100, 5));
    }
    return model;
  }

  @Test
  void fit_lars_followsThePaper() {
    List<Run> runs = new ArrayList<>();
    train(new Noting(runs), 3);

    assertThat(runs).hasSize(4);
    for (Run run : runs) {
      assertThat(run.gradients()).hasSize(STEPS);
      double[] expected = run.reference();
      for (int i = 0; i < expected.length; i++) {
        assertThat((double) run.parameter().value().array()[i])
            .as("%s %d", run.parameter().name(), i)
            .isCloseTo(expected[i], within(TOLERANCE));
      }
    }
  }

  @Test
  void fit_oneAndThreeThreads_givesEqualBits() {
    Model alone = train(LARS, 1);

    assertThat(train(LARS, 3).weightsSha256()).isEqualTo(alone.weightsSha256());
    assertThat(alone.evaluate(ToySamples.bars(300, 6)).accuracy()).isGreaterThan(0.7);
  }
}
