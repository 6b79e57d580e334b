package io.crema.core.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Loops over one index, which C2 vectorizes as they stand. */
final class Elementwise {

  /** Fewer values than these are copied faster one by one. */
  private static final int LEAST_ARRAYCOPY = 8;

  private Elementwise() {}

  /**
   * A value, or zero where it is not kept. Without a branch: C2 selects floats by jumping, and
   * where gradients are masked every second jump is guessed wrong.
   */
  static float keepIf(boolean keep, float value) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(value) & (keep ? -1 : 0));
  }

  static void addRows(int rows, int columns, float[] values, float[] sums) {
    for (int row = 0; row < rows; row++) {
      int from = row * columns;
      for (int c = 0; c < columns; c++) {
        sums[c] += values[from + c];
      }
    }
  }

  static void add(int first, int end, float[] from, float[] to) {
    for (int i = first; i < end; i++) {
      to[i] += from[i];
    }
  }

  static void sum(int first, int end, float[] a, float[] b, boolean rectify, float[] output) {
    if (rectify) {
      for (int i = first; i < end; i++) {
        output[i] = Math.max(a[i] + b[i], 0f);
      }
    } else {
      for (int i = first; i < end; i++) {
        output[i] = a[i] + b[i];
      }
    }
  }

  static void multiply(int n, float[] a, float[] b, float[] output) {
    for (int i = 0; i < n; i++) {
      output[i] = a[i] * b[i];
    }
  }

  static void scale(int n, float factor, float[] from, float[] to) {
    for (int i = 0; i < n; i++) {
      to[i] = factor * from[i];
    }
  }

  static void maximum(int n, float[] a, float[] b, float[] output) {
    for (int i = 0; i < n; i++) {
      output[i] = Math.max(a[i], b[i]);
    }
  }

  static void maximumBackward(
      int n,
      float[] input,
      float[] output,
      float[][] earlier,
      int earlierCount,
      float[] dOutput,
      float[] dInput) {
    for (int i = 0; i < n; i++) {
      dInput[i] = keepIf(input[i] == output[i], dOutput[i]);
    }
    for (int j = 0; j < earlierCount; j++) {
      float[] before = earlier[j];
      for (int i = 0; i < n; i++) {
        dInput[i] = keepIf(before[i] != output[i], dInput[i]);
      }
    }
  }

  /**
   * Copies a part of each row.
   *
   * @param f where the part begins in the first row of {@code from}
   * @param step from one row of {@code from} to the next
   * @param t where the part begins in the first row of {@code to}
   * @param toStep from one row of {@code to} to the next
   */
  static void copyColumns(
      int rows, int columns, float[] from, int f, int step, float[] to, int t, int toStep) {
    for (int row = 0; row < rows; row++) {
      int in = f + row * step;
      int out = t + row * toStep;
      if (columns >= LEAST_ARRAYCOPY) {
        System.arraycopy(from, in, to, out, columns);
        continue;
      }
      for (int c = 0; c < columns; c++) {
        to[out + c] = from[in + c];
      }
    }
  }

  static double sumOfSquares(int first, int end, float[] values) {
    double sum = 0;
    for (int i = first; i < end; i++) {
      sum += (double) values[i] * values[i];
    }
    return sum;
  }

  /**
   * Finishes output values in place: adds an addend, rectifies, and masks where something else was
   * rectified, each if it is wanted.
   */
  static void finish(
      int first,
      int end,
      float @Nullable [] addend,
      boolean rectify,
      float @Nullable [] rectified,
      float[] values) {
    if (addend != null) {
      sum(first, end, values, addend, rectify, values);
    } else if (rectify) {
      rectify(first, end, values);
    }
    if (rectified != null) {
      mask(first, end, rectified, values);
    }
  }

  static void rectify(int first, int end, float[] values) {
    for (int i = first; i < end; i++) {
      values[i] = Math.max(values[i], 0f);
    }
  }

  static void mask(int first, int end, float[] rectified, float[] gradient) {
    for (int i = first; i < end; i++) {
      gradient[i] = keepIf(rectified[i] > 0f, gradient[i]);
    }
  }

  /** Zero times a finite number is zero; times infinity or NaN it is NaN. */
  static boolean isFinite(int first, int end, float[] values) {
    float sum = 0f;
    for (int i = first; i < end; i++) {
      sum += 0f * values[i];
    }
    return sum == 0f;
  }

  static void meanSquaredError(
      int rows,
      int columns,
      float[] outputs,
      float[] targets,
      float scale,
      double[] losses,
      int firstLoss,
      float[] dOutputs) {
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        float difference = outputs[i] - targets[i];
        sum += (double) difference * difference;
        dOutputs[i] = scale * 2f * difference / columns;
      }
      losses[firstLoss + row] = sum / columns;
    }
  }

  static void adam(int first, int end, float[] w, float[] g, float[] m, float[] v, AdamStep step) {
    float beta1 = step.beta1();
    float beta2 = step.beta2();
    float rest1 = 1f - beta1;
    float rest2 = 1f - beta2;
    float stepSize = step.stepSize();
    float epsilonHat = step.epsilonHat();
    float decay = step.decay();
    for (int i = first; i < end; i++) {
      float gradient = g[i];
      float m1 = Math.fma(beta1, m[i], rest1 * gradient);
      float v1 = Math.fma(beta2, v[i], rest2 * gradient * gradient);
      m[i] = m1;
      v[i] = v1;
      float kept = Math.fma(-decay, w[i], w[i]);
      w[i] = kept - stepSize * m1 / ((float) Math.sqrt(v1) + epsilonHat);
    }
  }

  static void shrink(int first, int end, float[] values, float share) {
    for (int i = first; i < end; i++) {
      values[i] = Math.fma(-share, values[i], values[i]);
    }
  }

  static void addPenalty(int first, int end, float[] w, float l1, float l2, float[] gradient) {
    for (int i = first; i < end; i++) {
      gradient[i] = Math.fma(2 * l2, w[i], gradient[i] + l1 * Math.signum(w[i]));
    }
  }

  static void limitNorms(
      int rows,
      int units,
      int length,
      int first,
      int end,
      double limit,
      float[] values,
      double[] squares) {
    int columns = units * length;
    Arrays.fill(squares, first * length, end * length, 0);
    for (int row = 0; row < rows; row++) {
      int at = row * columns;
      for (int c = first * length; c < end * length; c++) {
        squares[c] += (double) values[at + c] * values[at + c];
      }
    }
    for (int unit = first; unit < end; unit++) {
      double sum = 0;
      for (int c = unit * length; c < (unit + 1) * length; c++) {
        sum += squares[c];
      }
      double norm = Math.sqrt(sum);
      if (norm > limit) {
        scaleUnit(rows, columns, unit * length, length, (float) (limit / norm), values);
      }
    }
  }

  private static void scaleUnit(
      int rows, int columns, int first, int length, float factor, float[] values) {
    for (int row = 0; row < rows; row++) {
      for (int i = row * columns + first; i < row * columns + first + length; i++) {
        values[i] *= factor;
      }
    }
  }

  static void sgd(
      int first,
      int end,
      float[] w,
      float[] g,
      float[] velocity,
      float learningRate,
      float momentum,
      boolean nesterov,
      float decay) {
    float lookAhead = nesterov ? momentum : 1f;
    float extra = nesterov ? learningRate : 0f;
    for (int i = first; i < end; i++) {
      float gradient = Math.fma(decay, w[i], g[i]);
      float v = Math.fma(momentum, velocity[i], -learningRate * gradient);
      velocity[i] = v;
      w[i] = Math.fma(lookAhead, v, w[i]) - extra * gradient;
    }
  }
}
