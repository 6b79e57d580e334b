package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** {@link SlopeOps} on the Vector API. */
final class VectorSlopeOps implements SlopeOps {

  @Override
  public void forward(int base, int width, float[] slopes, float[] input, float[] output) {
    int c = 0;
    for (; c + LANES <= width; c += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, input, base + c);
      FloatVector below = FloatVector.fromArray(SPECIES, slopes, c).mul(x);
      below.blend(x, x.compare(VectorOperators.GT, 0f)).intoArray(output, base + c);
    }
    ScalarSlopeOps.forwardFrom(c, base, width, slopes, input, output);
  }

  @Override
  public void backward(
      int base,
      int width,
      float[] slopes,
      float[] input,
      float[] dOutput,
      float[] sums,
      float[] dInput) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int c = 0;
    for (; c + LANES <= width; c += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, input, base + c);
      FloatVector d = FloatVector.fromArray(SPECIES, dOutput, base + c);
      VectorMask<Float> positive = x.compare(VectorOperators.GT, 0f);
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, c);
      x.blend(zero, positive).fma(d, sum).intoArray(sums, c);
      FloatVector below = FloatVector.fromArray(SPECIES, slopes, c).mul(d);
      below.blend(d, positive).intoArray(dInput, base + c);
    }
    ScalarSlopeOps.backwardFrom(c, base, width, slopes, input, dOutput, sums, dInput);
  }
}
