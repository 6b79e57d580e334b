package io.crema.nn.plan;

import io.crema.nn.compute.Fusion;
import io.crema.nn.layer.ReLU;
import java.util.Optional;

/** Rectifies while the step before a {@link ReLU} stores its output, if nothing else reads it. */
final class FuseReLU implements Rewrite {

  @Override
  public Draft apply(Draft draft) {
    Draft result = draft;
    for (Step rectifier : draft.steps()) {
      if (rectifier.description() instanceof ReLU relu && relu.isPlain()) {
        result = fuse(result, rectifier);
      }
    }
    return result;
  }

  private static Draft fuse(Draft draft, Step rectifier) {
    int value = rectifier.inputs().get(0);
    Optional<Step> before = draft.producer(value);
    boolean fits =
        before.isPresent()
            && before.get().can(Fusion.RECTIFY)
            && !before.get().rectifies()
            && draft.reads(value) == 1;
    return fits ? draft.merged(before.get(), before.get().rectifying(rectifier), rectifier) : draft;
  }
}
