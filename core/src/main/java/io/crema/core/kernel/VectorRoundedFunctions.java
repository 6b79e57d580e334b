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
import static io.crema.core.kernel.VectorTiles.SPECIES;

import io.crema.core.kernel.ElementFunction.Curve;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link RoundedFunctions} on the Vector API.
 *
 * <p>The loops are written out for C2, see {@link VectorCurves}. There are half as many doubles in
 * a vector as floats, and the vectors of floats are half used. Vectors of half the size would do
 * the same, but JDK 17 allocates in loops with vectors of floats of two sizes, and after that in
 * other loops. So a whole vector is stored where half of it counts, and what it hides of the input,
 * which may be the output, has been loaded before.
 */
final class VectorRoundedFunctions {

  private static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = WIDE.length();

  /** Whether C2 keeps the vectors in registers, which it does not for two doubles. */
  private static final boolean FITS = LANES >= 4;

  private VectorRoundedFunctions() {}

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(WIDE, value);
  }

  /**
   * {@link RoundedFunctions#sigmoid} of each value; {@code end} is a multiple of the lanes of
   * floats.
   */
  static void sigmoid(int from, int end, float[] input, float[] output) {
    if (!FITS || from == end) {
      ScalarActivations.forward(Curve.SIGMOID, from, end, input, output);
      return;
    }
    DoubleVector least = all(SIGMOID_FIRST);
    DoubleVector most = all(SIGMOID_LAST);
    DoubleVector one = all(1);
    DoubleVector minusLog2E = all(-LOG2_E);
    DoubleVector toWhole = all(TO_WHOLE);
    DoubleVector minusLn2 = all(-LN2);
    DoubleVector c2 = all(EXP_2);
    DoubleVector c3 = all(EXP_3);
    DoubleVector c4 = all(EXP_4);
    DoubleVector c5 = all(EXP_5);
    DoubleVector c6 = all(EXP_6);
    DoubleVector c7 = all(EXP_7);
    DoubleVector c8 = all(EXP_8);
    DoubleVector c9 = all(EXP_9);
    DoubleVector c10 = all(EXP_10);
    FloatVector x = FloatVector.fromArray(SPECIES, input, from);
    int i = from;
    for (; i < end - 2 * LANES; i += LANES) {
      FloatVector next = FloatVector.fromArray(SPECIES, input, i + LANES);
      DoubleVector t = (DoubleVector) x.convertShape(VectorOperators.F2D, WIDE, 0);
      t = t.blend(least, t.compare(VectorOperators.LT, least));
      t = t.blend(most, t.compare(VectorOperators.GT, most));
      DoubleVector whole = t.fma(minusLog2E, toWhole);
      LongVector shifted = whole.reinterpretAsLongs().add(EXPONENT_BIAS);
      DoubleVector power =
          shifted.lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsDoubles();
      DoubleVector r = whole.sub(toWhole).fma(minusLn2, t.neg());
      DoubleVector r2 = r.mul(r);
      DoubleVector high = r2.fma(c10, r.fma(c9, c8)).fma(r2, r.fma(c7, c6));
      DoubleVector low = r.fma(c5, c4).fma(r2, r.fma(c3, c2));
      DoubleVector p = r2.fma(high.fma(r2.mul(r2), low), r);
      DoubleVector y = one.div(power.fma(p, power).add(one));
      ((FloatVector) y.convertShape(VectorOperators.D2F, SPECIES, 0)).intoArray(output, i);
      x = next;
    }
    x.intoArray(output, i);
    ScalarActivations.forward(Curve.SIGMOID, i, end, output, output);
  }

  /**
   * {@link RoundedFunctions#tanh} of each value; {@code end} is a multiple of the lanes of floats.
   */
  static void tanh(int from, int end, float[] input, float[] output) {
    if (!FITS || from == end) {
      ScalarActivations.forward(Curve.TANH, from, end, input, output);
      return;
    }
    DoubleVector most = all(TANH_LAST);
    DoubleVector one = all(1);
    DoubleVector two = all(2);
    DoubleVector twiceLog2E = all(2 * LOG2_E);
    DoubleVector toWhole = all(TO_WHOLE);
    DoubleVector minusLn2 = all(-LN2);
    DoubleVector c2 = all(EXP_2);
    DoubleVector c3 = all(EXP_3);
    DoubleVector c4 = all(EXP_4);
    DoubleVector c5 = all(EXP_5);
    DoubleVector c6 = all(EXP_6);
    DoubleVector c7 = all(EXP_7);
    DoubleVector c8 = all(EXP_8);
    DoubleVector c9 = all(EXP_9);
    DoubleVector c10 = all(EXP_10);
    FloatVector x = FloatVector.fromArray(SPECIES, input, from);
    int i = from;
    for (; i < end - 2 * LANES; i += LANES) {
      FloatVector next = FloatVector.fromArray(SPECIES, input, i + LANES);
      DoubleVector wide = (DoubleVector) x.convertShape(VectorOperators.F2D, WIDE, 0);
      DoubleVector t = wide.abs();
      t = t.blend(most, t.compare(VectorOperators.GT, most));
      DoubleVector whole = t.fma(twiceLog2E, toWhole);
      LongVector shifted = whole.reinterpretAsLongs().add(EXPONENT_BIAS);
      DoubleVector power =
          shifted.lanewise(VectorOperators.LSHL, FRACTION_BITS).reinterpretAsDoubles();
      DoubleVector r = whole.sub(toWhole).fma(minusLn2, t.add(t));
      DoubleVector r2 = r.mul(r);
      DoubleVector high = r2.fma(c10, r.fma(c9, c8)).fma(r2, r.fma(c7, c6));
      DoubleVector low = r.fma(c5, c4).fma(r2, r.fma(c3, c2));
      DoubleVector p = r2.fma(high.fma(r2.mul(r2), low), r);
      DoubleVector e = power.fma(p, power.sub(one));
      DoubleVector y = e.div(e.add(two));
      LongVector sign = wide.reinterpretAsLongs().and(Long.MIN_VALUE);
      y = y.reinterpretAsLongs().or(sign).reinterpretAsDoubles();
      ((FloatVector) y.convertShape(VectorOperators.D2F, SPECIES, 0)).intoArray(output, i);
      x = next;
    }
    x.intoArray(output, i);
    ScalarActivations.forward(Curve.TANH, i, end, output, output);
  }
}
