package io.crema.nn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.PassControl;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.Parameter;
import io.crema.nn.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans of random networks against {@link NaiveExecution}. */
class PlanRandomGraphTest {

  private static final int NETWORKS = 300;
  private static final int SAMPLES = 3;
  private static final long EPOCH_SEED = 7;

  /**
   * Of the largest component of a gradient: a plan adds the parts of a gradient in another order,
   * each sum rounded to 2^-24, in up to 14 layers that may double the error each.
   */
  private static final float TOLERANCE = 1e-4f;

  private static final int[] ORDER = {5, 0, 9};

  static LongStream seeds() {
    return LongStream.range(0, NETWORKS);
  }

  private static List<Tensor> random(List<Shape> shapes, long seed) {
    List<Tensor> tensors = new ArrayList<>();
    for (Shape shape : shapes) {
      Tensor tensor = Tensor.zeros(shape.withBatch(SAMPLES));
      for (int i = 0; i < tensor.size(); i++) {
        long bits = SplitMix64.at(seed + tensors.size(), i);
        tensor.array()[i] = (float) (bits * 0x1p-63);
      }
      tensors.add(tensor);
    }
    return tensors;
  }

  /** A network with weights, and what goes in. */
  private static final class Case {
    final BoundNetwork bound;
    final List<Tensor> inputs;
    final List<Tensor> outputGradients;

    Case(long seed) {
      Network network = RandomGraphs.of(seed);
      bound = new BoundNetwork(network, Model.initialize(network, seed).operators());
      inputs = random(network.inputShapes(), 1);
      outputGradients = random(network.outputShapes(), 2);
    }

    float[][] sums() {
      return bound.parameters().stream()
          .map(parameter -> new float[parameter.value().size()])
          .toArray(float[][]::new);
    }

    void train(PassControl control, float[][] sums) {
      control.train(sums, EPOCH_SEED);
      control.samples(ORDER, 0);
    }
  }

  private static void copy(List<Tensor> from, List<Tensor> to) {
    for (int i = 0; i < from.size(); i++) {
      System.arraycopy(from.get(i).array(), 0, to.get(i).array(), 0, from.get(i).size());
    }
  }

  /** Fills as many buffers as possible with NaN: a wrong read of one shows. */
  private static void poison(Execution execution, Network network, boolean backward) {
    inputsOf(execution, network).forEach(input -> input.fill(Float.NaN));
    execution.forwardBatch(SAMPLES);
    if (backward) {
      gradientsOf(execution, network).forEach(gradient -> gradient.fill(Float.NaN));
      execution.backwardBatch(SAMPLES);
    }
  }

  private static List<Tensor> inputsOf(Execution execution, Network network) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < network.inputs().size(); i++) {
      tensors.add(execution.input(i, SAMPLES));
    }
    return tensors;
  }

  private static List<Tensor> outputsOf(Execution execution, Network network) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < network.outputs().size(); i++) {
      tensors.add(execution.output(i, SAMPLES));
    }
    return tensors;
  }

  private static List<Tensor> gradientsOf(Execution execution, Network network) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < network.outputs().size(); i++) {
      tensors.add(execution.outputGradient(i, SAMPLES));
    }
    return tensors;
  }

  private static List<float[]> arrays(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::toArray).toList();
  }

  private static void assertEqualBits(List<Tensor> actual, List<Tensor> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).toArray()).isEqualTo(expected.get(i).toArray());
    }
  }

  private static void assertClose(String what, float[] actual, float[] expected) {
    double largest = 1;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs((double) actual[i] - expected[i]);
      assertThat(error)
          .as("%s[%d]: expected %s, got %s", what, i, expected[i], actual[i])
          .isLessThanOrEqualTo(TOLERANCE * largest);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void forward_predictionPlans_giveTheBitsOfTheNaiveEvaluation(long seed) {
    Case each = new Case(seed);
    List<Tensor> expected = new NaiveExecution(each.bound, SAMPLES).forward(each.inputs);

    for (Purpose purpose : List.of(Purpose.PREDICTION, Purpose.PREDICTION_TOGETHER)) {
      Network network = each.bound.network();
      Execution execution = new Execution(Plan.of(each.bound, purpose), SAMPLES);
      poison(execution, network, false);
      copy(each.inputs, inputsOf(execution, network));
      execution.forward(SAMPLES);

      assertEqualBits(outputsOf(execution, network), expected);
    }
  }

  /** What a plan for training computes. */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  private record Trained(
      List<float[]> outputs, List<float[]> inputGradients, float[][] sums, Case from) {

    static Trained naively(Case from) {
      float[][] sums = from.sums();
      NaiveExecution naive = new NaiveExecution(from.bound, SAMPLES);
      from.train(naive.control(), sums);
      List<Tensor> outputs = naive.forward(from.inputs);
      List<Tensor> inputGradients = naive.backward(from.outputGradients);
      return new Trained(arrays(outputs), arrays(inputGradients), sums, from);
    }

    static Trained by(Plan plan, Case from, boolean inputGradients) {
      Network network = from.bound.network();
      Execution execution = new Execution(plan, SAMPLES);
      from.train(execution.control(), from.sums());
      poison(execution, network, true);
      float[][] sums = from.sums();
      from.train(execution.control(), sums);
      copy(from.inputs, inputsOf(execution, network));
      execution.forwardBatch(SAMPLES);
      List<float[]> outputs = arrays(outputsOf(execution, network));
      copy(from.outputGradients, gradientsOf(execution, network));
      execution.backwardBatch(SAMPLES);
      List<float[]> byInput = new ArrayList<>();
      for (int i = 0; inputGradients && i < network.inputs().size(); i++) {
        byInput.add(execution.inputGradient(i, SAMPLES).toArray());
      }
      return new Trained(outputs, byInput, sums, from);
    }

    void assertCloseTo(Trained expected) {
      assertThat(outputs.toArray()).isEqualTo(expected.outputs.toArray());
      for (int i = 0; i < inputGradients.size(); i++) {
        assertClose("input " + i, inputGradients.get(i), expected.inputGradients.get(i));
      }
      for (Parameter parameter : from.bound.parameters()) {
        int index = parameter.index();
        assertClose(parameter.name(), sums[index], expected.sums[index]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void backward_nodeByNode_givesTheBitsOfTheNaiveEvaluation(long seed) {
    Case each = new Case(seed);
    Trained expected = Trained.naively(each);

    Trained actual = Trained.by(Plan.nodeByNode(each.bound), each, false);

    assertThat(actual.sums).isDeepEqualTo(expected.sums);
    actual.assertCloseTo(expected);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void backward_planWithInputGradients_givesTheGradientsOfTheNaiveEvaluation(long seed) {
    Case each = new Case(seed);

    Trained actual = Trained.by(Plan.withInputGradients(each.bound), each, true);

    actual.assertCloseTo(Trained.naively(each));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void backward_plan_givesTheGradientsOfTheNaiveEvaluation(long seed) {
    Case each = new Case(seed);

    Trained actual = Trained.by(Plan.of(each.bound, Purpose.TRAINING), each, false);

    actual.assertCloseTo(Trained.naively(each));
  }
}
