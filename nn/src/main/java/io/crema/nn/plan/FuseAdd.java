package io.crema.nn.plan;

import io.crema.nn.compute.Fusion;
import io.crema.nn.layer.Add;
import java.util.Optional;

/**
 * Adds a shortcut while the step before the sum stores its output: {@code Add(conv(x), y)} becomes
 * {@code conv(x) + y}, where nothing else reads the convolution and {@code y} is there before it.
 */
final class FuseAdd implements Rewrite {

  @Override
  public Draft apply(Draft draft) {
    Draft result = draft;
    for (Step sum : draft.steps()) {
      if (sum.description() instanceof Add && sum.inputs().size() == 2) {
        result = fuse(result, sum);
      }
    }
    return result;
  }

  private static Draft fuse(Draft draft, Step sum) {
    for (int term = 0; term < 2; term++) {
      int other = sum.inputs().get(1 - term);
      Optional<Step> producer = draft.producer(sum.inputs().get(term));
      if (producer.isPresent() && fits(draft, producer.get(), other)) {
        return draft.merged(producer.get(), producer.get().adding(other, sum), sum);
      }
    }
    return draft;
  }

  private static boolean fits(Draft draft, Step term, int other) {
    return term.can(Fusion.ADD)
        && !term.rectifies()
        && term.addend().isEmpty()
        && draft.reads(term.output()) == 1
        && draft.position(other) < draft.position(term.output());
  }
}
