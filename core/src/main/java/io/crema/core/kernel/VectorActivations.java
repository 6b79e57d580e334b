package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.SPECIES;

import io.crema.core.kernel.ElementFunction.Curve;
import io.crema.core.kernel.ElementFunction.ExponentialLinear;
import io.crema.core.kernel.ElementFunction.HardSigmoid;
import io.crema.core.kernel.ElementFunction.Rectifier;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link ElementFunction}s on the Vector API, over whole vectors: which loops each takes, and the
 * loops of those with parameters or from outputs. {@link VectorCurves}, {@link VectorExponential}
 * and {@link VectorRoundedFunctions} have the others.
 */
final class VectorActivations {

  /**
   * The most values of one call of a loop, a multiple of the lanes. C2 compiles a method that is
   * called often well, but a loop that is entered once and runs long (on-stack replacement) with
   * its constants on the heap: GELU over 16 Mi values in one call took three times as long.
   */
  private static final int BLOCK = 1 << 14;

  private VectorActivations() {}

  private static FloatVector load(float[] values, int i) {
    return FloatVector.fromArray(SPECIES, values, i);
  }

  // forward

  /** {@return the number of values that are done; what is left needs {@link ScalarActivations}} */
  static int forward(ElementFunction function, int n, float[] x, float[] y) {
    int end = n - n % LANES;
    for (int from = 0; from < end; from += BLOCK) {
      forward(function, from, Math.min(end, from + BLOCK), x, y);
    }
    return end;
  }

  private static void forward(ElementFunction function, int from, int end, float[] x, float[] y) {
    if (function instanceof Rectifier rectifier) {
      rectifier(rectifier, from, end, x, y);
    } else if (function instanceof ExponentialLinear linear) {
      VectorExponential.exponentialLinear(linear, from, end, x, y);
    } else if (function instanceof HardSigmoid sigmoid) {
      hardSigmoid(sigmoid, from, end, x, y);
    } else {
      curve((Curve) function, from, end, x, y);
    }
  }

  private static void curve(Curve curve, int from, int end, float[] x, float[] y) {
    switch (curve) {
      case GELU -> VectorCurves.gelu(from, end, x, y);
      case GELU_TANH -> VectorCurves.geluTanh(from, end, x, y);
      case HARD_SWISH -> VectorCurves.hardSwish(from, end, x, y);
      case MISH -> VectorCurves.mish(from, end, x, y);
      case SIGMOID -> VectorRoundedFunctions.sigmoid(from, end, x, y);
      case SILU -> VectorCurves.silu(from, end, x, y);
      case SOFTPLUS -> VectorCurves.softplus(from, end, x, y);
      case SOFTSIGN -> VectorCurves.softsign(from, end, x, y);
      case TANH -> VectorRoundedFunctions.tanh(from, end, x, y);
    }
  }

  private static void hardSigmoid(HardSigmoid function, int from, int end, float[] x, float[] y) {
    FloatVector slopes = FloatVector.broadcast(SPECIES, function.slope());
    FloatVector offsets = FloatVector.broadcast(SPECIES, function.offset());
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = from; i < end; i += LANES) {
      FloatVector v = load(x, i).fma(slopes, offsets);
      FloatVector bounded = v.blend(zero, v.compare(VectorOperators.LE, 0f));
      bounded.blend(one, v.compare(VectorOperators.GE, 1f)).intoArray(y, i);
    }
  }

  private static void rectifier(Rectifier function, int from, int end, float[] x, float[] y) {
    if (function.slope() == 0f) {
      clip(function.threshold(), function.maximum(), from, end, x, y);
    } else {
      leaky(function.slope(), function.threshold(), function.maximum(), from, end, x, y);
    }
  }

  private static void clip(
      float threshold, float maximum, int from, int end, float[] x, float[] y) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector most = FloatVector.broadcast(SPECIES, maximum);
    for (int i = from; i < end; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector clipped = v.blend(most, v.compare(VectorOperators.GT, maximum));
      clipped.blend(zero, v.compare(VectorOperators.LE, threshold)).intoArray(y, i);
    }
  }

  private static void leaky(
      float slope, float threshold, float maximum, int from, int end, float[] x, float[] y) {
    FloatVector most = FloatVector.broadcast(SPECIES, maximum);
    for (int i = from; i < end; i += LANES) {
      FloatVector v = load(x, i);
      FloatVector below = v.sub(threshold).mul(slope);
      FloatVector clipped = v.blend(most, v.compare(VectorOperators.GT, maximum));
      clipped.blend(below, v.compare(VectorOperators.LE, threshold)).intoArray(y, i);
    }
  }

  // backward

  /** {@return the number of values that are done; what is left needs {@link ScalarActivations}} */
  static int backward(
      ElementFunction function, int n, float[] at, float[] dOutput, float[] dInput) {
    int end = n - n % LANES;
    for (int from = 0; from < end; from += BLOCK) {
      backward(function, from, Math.min(end, from + BLOCK), at, dOutput, dInput);
    }
    return end;
  }

  private static void backward(
      ElementFunction function, int from, int end, float[] at, float[] dOutput, float[] dInput) {
    if (function instanceof Rectifier rectifier) {
      rectifierBackward(rectifier, from, end, at, dOutput, dInput);
    } else if (function instanceof ExponentialLinear linear) {
      exponentialLinearBackward(linear, from, end, at, dOutput, dInput);
    } else if (function instanceof HardSigmoid sigmoid) {
      hardSigmoidBackward(sigmoid, from, end, at, dOutput, dInput);
    } else {
      curveBackward((Curve) function, from, end, at, dOutput, dInput);
    }
  }

  private static void curveBackward(
      Curve curve, int from, int end, float[] at, float[] dOutput, float[] dInput) {
    switch (curve) {
      case GELU -> VectorCurves.geluBackward(from, end, at, dOutput, dInput);
      case GELU_TANH -> VectorCurves.geluTanhBackward(from, end, at, dOutput, dInput);
      case HARD_SWISH -> VectorCurves.hardSwishBackward(from, end, at, dOutput, dInput);
      case MISH -> VectorCurves.mishBackward(from, end, at, dOutput, dInput);
      case SIGMOID -> sigmoidBackward(from, end, at, dOutput, dInput);
      case SILU -> VectorCurves.siluBackward(from, end, at, dOutput, dInput);
      case SOFTPLUS -> VectorCurves.softplusBackward(from, end, at, dOutput, dInput);
      case SOFTSIGN -> VectorCurves.softsignBackward(from, end, at, dOutput, dInput);
      case TANH -> tanhBackward(from, end, at, dOutput, dInput);
    }
  }

  private static void sigmoidBackward(
      int from, int end, float[] y, float[] dOutput, float[] dInput) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = from; i < end; i += LANES) {
      FloatVector v = load(y, i);
      load(dOutput, i).mul(v.mul(one.sub(v))).intoArray(dInput, i);
    }
  }

  private static void tanhBackward(int from, int end, float[] y, float[] dOutput, float[] dInput) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = from; i < end; i += LANES) {
      FloatVector v = load(y, i);
      load(dOutput, i).mul(v.neg().fma(v, one)).intoArray(dInput, i);
    }
  }

  private static void rectifierBackward(
      Rectifier function, int from, int end, float[] y, float[] dOutput, float[] dInput) {
    float slope = function.slope();
    float maximum = function.isUnbounded() ? Float.NaN : function.maximum(); // nothing is at NaN
    for (int i = from; i < end; i += LANES) {
      FloatVector v = load(y, i);
      FloatVector d = load(dOutput, i);
      FloatVector inside = d.blend(d.mul(0f), v.compare(VectorOperators.GE, maximum));
      d.mul(slope).blend(inside, v.compare(VectorOperators.GT, 0f)).intoArray(dInput, i);
    }
  }

  private static void exponentialLinearBackward(
      ExponentialLinear function, int from, int end, float[] y, float[] dOutput, float[] dInput) {
    float depth = function.depth();
    FloatVector scale = FloatVector.broadcast(SPECIES, function.scale());
    for (int i = from; i < end; i += LANES) {
      FloatVector v = load(y, i);
      FloatVector derivative = v.add(depth).blend(scale, v.compare(VectorOperators.GT, 0f));
      load(dOutput, i).mul(derivative).intoArray(dInput, i);
    }
  }

  private static void hardSigmoidBackward(
      HardSigmoid function, int from, int end, float[] y, float[] dOutput, float[] dInput) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector slope = FloatVector.broadcast(SPECIES, function.slope());
    for (int i = from; i < end; i += LANES) {
      FloatVector v = load(y, i);
      FloatVector derivative = slope.blend(zero, v.compare(VectorOperators.LE, 0f));
      VectorMask<Float> full = v.compare(VectorOperators.GE, 1f);
      load(dOutput, i).mul(derivative.blend(zero, full)).intoArray(dInput, i);
    }
  }
}
