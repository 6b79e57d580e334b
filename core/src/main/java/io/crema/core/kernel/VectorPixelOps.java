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

  @Override
  public void mask(int channels, float[] output, int o, float[] left) {
    int c = 0;
    for (; c + LANES <= channels; c += LANES) {
      VectorMask<Float> positive =
          FloatVector.fromArray(SPECIES, output, o + c).compare(VectorOperators.GT, 0f);
      FloatVector rest = FloatVector.fromArray(SPECIES, left, c);
      FloatVector.zero(SPECIES).blend(rest, positive).intoArray(left, c);
    }
    for (; c < channels; c++) {
      left[c] = output[o + c] > 0f ? left[c] : 0f;
    }
  }

  @Override
  public void max2x2(int channels, int room, float[] from, int f, int line, float[] to, int t) {
    int c = 0;
    for (; c < channels && c + LANES <= room; c += LANES) {
      FloatVector above =
          FloatVector.fromArray(SPECIES, from, f + c)
              .max(FloatVector.fromArray(SPECIES, from, f + channels + c));
      FloatVector below =
          FloatVector.fromArray(SPECIES, from, f + line + c)
              .max(FloatVector.fromArray(SPECIES, from, f + line + channels + c));
      above.max(below).intoArray(to, t + c);
    }
    for (; c < channels; c++) {
      to[t + c] = ScalarPixelOps.max2x2(channels, from, f + c, line);
    }
  }

  @Override
  public void route2x2(
      int channels,
      int room,
      float[] input,
      int i,
      int line,
      float[] output,
      float[] dOutput,
      int o,
      boolean rectified,
      float[] dInput) {
    FloatVector zero = FloatVector.zero(SPECIES);
    float lost = rectified ? 0f : Float.NaN; // nothing is below or at NaN
    int c = 0;
    for (; c + LANES <= channels || (c == 0 && LANES <= room); c += LANES) {
      FloatVector largest = FloatVector.fromArray(SPECIES, output, o + c);
      FloatVector left = FloatVector.fromArray(SPECIES, dOutput, o + c);
      left = left.blend(zero, largest.compare(VectorOperators.LE, lost));
      FloatVector in = FloatVector.fromArray(SPECIES, input, i + c);
      VectorMask<Float> found = in.compare(VectorOperators.EQ, largest);
      zero.blend(left, found).intoArray(dInput, i + c);
      left = left.blend(zero, found);
      in = FloatVector.fromArray(SPECIES, input, i + channels + c);
      found = in.compare(VectorOperators.EQ, largest);
      zero.blend(left, found).intoArray(dInput, i + channels + c);
      left = left.blend(zero, found);
      in = FloatVector.fromArray(SPECIES, input, i + line + c);
      found = in.compare(VectorOperators.EQ, largest);
      zero.blend(left, found).intoArray(dInput, i + line + c);
      left = left.blend(zero, found);
      in = FloatVector.fromArray(SPECIES, input, i + line + channels + c);
      found = in.compare(VectorOperators.EQ, largest);
      zero.blend(left, found).intoArray(dInput, i + line + channels + c);
    }
    for (; c < channels; c++) {
      float largest = output[o + c];
      float left = largest <= lost ? 0f : dOutput[o + c];
      ScalarPixelOps.route2x2(channels, input, i + c, line, largest, left, dInput);
    }
  }
}
