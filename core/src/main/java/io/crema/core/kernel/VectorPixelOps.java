package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** {@link PixelOps} on the Vector API, lanes over channels; what is left over goes one by one. */
final class VectorPixelOps implements PixelOps {

  @Override
  public void max(int channels, float[] from, int f, float[] to, int t) {
    int c = 0;
    for (; c + LANES <= channels; c += LANES) {
      FloatVector a = FloatVector.fromArray(SPECIES, to, t + c);
      a.max(FloatVector.fromArray(SPECIES, from, f + c)).intoArray(to, t + c);
    }
    for (; c < channels; c++) {
      to[t + c] = Math.max(to[t + c], from[f + c]);
    }
  }

  @Override
  public void route(
      int channels, float[] input, int i, float[] output, int o, float[] left, float[] dInput) {
    int c = 0;
    for (; c + LANES <= channels; c += LANES) {
      FloatVector in = FloatVector.fromArray(SPECIES, input, i + c);
      FloatVector out = FloatVector.fromArray(SPECIES, output, o + c);
      FloatVector rest = FloatVector.fromArray(SPECIES, left, c);
      FloatVector zero = FloatVector.zero(SPECIES);
      VectorMask<Float> largest = in.compare(VectorOperators.EQ, out);
      FloatVector.fromArray(SPECIES, dInput, i + c)
          .add(zero.blend(rest, largest))
          .intoArray(dInput, i + c);
      rest.blend(zero, largest).intoArray(left, c);
    }
    for (; c < channels; c++) {
      boolean largest = input[i + c] == output[o + c];
      dInput[i + c] += largest ? left[c] : 0f;
      left[c] = largest ? 0f : left[c];
    }
  }
}
