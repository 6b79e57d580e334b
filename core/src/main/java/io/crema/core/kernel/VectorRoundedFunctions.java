package io.crema.core.kernel;

import static io.crema.core.kernel.RoundedFunctions.EXPONENT_BIAS;
import static io.crema.core.kernel.RoundedFunctions.EXP_10;
import static io.crema.core.kernel.RoundedFunctions.EXP_2;
import static io.crema.core.kernel.RoundedFunctions.EXP_3;
import static io.crema.core.kernel.RoundedFunctions.EXP_4;
import static io.crema.core.kernel.RoundedFunctions.EXP_5;
import static io.crema.core.kernel.RoundedFunctions.EXP_6;
import static io.crema.core.kernel.RoundedFunctions.EXP_7;
import static io.crema.core.kernel.RoundedFunctions.EXP_8;
import static io.crema.core.kernel.RoundedFunctions.EXP_9;
import static io.crema.core.kernel.RoundedFunctions.FRACTION_BITS;
import static io.crema.core.kernel.RoundedFunctions.LN2;
import static io.crema.core.kernel.RoundedFunctions.LOG2_E;
import static io.crema.core.kernel.RoundedFunctions.SIGMOID_FIRST;
import static io.crema.core.kernel.RoundedFunctions.SIGMOID_LAST;
import static io.crema.core.kernel.RoundedFunctions.TANH_LAST;
import static io.crema.core.kernel.RoundedFunctions.TO_WHOLE;

import io.crema.core.kernel.ElementFunction.Curve;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link RoundedFunctions} on the Vector API: as many floats at a time as doubles fit a vector. */
final class VectorRoundedFunctions {

  private static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> NARROW =
      VectorSpecies.of(float.class, VectorShape.forBitSize(WIDE.vectorBitSize() / 2));
  private static final int LANES = WIDE.length();

  /** Whether there are such loops: C2 puts vectors of two floats on the heap. */
  private static final boolean FITS = LANES >= 4;

  private VectorRoundedFunctions() {}

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(WIDE, value);
  }

  private static DoubleVector widen(FloatVector x) {
    return (DoubleVector) x.convertShape(VectorOperators.F2D, WIDE, 0);
  }

  private static FloatVector round(DoubleVector y) {
    return (FloatVector) y.convertShape(VectorOperators.D2F, NARROW, 0);
  }

  /**
   * {@link RoundedFunctions#sigmoid} of each value; {@code end} is a multiple of a vector's floats.
   */
  static void sigmoid(int end, float[] input, float[] output) {
    if (!FITS) {
      ScalarActivations.forward(Curve.SIGMOID, 0, end, input, output);
      return;
    }
    FloatVector least = FloatVector.broadcast(NARROW, SIGMOID_FIRST);
    FloatVector most = FloatVector.broadcast(NARROW, SIGMOID_LAST);
    DoubleVector one = all(1);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(NARROW, input, i);
      x = x.blend(least, x.compare(VectorOperators.LT, least));
      DoubleVector t = widen(x.blend(most, x.compare(VectorOperators.GT, most)));
      DoubleVector whole = t.fma(all(-LOG2_E), all(TO_WHOLE));
      DoubleVector power = power(whole);
      DoubleVector n = whole.sub(all(TO_WHOLE));
      DoubleVector r = n.fma(all(-LN2), t.neg());
      DoubleVector e = power.fma(expm1Near0(r), power);
      round(one.div(e.add(one))).intoArray(output, i);
    }
  }

  /**
   * {@link RoundedFunctions#tanh} of each value; {@code end} is a multiple of a vector's floats.
   */
  static void tanh(int end, float[] input, float[] output) {
    if (!FITS) {
      ScalarActivations.forward(Curve.TANH, 0, end, input, output);
      return;
    }
    FloatVector most = FloatVector.broadcast(NARROW, TANH_LAST);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(NARROW, input, i);
      FloatVector magnitude = x.abs();
      magnitude = magnitude.blend(most, magnitude.compare(VectorOperators.GT, most));
      DoubleVector t = widen(magnitude);
      DoubleVector whole = t.fma(all(2 * LOG2_E), all(TO_WHOLE));
      DoubleVector power = power(whole);
      DoubleVector n = whole.sub(all(TO_WHOLE));
      DoubleVector r = n.fma(all(-LN2), t.add(t));
      DoubleVector e = power.fma(expm1Near0(r), power.sub(all(1)));
      IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
      IntVector bits = round(e.div(e.add(all(2)))).reinterpretAsInts().or(sign);
      bits.reinterpretAsFloats().intoArray(output, i);
    }
  }

  private static DoubleVector expm1Near0(DoubleVector r) {
    DoubleVector r2 = r.mul(r);
    DoubleVector p89 = r.fma(all(EXP_9), all(EXP_8));
    DoubleVector p67 = r.fma(all(EXP_7), all(EXP_6));
    DoubleVector p45 = r.fma(all(EXP_5), all(EXP_4));
    DoubleVector p23 = r.fma(all(EXP_3), all(EXP_2));
    DoubleVector high = r2.fma(all(EXP_10), p89).fma(r2, p67);
    DoubleVector low = p45.fma(r2, p23);
    DoubleVector p = high.fma(r2.mul(r2), low);
    return r2.fma(p, r);
  }

  private static DoubleVector power(DoubleVector whole) {
    LongVector shifted = whole.reinterpretAsLongs().add(EXPONENT_BIAS);
    return shifted.lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsDoubles();
  }
}
