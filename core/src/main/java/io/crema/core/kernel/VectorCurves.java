package io.crema.core.kernel;

import static io.crema.core.kernel.ScalarFunctions.LOG_10;
import static io.crema.core.kernel.ScalarFunctions.LOG_2;
import static io.crema.core.kernel.ScalarFunctions.LOG_3;
import static io.crema.core.kernel.ScalarFunctions.LOG_4;
import static io.crema.core.kernel.ScalarFunctions.LOG_5;
import static io.crema.core.kernel.ScalarFunctions.LOG_6;
import static io.crema.core.kernel.ScalarFunctions.LOG_7;
import static io.crema.core.kernel.ScalarFunctions.LOG_8;
import static io.crema.core.kernel.ScalarFunctions.LOG_9;
import static io.crema.core.kernel.ScalarFunctions.NORMAL_DENSITY;
import static io.crema.core.kernel.ScalarFunctions.TAIL_0;
import static io.crema.core.kernel.ScalarFunctions.TAIL_1;
import static io.crema.core.kernel.ScalarFunctions.TAIL_2;
import static io.crema.core.kernel.ScalarFunctions.TAIL_3;
import static io.crema.core.kernel.ScalarFunctions.TAIL_4;
import static io.crema.core.kernel.ScalarFunctions.TAIL_5;
import static io.crema.core.kernel.ScalarFunctions.TAIL_6;
import static io.crema.core.kernel.ScalarFunctions.TAIL_7;
import static io.crema.core.kernel.ScalarFunctions.TAIL_8;
import static io.crema.core.kernel.ScalarFunctions.TAIL_K;
import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link ScalarFunctions} on the Vector API, a loop for each: from the input and its decay, which
 * stands where the result comes. Long ones are written out, see {@link VectorDecay}.
 */
final class VectorCurves {

  private VectorCurves() {}

  private static FloatVector load(float[] values, int i) {
    return FloatVector.fromArray(SPECIES, values, i);
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  private static FloatVector magnitude(FloatVector x, float end) {
    FloatVector t = x.abs();
    return t.blend(all(end), t.compare(VectorOperators.GT, end));
  }

  private static VectorMask<Float> isNegative(FloatVector x) {
    return x.compare(VectorOperators.LT, 0f);
  }

  /** {@code 1 / (1 + u)}. */
  private static FloatVector inverse(FloatVector u) {
    return all(1f).div(u.add(1f));
  }

  // GELU

  static void gelu(int first, int end, float[] input, float[] output) {
    FloatVector most = FloatVector.broadcast(SPECIES, Decay.BELL.end());
    FloatVector zero = FloatVector.broadcast(SPECIES, 0f);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector k = FloatVector.broadcast(SPECIES, TAIL_K);
    FloatVector c8 = FloatVector.broadcast(SPECIES, TAIL_8);
    FloatVector c7 = FloatVector.broadcast(SPECIES, TAIL_7);
    FloatVector c6 = FloatVector.broadcast(SPECIES, TAIL_6);
    FloatVector c5 = FloatVector.broadcast(SPECIES, TAIL_5);
    FloatVector c4 = FloatVector.broadcast(SPECIES, TAIL_4);
    FloatVector c3 = FloatVector.broadcast(SPECIES, TAIL_3);
    FloatVector c2 = FloatVector.broadcast(SPECIES, TAIL_2);
    FloatVector c1 = FloatVector.broadcast(SPECIES, TAIL_1);
    FloatVector c0 = FloatVector.broadcast(SPECIES, TAIL_0);
    for (int i = first; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, input, i);
      FloatVector u = FloatVector.fromArray(SPECIES, output, i);
      FloatVector t = x.abs();
      t = t.blend(most, t.compare(VectorOperators.GT, most));
      FloatVector v = k.div(t.add(k));
      FloatVector p = v.fma(c8, c7);
      p = p.fma(v, c6);
      p = p.fma(v, c5);
      p = p.fma(v, c4);
      p = p.fma(v, c3);
      p = p.fma(v, c2);
      p = p.fma(v, c1);
      p = p.fma(v, c0);
      p = p.mul(v).mul(u);
      VectorMask<Float> negative = x.compare(VectorOperators.LT, zero);
      FloatVector share = one.sub(p).blend(p, negative);
      FloatVector bounded = x.blend(t.neg(), negative);
      bounded.mul(share).intoArray(output, i);
    }
  }

  static void geluBackward(int first, int end, float[] input, float[] dOutput, float[] dInput) {
    FloatVector most = FloatVector.broadcast(SPECIES, Decay.BELL.end());
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector density = FloatVector.broadcast(SPECIES, NORMAL_DENSITY);
    FloatVector k = FloatVector.broadcast(SPECIES, TAIL_K);
    FloatVector c8 = FloatVector.broadcast(SPECIES, TAIL_8);
    FloatVector c7 = FloatVector.broadcast(SPECIES, TAIL_7);
    FloatVector c6 = FloatVector.broadcast(SPECIES, TAIL_6);
    FloatVector c5 = FloatVector.broadcast(SPECIES, TAIL_5);
    FloatVector c4 = FloatVector.broadcast(SPECIES, TAIL_4);
    FloatVector c3 = FloatVector.broadcast(SPECIES, TAIL_3);
    FloatVector c2 = FloatVector.broadcast(SPECIES, TAIL_2);
    FloatVector c1 = FloatVector.broadcast(SPECIES, TAIL_1);
    FloatVector c0 = FloatVector.broadcast(SPECIES, TAIL_0);
    for (int i = first; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, input, i);
      FloatVector u = FloatVector.fromArray(SPECIES, dInput, i);
      FloatVector t = x.abs();
      t = t.blend(most, t.compare(VectorOperators.GT, most));
      FloatVector v = k.div(t.add(k));
      FloatVector p = v.fma(c8, c7);
      p = p.fma(v, c6);
      p = p.fma(v, c5);
      p = p.fma(v, c4);
      p = p.fma(v, c3);
      p = p.fma(v, c2);
      p = p.fma(v, c1);
      p = p.fma(v, c0);
      p = p.mul(v).mul(u);
      VectorMask<Float> negative = x.compare(VectorOperators.LT, 0f);
      FloatVector share = one.sub(p).blend(p, negative);
      FloatVector slope = t.mul(density);
      slope = slope.blend(slope.neg(), negative);
      FloatVector d = FloatVector.fromArray(SPECIES, dOutput, i);
      d.mul(slope.fma(u, share)).intoArray(dInput, i);
    }
  }

  // SiLU and GELU by tanh

  static void gated(Decay decay, int first, int end, float[] input, float[] output) {
    FloatVector most = FloatVector.broadcast(SPECIES, decay.end());
    FloatVector zero = FloatVector.broadcast(SPECIES, 0f);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = first; i < end; i += LANES) {
      FloatVector x = load(input, i);
      FloatVector u = load(output, i);
      FloatVector t = x.abs();
      t = t.blend(most, t.compare(VectorOperators.GT, most));
      FloatVector w = one.div(u.add(one));
      VectorMask<Float> negative = x.compare(VectorOperators.LT, zero);
      FloatVector bounded = x.blend(t.neg(), negative);
      bounded.mul(w.blend(u.mul(w), negative)).intoArray(output, i);
    }
  }

  /** See {@link ScalarFunctions#gatedDerivative}. */
  private static FloatVector gatedDerivative(
      FloatVector x, FloatVector u, FloatVector slope, FloatVector zero, FloatVector one) {
    FloatVector w = one.div(u.add(one));
    FloatVector rest = u.mul(w);
    FloatVector product = slope.mul(w);
    VectorMask<Float> negative = x.compare(VectorOperators.LT, zero);
    return product.blend(product.neg(), negative).fma(rest, w.blend(rest, negative));
  }

  static void siluBackward(int first, int end, float[] input, float[] dOutput, float[] dInput) {
    FloatVector most = FloatVector.broadcast(SPECIES, Decay.PLAIN.end());
    FloatVector zero = FloatVector.broadcast(SPECIES, 0f);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = first; i < end; i += LANES) {
      FloatVector x = load(input, i);
      FloatVector t = x.abs();
      t = t.blend(most, t.compare(VectorOperators.GT, most));
      FloatVector derivative = gatedDerivative(x, load(dInput, i), t, zero, one);
      load(dOutput, i).mul(derivative).intoArray(dInput, i);
    }
  }

  static void geluTanhBackward(int first, int end, float[] input, float[] dOutput, float[] dInput) {
    FloatVector a = FloatVector.broadcast(SPECIES, Decay.GELU_TANH.a());
    FloatVector c = FloatVector.broadcast(SPECIES, 3f * Decay.GELU_TANH.c());
    FloatVector most = FloatVector.broadcast(SPECIES, Decay.GELU_TANH.end());
    FloatVector zero = FloatVector.broadcast(SPECIES, 0f);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = first; i < end; i += LANES) {
      FloatVector x = load(input, i);
      FloatVector t = x.abs();
      t = t.blend(most, t.compare(VectorOperators.GT, most));
      FloatVector slope = t.mul(t.mul(t).fma(c, a));
      FloatVector derivative = gatedDerivative(x, load(dInput, i), slope, zero, one);
      load(dOutput, i).mul(derivative).intoArray(dInput, i);
    }
  }

  // Mish

  static void mish(int first, int end, float[] input, float[] output) {
    FloatVector most = FloatVector.broadcast(SPECIES, Decay.PLAIN.end());
    FloatVector zero = FloatVector.broadcast(SPECIES, 0f);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector two = FloatVector.broadcast(SPECIES, 2f);
    for (int i = first; i < end; i += LANES) {
      FloatVector x = load(input, i);
      FloatVector u = load(output, i);
      FloatVector t = x.abs();
      t = t.blend(most, t.compare(VectorOperators.GT, most));
      FloatVector twice = u.add(u);
      VectorMask<Float> negative = x.compare(VectorOperators.LT, zero);
      FloatVector numerator = twice.add(one).blend(u.fma(u, twice), negative);
      FloatVector denominator = numerator.add(twice.mul(u).blend(two, negative));
      FloatVector bounded = x.blend(t.neg(), negative);
      bounded.mul(numerator.div(denominator)).intoArray(output, i);
    }
  }

  static void mishBackward(int first, int end, float[] input, float[] dOutput, float[] dInput) {
    FloatVector most = FloatVector.broadcast(SPECIES, Decay.PLAIN.end());
    FloatVector zero = FloatVector.broadcast(SPECIES, 0f);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector two = FloatVector.broadcast(SPECIES, 2f);
    FloatVector four = FloatVector.broadcast(SPECIES, 4f);
    for (int i = first; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, input, i);
      FloatVector u = FloatVector.fromArray(SPECIES, dInput, i);
      FloatVector t = x.abs();
      VectorMask<Float> beyond = t.compare(VectorOperators.GT, most);
      t = t.blend(most, beyond);
      VectorMask<Float> negative = x.compare(VectorOperators.LT, zero);
      FloatVector twice = u.add(u);
      FloatVector numerator = twice.add(one);
      FloatVector numeratorBelow = u.fma(u, twice);
      numerator = numerator.blend(numeratorBelow, negative);
      FloatVector rest = twice.mul(u);
      rest = rest.blend(two, negative);
      FloatVector denominator = numerator.add(rest);
      FloatVector inverse = one.div(denominator);
      FloatVector factor = t.mul(u);
      FloatVector factorBelow = t.neg();
      factor = factor.blend(factorBelow, negative);
      FloatVector product = u.fma(u, u);
      product = product.mul(factor);
      product = product.mul(inverse);
      product = product.mul(four);
      FloatVector value = numerator.mul(inverse);
      FloatVector derivative = product.fma(inverse, value);
      FloatVector d = FloatVector.fromArray(SPECIES, dOutput, i);
      FloatVector result = d.mul(derivative);
      result.intoArray(dInput, i);
    }
  }

  // Softplus

  static void softplus(int first, int end, float[] input, float[] output) {
    FloatVector zero = FloatVector.broadcast(SPECIES, 0f);
    FloatVector c10 = FloatVector.broadcast(SPECIES, LOG_10);
    FloatVector c9 = FloatVector.broadcast(SPECIES, LOG_9);
    FloatVector c8 = FloatVector.broadcast(SPECIES, LOG_8);
    FloatVector c7 = FloatVector.broadcast(SPECIES, LOG_7);
    FloatVector c6 = FloatVector.broadcast(SPECIES, LOG_6);
    FloatVector c5 = FloatVector.broadcast(SPECIES, LOG_5);
    FloatVector c4 = FloatVector.broadcast(SPECIES, LOG_4);
    FloatVector c3 = FloatVector.broadcast(SPECIES, LOG_3);
    FloatVector c2 = FloatVector.broadcast(SPECIES, LOG_2);
    for (int i = first; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, input, i);
      FloatVector u = FloatVector.fromArray(SPECIES, output, i);
      FloatVector p = u.fma(c10, c9);
      p = p.fma(u, c8);
      p = p.fma(u, c7);
      p = p.fma(u, c6);
      p = p.fma(u, c5);
      p = p.fma(u, c4);
      p = p.fma(u, c3);
      p = p.fma(u, c2);
      p = u.mul(u).fma(p, u);
      zero.blend(x, x.compare(VectorOperators.GT, zero)).add(p).intoArray(output, i);
    }
  }

  static void softplusBackward(int first, int end, float[] input, float[] dOutput, float[] dInput) {
    for (int i = first; i < end; i += LANES) {
      FloatVector u = load(dInput, i);
      FloatVector w = inverse(u);
      FloatVector derivative = w.blend(u.mul(w), isNegative(load(input, i)));
      load(dOutput, i).mul(derivative).intoArray(dInput, i);
    }
  }

  // without an exponential

  static void softsign(int end, float[] input, float[] output) {
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = load(input, i);
      FloatVector t = magnitude(x, Float.MAX_VALUE);
      IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
      IntVector bits = t.div(t.add(1f)).reinterpretAsInts().or(sign);
      bits.reinterpretAsFloats().intoArray(output, i);
    }
  }

  static void softsignBackward(int end, float[] input, float[] dOutput, float[] dInput) {
    for (int i = 0; i < end; i += LANES) {
      FloatVector inverse = inverse(load(input, i).abs());
      load(dOutput, i).mul(inverse.mul(inverse)).intoArray(dInput, i);
    }
  }

  static void hardSwish(int end, float[] input, float[] output) {
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = load(input, i);
      FloatVector above = x.add(3f);
      FloatVector gate = above.blend(all(6f), above.compare(VectorOperators.GT, 6f)).mul(1 / 6f);
      VectorMask<Float> closed = above.compare(VectorOperators.LE, 0f);
      x.mul(gate).blend(all(0f), closed).intoArray(output, i);
    }
  }

  static void hardSwishBackward(int end, float[] input, float[] dOutput, float[] dInput) {
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = load(input, i);
      FloatVector inside = x.fma(all(1 / 3f), all(0.5f));
      FloatVector derivative = inside.blend(all(0f), x.compare(VectorOperators.LE, -3f));
      derivative = derivative.blend(all(1f), x.compare(VectorOperators.GE, 3f));
      load(dOutput, i).mul(derivative).intoArray(dInput, i);
    }
  }
}
