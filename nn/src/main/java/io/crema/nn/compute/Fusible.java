package io.crema.nn.compute;

import java.util.Set;

/** An operator that can do some of its neighbors' work, with the same bits. */
public interface Fusible {

  /** {@return the work that the operator can do for its neighbors} */
  Set<Fusion> fusions();
}
