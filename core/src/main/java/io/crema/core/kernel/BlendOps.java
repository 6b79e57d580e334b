package io.crema.core.kernel;

/** What upsampling does with runs of values: those of a row, or the channels of a pixel. */
interface BlendOps {

  /** {@code to[t + i] += from[f + i]} for i below {@code n}. */
  void add(int n, float[] from, int f, float[] to, int t);

  /** {@code to[t + i] = fma(weight, from[f + i], to[t + i])} for i below {@code n}. */
  void addScaled(int n, float weight, float[] from, int f, float[] to, int t);

  /** {@code to[t + i] = fma(weight, b[j + i] - a[k + i], a[k + i])} for i below {@code n}. */
  void blend(int n, float weight, float[] a, int k, float[] b, int j, float[] to, int t);
}
