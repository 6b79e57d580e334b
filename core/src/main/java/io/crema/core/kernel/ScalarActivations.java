package io.crema.core.kernel;

import io.crema.core.kernel.ElementFunction.Rectifier;

/** The loops of {@link ElementFunction}s in plain Java. */
final class ScalarActivations {

  private ScalarActivations() {}

  static void forward(ElementFunction function, int first, int end, float[] x, float[] y) {
    if (function instanceof Rectifier rectifier
        && rectifier.slope() == 0f
        && rectifier.threshold() == 0f) {
      clip(rectifier.maximum(), first, end, x, y);
      return;
    }
    for (int i = first; i < end; i++) {
      y[i] = function.value(x[i]);
    }
  }

  /** The rectifier without a slope, which C2 vectorizes like this. */
  private static void clip(float maximum, int first, int end, float[] x, float[] y) {
    for (int i = first; i < end; i++) {
      y[i] = Math.min(Math.max(x[i], 0f), maximum);
    }
  }

  static void backward(
      ElementFunction function, int first, int end, float[] at, float[] dOutput, float[] dInput) {
    if (function instanceof Rectifier rectifier && rectifier.isUnbounded()) {
      leakyBackward(rectifier.slope(), first, end, at, dOutput, dInput);
      return;
    }
    for (int i = first; i < end; i++) {
      dInput[i] = dOutput[i] * function.derivative(at[i]);
    }
  }

  private static void leakyBackward(
      float slope, int first, int end, float[] y, float[] dOutput, float[] dInput) {
    for (int i = first; i < end; i++) {
      dInput[i] = y[i] > 0f ? dOutput[i] : slope * dOutput[i];
    }
  }
}
