package io.crema.nn.plan;

import io.crema.nn.compute.Pooling2x2;
import io.crema.nn.compute.PoolsForward;
import io.crema.nn.compute.Splittable;
import java.util.Optional;

/**
 * Pools over 2x2 pixels while the convolution before stores its output. Only in prediction: the
 * backward pass needs what was pooled. A convolution that threads share is left alone.
 */
final class FusePooling implements Rewrite {

  @Override
  public Draft apply(Draft draft) {
    if (draft.isTraining()) {
      return draft;
    }
    Draft result = draft;
    for (Step pool : draft.steps()) {
      if (pool.operator() instanceof Pooling2x2 pooling && pooling.poolsBy2x2()) {
        result = fuse(result, pool);
      }
    }
    return result;
  }

  private static Draft fuse(Draft draft, Step pool) {
    int value = pool.inputs().get(0);
    Optional<Step> before = draft.producer(value);
    boolean fits =
        before.isPresent()
            && before.get().operator() instanceof PoolsForward convolution
            && convolution.poolsForward()
            && !before.get().pools()
            && before.get().addend().isEmpty()
            && !isShared(draft, before.get())
            && draft.reads(value) == 1;
    return fits ? draft.merged(before.get(), before.get().pooling(pool), pool) : draft;
  }

  private static boolean isShared(Draft draft, Step step) {
    return draft.purpose() == Purpose.PREDICTION_TOGETHER
        && step.operator() instanceof Splittable splittable
        && splittable.parts(1) > 1;
  }
}
