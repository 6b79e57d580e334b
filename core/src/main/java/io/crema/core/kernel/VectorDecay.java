package io.crema.core.kernel;

import static io.crema.core.kernel.Decay.EXPONENT_BIAS;
import static io.crema.core.kernel.Decay.EXP_2;
import static io.crema.core.kernel.Decay.EXP_3;
import static io.crema.core.kernel.Decay.EXP_4;
import static io.crema.core.kernel.Decay.EXP_5;
import static io.crema.core.kernel.Decay.EXP_6;
import static io.crema.core.kernel.Decay.FRACTION_BITS;
import static io.crema.core.kernel.Decay.LN2_HIGH;
import static io.crema.core.kernel.Decay.LN2_LOW;
import static io.crema.core.kernel.Decay.LOG2_E;
import static io.crema.core.kernel.Decay.LOWER;
import static io.crema.core.kernel.Decay.RAISED_BIAS;
import static io.crema.core.kernel.Decay.TO_WHOLE;
import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.SPECIES;

import io.crema.core.kernel.ElementFunction.ExponentialLinear;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The loops with exponentials on the Vector API, the same operations as in {@link Decay}.
 *
 * <p>They are written out, without methods of their own, for C2: it does not inline methods of more
 * than 325 bytes of code (FreqInlineSize) but compiles them by themselves. Two of these loops in
 * one compilation are too much for it on JDK 17, which would then put vectors on the heap.
 */
final class VectorDecay {

  private VectorDecay() {}

  /** {@link Decay#of} each value. */
  static void of(Decay decay, int first, int end, float[] input, float[] output) {
    FloatVector most = FloatVector.broadcast(SPECIES, decay.end());
    FloatVector minusA = FloatVector.broadcast(SPECIES, -decay.a());
    FloatVector minusB = FloatVector.broadcast(SPECIES, -decay.b());
    FloatVector minusC = FloatVector.broadcast(SPECIES, -decay.c());
    FloatVector lower = FloatVector.broadcast(SPECIES, LOWER);
    FloatVector log2E = FloatVector.broadcast(SPECIES, LOG2_E);
    FloatVector toWhole = FloatVector.broadcast(SPECIES, TO_WHOLE);
    FloatVector minusHigh = FloatVector.broadcast(SPECIES, -LN2_HIGH);
    FloatVector minusLow = FloatVector.broadcast(SPECIES, -LN2_LOW);
    FloatVector e2 = FloatVector.broadcast(SPECIES, EXP_2);
    FloatVector e3 = FloatVector.broadcast(SPECIES, EXP_3);
    FloatVector e4 = FloatVector.broadcast(SPECIES, EXP_4);
    FloatVector e5 = FloatVector.broadcast(SPECIES, EXP_5);
    FloatVector e6 = FloatVector.broadcast(SPECIES, EXP_6);
    for (int i = first; i < end; i += LANES) {
      FloatVector t = FloatVector.fromArray(SPECIES, input, i).abs();
      t = t.blend(most, t.compare(VectorOperators.GT, most));
      FloatVector factor = t.fma(minusC, minusB).fma(t, minusA);
      FloatVector exponent = t.mul(factor);
      FloatVector rest = t.fma(factor, exponent.neg());
      FloatVector whole = exponent.fma(log2E, toWhole);
      IntVector shifted = whole.reinterpretAsInts().add(RAISED_BIAS);
      FloatVector power =
          shifted.lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsFloats();
      FloatVector n = whole.sub(toWhole);
      FloatVector r = n.fma(minusLow, n.fma(minusHigh, exponent)).add(rest);
      FloatVector p = r.fma(e6, e5);
      p = p.fma(r, e4);
      p = p.fma(r, e3);
      p = p.fma(r, e2);
      p = r.mul(r).fma(p, r);
      power.fma(p, power).mul(lower).intoArray(output, i);
    }
  }

  /** {@link ExponentialLinear#value} of each value. */
  static void exponentialLinear(
      ExponentialLinear function, int end, float[] input, float[] output) {
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
    for (int i = 0; i < end; i += LANES) {
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
