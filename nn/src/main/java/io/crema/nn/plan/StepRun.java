package io.crema.nn.plan;

import io.crema.core.kernel.ElementFunction;
import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.BatchWide;
import io.crema.nn.compute.PassControl;
import io.crema.nn.layer.BoundJoin;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.Pass;
import io.crema.nn.layer.ReLU;
import org.jspecify.annotations.Nullable;

/** A step of a plan with its tensors: what {@link Execution} runs. */
abstract class StepRun {

  final Step step;
  final int[] path;
  final Views output;
  final @Nullable Views addend;
  final @Nullable Views dOutput;
  final @Nullable Views dAddend;
  private final boolean rectifiesBackward;
  private final boolean maskedRectifier;

  StepRun(Step step, Plan plan, Views[] values, Views[] gradients) {
    this.step = step;
    path = plan.network().path(step.nodes().get(0));
    output = values[step.output()];
    boolean adds = step.addend().isPresent();
    addend = adds ? values[step.addend().getAsInt()] : null;
    boolean needed = plan.buffers().isNeeded(step.output());
    dOutput = needed ? gradients[step.output()] : null;
    boolean addendNeeded = adds && plan.buffers().isNeeded(step.addend().getAsInt());
    dAddend = addendNeeded ? gradients[step.addend().getAsInt()] : null;
    rectifiesBackward = step.rectifies() && !step.rectifierMasked();
    maskedRectifier =
        step.rectifierMasked() && step.description() instanceof ReLU relu && relu.isPlain();
  }

  static StepRun of(
      Step step,
      Plan plan,
      Views[] values,
      Views[] gradients,
      Views[] temporaries,
      int maxSamples) {
    if (step.operator() instanceof BoundJoin join) {
      return new JoinRun(step, join, plan, values, gradients, temporaries, maxSamples);
    }
    return new LayerRun(
        step, (BoundLayer) step.operator(), plan, values, gradients, temporaries[0]);
  }

  abstract void forward(int samples, Pass pass, @Nullable Team team);

  /** Does what is left to do when the gradient by the output is finished. */
  abstract void backward(int samples, Tensor dFinished, Pass pass, Kernels kernels);

  final void backward(int samples, Pass pass, Kernels kernels) {
    Tensor finished = finishOutputGradient(samples, kernels);
    if (finished == null) {
      return;
    }
    if (addend != null && dAddend != null && dAddend.array() != finished.array()) {
      kernels.add(0, finished.size(), finished.array(), dAddend.array());
    }
    backward(samples, finished, pass, kernels);
  }

  /** Takes the gradient through this step's rectifier. Doing so twice changes nothing. */
  final @Nullable Tensor finishOutputGradient(int samples, Kernels kernels) {
    if (dOutput == null) {
      return null;
    }
    Tensor gradient = dOutput.of(samples);
    if (rectifiesBackward) {
      float[] values = gradient.array();
      kernels.activateBackward(
          ElementFunction.RELU, gradient.size(), output.array(), values, values);
    }
    return gradient;
  }

  /** Whether the step after this rectifier has done its backward work. */
  final boolean isMaskedRectifier() {
    return maskedRectifier;
  }

  final PassControl control(Pass pass) {
    return (PassControl) pass;
  }

  void gatherForward(int samples, PassControl chunk) {
    throw notBatchWide();
  }

  void gatherBackward(int samples, PassControl chunk, Kernels kernels) {
    throw notBatchWide();
  }

  private IllegalStateException notBatchWide() {
    return new IllegalStateException(
        "%s: expected a layer over whole batches".formatted(step.description()));
  }

  final BatchWide batchWide() {
    if (step.operator() instanceof BatchWide wide) {
      return wide;
    }
    throw notBatchWide();
  }
}
