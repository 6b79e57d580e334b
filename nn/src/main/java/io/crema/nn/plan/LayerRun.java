package io.crema.nn.plan;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.PassControl;
import io.crema.nn.compute.PoolsForward;
import io.crema.nn.compute.Splittable;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.Pass;
import org.jspecify.annotations.Nullable;

/** A layer with its tensors. */
final class LayerRun extends StepRun {

  private final BoundLayer layer;
  private final Views input;
  private final boolean needsInput;
  private final @Nullable Views dInput;

  /** Holds a gradient that is added to {@link #dInput}, or that nobody needs. */
  private final @Nullable Views temporary;

  LayerRun(
      Step step,
      BoundLayer layer,
      Plan plan,
      Views[] values,
      Views[] gradients,
      @Nullable Views temporary) {
    super(step, plan, values, gradients);
    this.layer = layer;
    int value = step.inputs().get(0);
    input = values[value];
    needsInput = plan.buffers().isNeeded(value);
    dInput = needsInput ? gradients[value] : null;
    this.temporary = temporary;
  }

  @Override
  void forward(int samples, Pass pass, @Nullable Team team) {
    Tensor from = input.of(samples);
    Tensor to = output.of(samples);
    Tensor added = addend == null ? null : addend.of(samples);
    if (team != null
        && !step.pools()
        && layer instanceof Splittable splittable
        && splittable.parts(samples) > 1) {
      team.forward(splittable, path, step.rectifies(), added, from, to);
      return;
    }
    PassControl control = control(pass);
    control.forward(path, step.rectifies(), added);
    if (step.pools()) {
      ((PoolsForward) layer).forwardPooled(from, to, control);
    } else {
      layer.forward(from, to, pass);
    }
  }

  @Override
  void backward(int samples, Tensor dFinished, Pass pass, Kernels kernels) {
    Views target = temporary != null ? temporary : dInput;
    if (target == null) {
      throw new IllegalStateException("plan: expected an array for a gradient");
    }
    Tensor gradient = target.of(samples);
    if (isMaskedRectifier()) {
      if (gradient.array() != dFinished.array()) {
        System.arraycopy(dFinished.array(), 0, gradient.array(), 0, gradient.size());
      }
    } else {
      control(pass).backward(path, needsInput, step.masksInput());
      layer.backward(input.of(samples), output.of(samples), dFinished, gradient, pass);
    }
    if (temporary != null && dInput != null) {
      kernels.add(0, gradient.size(), gradient.array(), dInput.array());
    }
  }

  @Override
  void gatherForward(int samples, PassControl chunk) {
    batchWide().gatherForward(input.of(samples), chunk);
  }

  @Override
  void gatherBackward(int samples, PassControl chunk, Kernels kernels) {
    Tensor finished = finishOutputGradient(samples, kernels);
    if (finished != null) {
      batchWide().gatherBackward(input.of(samples), finished, chunk);
    }
  }
}
