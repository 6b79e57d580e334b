package io.crema.core.kernel;

/** {@link BlendOps} in plain Java. */
final class ScalarBlendOps implements BlendOps {

  @Override
  public void add(int n, float[] from, int f, float[] to, int t) {
    for (int i = 0; i < n; i++) {
      to[t + i] += from[f + i];
    }
  }

  @Override
  public void addScaled(int n, float weight, float[] from, int f, float[] to, int t) {
    for (int i = 0; i < n; i++) {
      to[t + i] = Math.fma(weight, from[f + i], to[t + i]);
    }
  }

  @Override
  public void blend(int n, float weight, float[] a, int k, float[] b, int j, float[] to, int t) {
    for (int i = 0; i < n; i++) {
      to[t + i] = Math.fma(weight, b[j + i] - a[k + i], a[k + i]);
    }
  }
}
