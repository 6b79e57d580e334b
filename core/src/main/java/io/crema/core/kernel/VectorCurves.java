package io.crema.core.kernel;

import static io.crema.core.kernel.Exponential.EXP_2;
import static io.crema.core.kernel.Exponential.EXP_3;
import static io.crema.core.kernel.Exponential.EXP_4;
import static io.crema.core.kernel.Exponential.EXP_5;
import static io.crema.core.kernel.Exponential.EXP_6;
import static io.crema.core.kernel.Exponential.FRACTION_BITS;
import static io.crema.core.kernel.Exponential.LN2_HIGH;
import static io.crema.core.kernel.Exponential.LN2_LOW;
import static io.crema.core.kernel.Exponential.LOG2_E;
import static io.crema.core.kernel.Exponential.LOWER;
import static io.crema.core.kernel.Exponential.LOWERED_BIAS;
import static io.crema.core.kernel.Exponential.LOWERED_ONE;
import static io.crema.core.kernel.Exponential.RAISED_BIAS;
import static io.crema.core.kernel.Exponential.TO_WHOLE;
import static io.crema.core.kernel.ScalarFunctions.FIRST;
import static io.crema.core.kernel.ScalarFunctions.GELU_LAST;
import static io.crema.core.kernel.ScalarFunctions.GELU_TANH_A;
import static io.crema.core.kernel.ScalarFunctions.GELU_TANH_C;
import static io.crema.core.kernel.ScalarFunctions.GELU_TANH_FIRST;
import static io.crema.core.kernel.ScalarFunctions.GELU_TANH_LAST;
import static io.crema.core.kernel.ScalarFunctions.LOG_10;
import static io.crema.core.kernel.ScalarFunctions.LOG_2;
import static io.crema.core.kernel.ScalarFunctions.LOG_3;
import static io.crema.core.kernel.ScalarFunctions.LOG_4;
import static io.crema.core.kernel.ScalarFunctions.LOG_5;
import static io.crema.core.kernel.ScalarFunctions.LOG_6;
import static io.crema.core.kernel.ScalarFunctions.LOG_7;
import static io.crema.core.kernel.ScalarFunctions.LOG_8;
import static io.crema.core.kernel.ScalarFunctions.LOG_9;
import static io.crema.core.kernel.ScalarFunctions.MISH_LAST;
import static io.crema.core.kernel.ScalarFunctions.NORMAL_DENSITY;
import static io.crema.core.kernel.ScalarFunctions.SIGMOID_LAST;
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
 * {@link ScalarFunctions} on the Vector API, a loop for each, over whole vectors.
 *
 * <p>GELU is written out: where a loop is long, C2 no longer inlines methods in its last part
 * (NodeCountInliningCutoff), other than those of the Vector API, and vectors that they take or
 * return are on the heap.
 */
final class VectorCurves {

  private VectorCurves() {}

  private static FloatVector load(float[] values, int i) {
    return FloatVector.fromArray(SPECIES, values, i);
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  private static FloatVector atLeast(FloatVector x, float first) {
    return x.blend(all(first), x.compare(VectorOperators.LT, all(first)));
  }

  private static FloatVector atMost(FloatVector x, float last) {
    return x.blend(all(last), x.compare(VectorOperators.GT, all(last)));
  }

  private static FloatVector bounded(FloatVector x, float first, float last) {
    return atMost(atLeast(x, first), last);
  }

  // GELU

  static void gelu(int from, int end, float[] input, float[] output) {
    FloatVector zero = all(0f);
    FloatVector most = all(GELU_LAST);
    FloatVector minusHalf = all(-0.5f);
    FloatVector log2E = all(LOG2_E);
    FloatVector toWhole = all(TO_WHOLE);
    FloatVector minusHigh = all(-LN2_HIGH);
    FloatVector minusLow = all(-LN2_LOW);
    FloatVector e6 = all(EXP_6);
    FloatVector e5 = all(EXP_5);
    FloatVector e4 = all(EXP_4);
    FloatVector e3 = all(EXP_3);
    FloatVector e2 = all(EXP_2);
    FloatVector lower = all(LOWER);
    FloatVector k = all(TAIL_K);
    FloatVector c8 = all(TAIL_8);
    FloatVector c7 = all(TAIL_7);
    FloatVector c6 = all(TAIL_6);
    FloatVector c5 = all(TAIL_5);
    FloatVector c4 = all(TAIL_4);
    FloatVector c3 = all(TAIL_3);
    FloatVector c2 = all(TAIL_2);
    FloatVector c1 = all(TAIL_1);
    FloatVector c0 = all(TAIL_0);
    for (int i = from; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, input, i);
      FloatVector t = x.abs();
      t = t.blend(most, t.compare(VectorOperators.GT, most));
      FloatVector factor = t.mul(minusHalf);
      FloatVector whole = t.mul(factor).fma(log2E, toWhole);
      IntVector shifted = whole.reinterpretAsInts().add(RAISED_BIAS);
      FloatVector power =
          shifted.lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsFloats();
      FloatVector n = whole.sub(toWhole);
      FloatVector r = n.fma(minusLow, t.fma(factor, n.mul(minusHigh)));
      FloatVector p = r.fma(e6, e5);
      p = p.fma(r, e4);
      p = p.fma(r, e3);
      p = p.fma(r, e2);
      p = r.mul(r).fma(p, r);
      FloatVector u = power.fma(p, power).mul(lower);
      FloatVector v = k.div(t.add(k));
      p = v.fma(c8, c7);
      p = p.fma(v, c6);
      p = p.fma(v, c5);
      p = p.fma(v, c4);
      p = p.fma(v, c3);
      p = p.fma(v, c2);
      p = p.fma(v, c1);
      p = p.fma(v, c0);
      p = p.mul(v).mul(u);
      FloatVector positive = x.blend(zero, x.compare(VectorOperators.LT, zero));
      t.neg().fma(p, positive).intoArray(output, i);
    }
  }

  static void geluBackward(int from, int end, float[] input, float[] dOutput, float[] dInput) {
    FloatVector zero = all(0f);
    FloatVector one = all(1f);
    FloatVector minusDensity = all(-NORMAL_DENSITY);
    FloatVector most = all(GELU_LAST);
    FloatVector minusHalf = all(-0.5f);
    FloatVector log2E = all(LOG2_E);
    FloatVector toWhole = all(TO_WHOLE);
    FloatVector minusHigh = all(-LN2_HIGH);
    FloatVector minusLow = all(-LN2_LOW);
    FloatVector e6 = all(EXP_6);
    FloatVector e5 = all(EXP_5);
    FloatVector e4 = all(EXP_4);
    FloatVector e3 = all(EXP_3);
    FloatVector e2 = all(EXP_2);
    FloatVector lower = all(LOWER);
    FloatVector k = all(TAIL_K);
    FloatVector c8 = all(TAIL_8);
    FloatVector c7 = all(TAIL_7);
    FloatVector c6 = all(TAIL_6);
    FloatVector c5 = all(TAIL_5);
    FloatVector c4 = all(TAIL_4);
    FloatVector c3 = all(TAIL_3);
    FloatVector c2 = all(TAIL_2);
    FloatVector c1 = all(TAIL_1);
    FloatVector c0 = all(TAIL_0);
    for (int i = from; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, input, i);
      FloatVector t = x.abs();
      t = t.blend(most, t.compare(VectorOperators.GT, most));
      FloatVector factor = t.mul(minusHalf);
      FloatVector whole = t.mul(factor).fma(log2E, toWhole);
      IntVector shifted = whole.reinterpretAsInts().add(RAISED_BIAS);
      FloatVector power =
          shifted.lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsFloats();
      FloatVector n = whole.sub(toWhole);
      FloatVector r = n.fma(minusLow, t.fma(factor, n.mul(minusHigh)));
      FloatVector p = r.fma(e6, e5);
      p = p.fma(r, e4);
      p = p.fma(r, e3);
      p = p.fma(r, e2);
      p = r.mul(r).fma(p, r);
      FloatVector u = power.fma(p, power).mul(lower);
      FloatVector v = k.div(t.add(k));
      p = v.fma(c8, c7);
      p = p.fma(v, c6);
      p = p.fma(v, c5);
      p = p.fma(v, c4);
      p = p.fma(v, c3);
      p = p.fma(v, c2);
      p = p.fma(v, c1);
      p = p.fma(v, c0);
      p = p.mul(v).mul(u);
      p = t.mul(minusDensity).fma(u, p);
      FloatVector derivative = one.sub(p).blend(p, x.compare(VectorOperators.LT, zero));
      FloatVector d = FloatVector.fromArray(SPECIES, dOutput, i);
      d.mul(derivative).intoArray(dInput, i);
    }
  }

  // SiLU and GELU by tanh

  /** {@code 1 / (1 + e)} for a lowered e. */
  private static FloatVector gate(FloatVector e) {
    return all(LOWERED_ONE).div(e.add(all(LOWERED_ONE)));
  }

  private static FloatVector gatedDerivative(FloatVector e, FloatVector slope) {
    FloatVector inverse = all(1f).div(e.add(all(LOWERED_ONE)));
    FloatVector w = inverse.mul(all(LOWERED_ONE));
    return slope.mul(w).fma(e.mul(inverse), w);
  }

  static void geluTanh(int from, int end, float[] input, float[] output) {
    for (int i = from; i < end; i += LANES) {
      FloatVector t = atLeast(load(input, i), GELU_TANH_FIRST);
      FloatVector c = atMost(t, GELU_TANH_LAST);
      FloatVector factor = c.mul(c).fma(all(-GELU_TANH_C), all(-GELU_TANH_A));
      FloatVector e = VectorExponential.expOfProduct(c, factor, LOWERED_BIAS);
      t.mul(gate(e)).intoArray(output, i);
    }
  }

  static void geluTanhBackward(int from, int end, float[] input, float[] dOutput, float[] dInput) {
    for (int i = from; i < end; i += LANES) {
      FloatVector c = bounded(load(input, i), GELU_TANH_FIRST, GELU_TANH_LAST);
      FloatVector square = c.mul(c);
      FloatVector factor = square.fma(all(-GELU_TANH_C), all(-GELU_TANH_A));
      FloatVector e = VectorExponential.expOfProduct(c, factor, LOWERED_BIAS);
      FloatVector slope = c.mul(square.fma(all(3f * GELU_TANH_C), all(GELU_TANH_A)));
      load(dOutput, i).mul(gatedDerivative(e, slope)).intoArray(dInput, i);
    }
  }

  static void silu(int from, int end, float[] input, float[] output) {
    for (int i = from; i < end; i += LANES) {
      FloatVector t = atLeast(load(input, i), FIRST);
      FloatVector e = VectorExponential.expOfMinus(atMost(t, SIGMOID_LAST), LOWERED_BIAS);
      t.mul(gate(e)).intoArray(output, i);
    }
  }

  static void siluBackward(int from, int end, float[] input, float[] dOutput, float[] dInput) {
    for (int i = from; i < end; i += LANES) {
      FloatVector c = bounded(load(input, i), FIRST, SIGMOID_LAST);
      FloatVector e = VectorExponential.expOfMinus(c, LOWERED_BIAS);
      load(dOutput, i).mul(gatedDerivative(e, c)).intoArray(dInput, i);
    }
  }

  // Mish

  static void mish(int from, int end, float[] input, float[] output) {
    for (int i = from; i < end; i += LANES) {
      FloatVector t = atLeast(load(input, i), FIRST);
      FloatVector raised = VectorExponential.exp(atMost(t, MISH_LAST), RAISED_BIAS);
      FloatVector e = raised.mul(all(LOWER));
      FloatVector above = e.add(all(2f));
      FloatVector w = raised.mul(above).div(e.fma(above, all(2f)));
      t.mul(w.mul(all(LOWER))).intoArray(output, i);
    }
  }

  static void mishBackward(int from, int end, float[] input, float[] dOutput, float[] dInput) {
    for (int i = from; i < end; i += LANES) {
      FloatVector c = bounded(load(input, i), FIRST, MISH_LAST);
      FloatVector e = VectorExponential.exp(c, RAISED_BIAS).mul(all(LOWER));
      FloatVector above = e.add(all(2f));
      FloatVector inverse = all(1f).div(e.fma(above, all(2f)));
      FloatVector product = e.fma(e, e).mul(inverse).mul(c.mul(all(4f)));
      FloatVector derivative = product.fma(inverse, e.mul(above).mul(inverse));
      load(dOutput, i).mul(derivative).intoArray(dInput, i);
    }
  }

  // Softplus

  static void softplus(int from, int end, float[] input, float[] output) {
    for (int i = from; i < end; i += LANES) {
      FloatVector x = load(input, i);
      FloatVector t = atMost(x.abs(), -FIRST);
      FloatVector u = VectorExponential.expOfMinus(t, RAISED_BIAS).mul(all(LOWER));
      FloatVector square = u.mul(u);
      FloatVector p = u.fma(all(LOG_10), all(LOG_9));
      p = p.fma(square, u.fma(all(LOG_8), all(LOG_7)));
      p = p.fma(square, u.fma(all(LOG_6), all(LOG_5)));
      p = p.fma(square, u.fma(all(LOG_4), all(LOG_3)));
      p = p.fma(u, all(LOG_2));
      p = square.fma(p, u);
      VectorMask<Float> positive = x.compare(VectorOperators.GT, all(0f));
      all(0f).blend(x, positive).add(p).intoArray(output, i);
    }
  }

  static void softplusBackward(int from, int end, float[] input, float[] dOutput, float[] dInput) {
    for (int i = from; i < end; i += LANES) {
      FloatVector c = bounded(load(input, i), FIRST, SIGMOID_LAST);
      FloatVector derivative = gate(VectorExponential.expOfMinus(c, LOWERED_BIAS));
      load(dOutput, i).mul(derivative).intoArray(dInput, i);
    }
  }

  // without an exponential

  static void softsign(int from, int end, float[] input, float[] output) {
    for (int i = from; i < end; i += LANES) {
      FloatVector x = load(input, i);
      FloatVector t = atMost(x.abs(), Float.MAX_VALUE);
      IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
      IntVector bits = t.div(t.add(1f)).reinterpretAsInts().or(sign);
      bits.reinterpretAsFloats().intoArray(output, i);
    }
  }

  static void softsignBackward(int from, int end, float[] input, float[] dOutput, float[] dInput) {
    for (int i = from; i < end; i += LANES) {
      FloatVector inverse = all(1f).div(load(input, i).abs().add(1f));
      load(dOutput, i).mul(inverse.mul(inverse)).intoArray(dInput, i);
    }
  }

  static void hardSwish(int from, int end, float[] input, float[] output) {
    for (int i = from; i < end; i += LANES) {
      FloatVector x = load(input, i);
      FloatVector above = x.add(3f);
      FloatVector gate = above.blend(all(6f), above.compare(VectorOperators.GT, 6f)).mul(1 / 6f);
      VectorMask<Float> closed = above.compare(VectorOperators.LE, 0f);
      x.mul(gate).blend(all(0f), closed).intoArray(output, i);
    }
  }

  static void hardSwishBackward(int from, int end, float[] input, float[] dOutput, float[] dInput) {
    for (int i = from; i < end; i += LANES) {
      FloatVector x = load(input, i);
      FloatVector inside = x.fma(all(1 / 3f), all(0.5f));
      FloatVector derivative = inside.blend(all(0f), x.compare(VectorOperators.LE, -3f));
      derivative = derivative.blend(all(1f), x.compare(VectorOperators.GE, 3f));
      load(dOutput, i).mul(derivative).intoArray(dInput, i);
    }
  }
}
