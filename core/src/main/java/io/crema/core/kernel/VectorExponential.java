package io.crema.core.kernel;

import static io.crema.core.kernel.Exponential.EXPONENT_BIAS;
import static io.crema.core.kernel.Exponential.EXP_2;
import static io.crema.core.kernel.Exponential.EXP_3;
import static io.crema.core.kernel.Exponential.EXP_4;
import static io.crema.core.kernel.Exponential.EXP_5;
import static io.crema.core.kernel.Exponential.EXP_6;
import static io.crema.core.kernel.Exponential.FRACTION_BITS;
import static io.crema.core.kernel.Exponential.LN2_HIGH;
import static io.crema.core.kernel.Exponential.LN2_LOW;
import static io.crema.core.kernel.Exponential.LOG2_E;
import static io.crema.core.kernel.Exponential.TO_WHOLE;
import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.SPECIES;

import io.crema.core.kernel.ElementFunction.ExponentialLinear;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link Exponential} on the Vector API, for one vector, and the loop of {@link ExponentialLinear}.
 *
 * <p>The methods have less than 325 bytes of code (FreqInlineSize), up to which C2 inlines them. It
 * would compile a longer one by itself, and its vectors would be on the heap.
 */
final class VectorExponential {

  private VectorExponential() {}

  private static FloatVector all(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }

  /** {@code exp(x)} times the power of two of the bias. */
  static FloatVector exp(FloatVector x, int bias) {
    FloatVector whole = x.fma(all(LOG2_E), all(TO_WHOLE));
    FloatVector n = whole.sub(all(TO_WHOLE));
    return exp(whole, n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), x)), bias);
  }

  /** {@code exp(-x)} times the power of two of the bias. */
  static FloatVector expOfMinus(FloatVector x, int bias) {
    FloatVector whole = x.fma(all(-LOG2_E), all(TO_WHOLE));
    FloatVector n = whole.sub(all(TO_WHOLE));
    return exp(whole, n.fma(all(-LN2_LOW), n.mul(all(-LN2_HIGH)).sub(x)), bias);
  }

  /** {@code exp(a b)} times the power of two of the bias; the product is not rounded. */
  static FloatVector expOfProduct(FloatVector a, FloatVector b, int bias) {
    FloatVector whole = a.mul(b).fma(all(LOG2_E), all(TO_WHOLE));
    FloatVector n = whole.sub(all(TO_WHOLE));
    return exp(whole, n.fma(all(-LN2_LOW), a.fma(b, n.mul(all(-LN2_HIGH)))), bias);
  }

  /** From the whole number of powers of two and the remainder. */
  private static FloatVector exp(FloatVector whole, FloatVector r, int bias) {
    IntVector shifted = whole.reinterpretAsInts().add(bias);
    FloatVector power = shifted.lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsFloats();
    FloatVector p = r.fma(all(EXP_6), all(EXP_5));
    p = p.fma(r, all(EXP_4));
    p = p.fma(r, all(EXP_3));
    p = p.fma(r, all(EXP_2));
    p = r.mul(r).fma(p, r);
    return power.fma(p, power);
  }

  /** {@link ExponentialLinear#value} of each value. */
  static void exponentialLinear(
      ExponentialLinear function, int from, int end, float[] input, float[] output) {
    FloatVector least = FloatVector.broadcast(SPECIES, ExponentialLinear.END);
    FloatVector zero = FloatVector.broadcast(SPECIES, 0f);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector scale = FloatVector.broadcast(SPECIES, function.scale());
    FloatVector depth = FloatVector.broadcast(SPECIES, function.depth());
    FloatVector log2E = FloatVector.broadcast(SPECIES, LOG2_E);
    FloatVector toWhole = FloatVector.broadcast(SPECIES, TO_WHOLE);
    FloatVector minusHigh = FloatVector.broadcast(SPECIES, -LN2_HIGH);
    FloatVector minusLow = FloatVector.broadcast(SPECIES, -LN2_LOW);
    FloatVector e2 = FloatVector.broadcast(SPECIES, EXP_2);
    FloatVector e3 = FloatVector.broadcast(SPECIES, EXP_3);
    FloatVector e4 = FloatVector.broadcast(SPECIES, EXP_4);
    FloatVector e5 = FloatVector.broadcast(SPECIES, EXP_5);
    FloatVector e6 = FloatVector.broadcast(SPECIES, EXP_6);
    for (int i = from; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, input, i);
      FloatVector t = x.blend(least, x.compare(VectorOperators.LT, least));
      FloatVector whole = t.fma(log2E, toWhole);
      IntVector shifted = whole.reinterpretAsInts().add(EXPONENT_BIAS);
      FloatVector power =
          shifted.lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsFloats();
      FloatVector n = whole.sub(toWhole);
      FloatVector r = n.fma(minusLow, n.fma(minusHigh, t));
      FloatVector p = r.fma(e6, e5);
      p = p.fma(r, e4);
      p = p.fma(r, e3);
      p = p.fma(r, e2);
      p = r.mul(r).fma(p, r);
      FloatVector below = power.fma(p, power.sub(one)).mul(depth);
      FloatVector above = x.mul(scale);
      below.blend(above, x.compare(VectorOperators.GE, zero)).intoArray(output, i);
    }
  }
}
