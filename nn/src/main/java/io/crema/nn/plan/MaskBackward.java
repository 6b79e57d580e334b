package io.crema.nn.plan;

import io.crema.nn.compute.Fusion;
import io.crema.nn.layer.ReLU;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the gradient through a rectifier while the step after it stores the gradient by its input,
 * if that step alone reads what was rectified.
 */
final class MaskBackward implements Rewrite {

  @Override
  public Draft apply(Draft draft) {
    if (!draft.isTraining()) {
      return draft;
    }
    List<Step> steps = new ArrayList<>(draft.steps());
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.can(Fusion.MASK) && draft.reads(step.inputs().get(0)) == 1) {
        mask(draft, steps, i);
      }
    }
    return draft.with(steps);
  }

  private static void mask(Draft draft, List<Step> steps, int index) {
    Optional<Step> before = draft.producer(steps.get(index).inputs().get(0));
    if (before.isEmpty() || !isRectified(before.get())) {
      return;
    }
    int at = draft.position(before.get().output());
    steps.set(at, steps.get(at).masked());
    steps.set(index, steps.get(index).maskingInput());
  }

  private static boolean isRectified(Step step) {
    return step.rectifies() || (step.description() instanceof ReLU relu && relu.isPlain());
  }
}
