package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/** {@link BlendOps} on the Vector API; what is left over goes one by one. */
final class VectorBlendOps implements BlendOps {

  @Override
  public void add(int n, float[] from, int f, float[] to, int t) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector.fromArray(SPECIES, to, t + i)
          .add(FloatVector.fromArray(SPECIES, from, f + i))
          .intoArray(to, t + i);
    }
    for (; i < n; i++) {
      to[t + i] += from[f + i];
    }
  }

  @Override
  public void addScaled(int n, float weight, float[] from, int f, float[] to, int t) {
    FloatVector w = FloatVector.broadcast(SPECIES, weight);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      w.fma(FloatVector.fromArray(SPECIES, from, f + i), FloatVector.fromArray(SPECIES, to, t + i))
          .intoArray(to, t + i);
    }
    for (; i < n; i++) {
      to[t + i] = Math.fma(weight, from[f + i], to[t + i]);
    }
  }

  @Override
  public void blend(int n, float weight, float[] a, int k, float[] b, int j, float[] to, int t) {
    FloatVector w = FloatVector.broadcast(SPECIES, weight);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector first = FloatVector.fromArray(SPECIES, a, k + i);
      FloatVector difference = FloatVector.fromArray(SPECIES, b, j + i).sub(first);
      w.fma(difference, first).intoArray(to, t + i);
    }
    for (; i < n; i++) {
      to[t + i] = Math.fma(weight, b[j + i] - a[k + i], a[k + i]);
    }
  }
}
