package io.crema.nn.plan;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.BatchWide;
import io.crema.nn.compute.PassControl;
import io.crema.nn.graph.Network;
import io.crema.nn.graph.Node;
import io.crema.nn.layer.Pass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The buffers in which one thread runs a plan for a few samples. Made once; running allocates
 * nothing.
 */
public final class Execution {

  private final Plan plan;
  private final int maxSamples;
  private final Pass pass = Pass.forPrediction();
  private final PassControl control = (PassControl) pass;
  private final Views[] values;
  private final Views[] gradients;
  private final StepRun[] runs;
  private final int[] inputs;
  private final int[] outputs;

  /**
   * Allocates the buffers.
   *
   * @param plan the plan
   * @param maxSamples how many samples the buffers hold, at least 1
   */
  public Execution(Plan plan, int maxSamples) {
    this.plan = plan;
    this.maxSamples = maxSamples;
    Network network = plan.network();
    Buffers buffers = plan.buffers();
    int[] lengths = buffers.lengths();
    float[][] arrays = new float[lengths.length][];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = new float[Math.multiplyExact(lengths[i], maxSamples)];
    }
    List<Shape> shapes = network.nodes().stream().map(Node::shape).toList();
    values = views(shapes, buffers.valueSlots(), arrays);
    gradients = views(shapes, buffers.gradientSlots(), arrays);
    runs = new StepRun[plan.steps().size()];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = run(i, arrays);
    }
    inputs = network.inputs().stream().mapToInt(network::indexOf).toArray();
    outputs = network.outputs().stream().mapToInt(network::indexOf).toArray();
  }

  private Views[] views(List<Shape> shapes, int[] slots, float[][] arrays) {
    Views[] views = new Views[slots.length];
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] != Buffers.NONE) {
        views[i] = new Views(shapes.get(i), arrays[slots[i]], maxSamples);
      }
    }
    return views;
  }

  private StepRun run(int index, float[][] arrays) {
    Step step = plan.steps().get(index);
    List<Integer> from = step.inputs();
    List<Shape> shapes =
        from.stream().map(value -> plan.network().nodes().get(value).shape()).toList();
    Views[] temporaries = new Views[from.size()];
    if (plan.purpose() == Purpose.TRAINING) {
      temporaries = views(shapes, plan.buffers().temporarySlots(index), arrays);
    }
    return StepRun.of(step, plan, values, gradients, temporaries, maxSamples);
  }

  /** {@return how many samples the buffers hold} */
  public int maxSamples() {
    return maxSamples;
  }

  /** {@return the context that operators get} */
  public PassControl control() {
    return control;
  }

  /**
   * {@return the buffer of an input, {@code [samples, ...]}}
   *
   * @param input position of the input
   * @param samples from 1 to {@link #maxSamples()}
   */
  public Tensor input(int input, int samples) {
    return values[inputs[input]].of(samples);
  }

  /**
   * {@return the buffer of an output, {@code [samples, ...]}}
   *
   * @param output position of the output
   * @param samples from 1 to {@link #maxSamples()}
   */
  public Tensor output(int output, int samples) {
    return values[outputs[output]].of(samples);
  }

  /**
   * {@return the buffer of the gradient by an output, {@code [samples, ...]}}
   *
   * @param output position of the output
   * @param samples from 1 to {@link #maxSamples()}
   */
  public Tensor outputGradient(int output, int samples) {
    return gradients[outputs[output]].of(samples);
  }

  /**
   * {@return the gradient by an input after {@link #backward(int)}, {@code [samples, ...]}}
   *
   * @param input position of the input
   * @param samples from 1 to {@link #maxSamples()}
   */
  public Tensor inputGradient(int input, int samples) {
    return gradients[inputs[input]].of(samples);
  }

  /**
   * Computes the outputs from the inputs.
   *
   * @param samples from 1 to {@link #maxSamples()}
   */
  public void forward(int samples) {
    forward(samples, null);
  }

  /**
   * Computes the outputs from the inputs, the layers that are worth it by a team.
   *
   * @param samples from 1 to {@link #maxSamples()}
   * @param team the threads; null for this one alone
   */
  public void forward(int samples, @Nullable Team team) {
    for (StepRun run : runs) {
      run.forward(samples, pass, team);
    }
  }

  /**
   * Runs some steps forward.
   *
   * @param first first step
   * @param end end of the steps, exclusive
   * @param samples from 1 to {@link #maxSamples()}
   */
  public void forward(int first, int end, int samples) {
    for (int i = first; i < end; i++) {
      runs[i].forward(samples, pass, null);
    }
  }

  /**
   * {@return the output of a step that was just run}
   *
   * @param step position of the step
   * @param samples from 1 to {@link #maxSamples()}
   */
  public Tensor stepOutput(int step, int samples) {
    return values[plan.steps().get(step).output()].of(samples);
  }

  /**
   * {@return the name of the node whose operator a step runs}
   *
   * @param step position of the step
   */
  public String stepName(int step) {
    return plan.steps().get(step).nodes().get(0).name();
  }

  /**
   * Takes the gradients by the outputs back through all steps.
   *
   * @param samples as in the forward pass
   */
  public void backward(int samples) {
    backward(runs.length, 0, samples);
  }

  /**
   * Runs some steps backward, the last one first.
   *
   * @param end end of the steps, exclusive
   * @param first the first step, which is run last
   * @param samples as in the forward pass
   */
  public void backward(int end, int first, int samples) {
    Kernels kernels = Kernels.lookup();
    for (int i = end - 1; i >= first; i--) {
      runs[i].backward(samples, pass, kernels);
    }
  }

  /**
   * Computes the outputs from inputs that are a whole batch.
   *
   * @param samples samples of the batch, from 1 to {@link #maxSamples()}
   */
  public void forwardBatch(int samples) {
    int first = 0;
    for (int barrier : plan.barriers()) {
      forward(first, barrier, samples);
      gatherForward(barrier, samples);
      batchWide(barrier).combineForward(List.of(control));
      first = barrier;
    }
    forward(first, runs.length, samples);
  }

  /**
   * Takes the gradients by the outputs of a whole batch back through all steps.
   *
   * @param samples as in the forward pass
   */
  public void backwardBatch(int samples) {
    int end = runs.length;
    List<Integer> barriers = plan.barriers();
    for (int i = barriers.size() - 1; i >= 0; i--) {
      int barrier = barriers.get(i);
      backward(end, barrier + 1, samples);
      gatherBackward(barrier, samples);
      batchWide(barrier).combineBackward(List.of(control));
      end = barrier + 1;
    }
    backward(end, 0, samples);
  }

  /**
   * Gathers the statistics of a step over whole batches before its forward pass.
   *
   * @param barrier position of the step
   * @param samples from 1 to {@link #maxSamples()}
   */
  public void gatherForward(int barrier, int samples) {
    runs[barrier].gatherForward(samples, control);
  }

  /**
   * Gathers the sums of a step over whole batches before its backward pass.
   *
   * @param barrier position of the step
   * @param samples as in the forward pass
   */
  public void gatherBackward(int barrier, int samples) {
    runs[barrier].gatherBackward(samples, control, Kernels.lookup());
  }

  /**
   * {@return the layer of a step over whole batches}
   *
   * @param barrier position of the step
   */
  public BatchWide batchWide(int barrier) {
    return runs[barrier].batchWide();
  }
}
