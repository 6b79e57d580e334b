package io.crema.nn.plan;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.BoundJoin;
import io.crema.nn.layer.Pass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A join with its tensors. */
final class JoinRun extends StepRun {

  private final BoundJoin join;
  private final Views[] inputs;
  private final boolean[] needed;
  private final Views[] dInputs;
  private final Views[] temporaries;
  private final List<@Nullable List<Tensor>> lists;

  JoinRun(
      Step step,
      BoundJoin join,
      Plan plan,
      Views[] values,
      Views[] gradients,
      Views[] temporaries,
      int maxSamples) {
    super(step, plan, values, gradients);
    this.join = join;
    this.temporaries = temporaries;
    int count = step.inputs().size();
    inputs = new Views[count];
    dInputs = new Views[count];
    needed = new boolean[count];
    for (int i = 0; i < count; i++) {
      int value = step.inputs().get(i);
      inputs[i] = values[value];
      dInputs[i] = gradients[value];
      needed[i] = plan.buffers().isNeeded(value);
    }
    lists = new ArrayList<>(Collections.nCopies(maxSamples + 1, null));
  }

  private List<Tensor> inputs(int samples) {
    List<Tensor> list = lists.get(samples);
    if (list == null) {
      List<Tensor> made = new ArrayList<>();
      for (Views input : inputs) {
        made.add(input.of(samples));
      }
      list = List.copyOf(made);
      lists.set(samples, list);
    }
    return list;
  }

  @Override
  void forward(int samples, Pass pass, @Nullable Team team) {
    control(pass).forward(path, step.rectifies(), null);
    join.forward(inputs(samples), output.of(samples), pass);
  }

  @Override
  void backward(int samples, Tensor dFinished, Pass pass, Kernels kernels) {
    control(pass).backward(path, true, false);
    if (!join.parameters().isEmpty()) {
      join.backwardParameters(inputs(samples), output.of(samples), dFinished, pass);
    }
    for (int i = 0; i < inputs.length; i++) {
      if (!needed[i]) {
        continue;
      }
      Views target = temporaries[i] != null ? temporaries[i] : dInputs[i];
      Tensor gradient = target.of(samples);
      join.backward(i, inputs(samples), output.of(samples), dFinished, gradient, pass);
      if (temporaries[i] != null) {
        kernels.add(0, gradient.size(), gradient.array(), dInputs[i].array());
      }
    }
  }
}
