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

  /* A vector that is longer than the channels of a pixel runs on into the next pixel, or is too
   * long: what it stores there is overwritten when the next window comes. Only where the line ends
   * channels go one by one.
   */

  @Override
  public void max2x2(int windows, int channels, float[] from, int f, int line, float[] to, int t) {
    int end = t + windows * channels;
    for (int x = 0; x < windows; x++) {
      int in = f + 2 * x * channels;
      int out = t + x * channels;
      int c = 0;
      for (; c < channels && out + c + LANES <= end; c += LANES) {
        FloatVector above =
            FloatVector.fromArray(SPECIES, from, in + c)
                .max(FloatVector.fromArray(SPECIES, from, in + channels + c));
        FloatVector below =
            FloatVector.fromArray(SPECIES, from, in + line + c)
                .max(FloatVector.fromArray(SPECIES, from, in + line + channels + c));
        above.max(below).intoArray(to, out + c);
      }
      if (c < channels) {
        ScalarPixelOps.maxFrom(c, channels, from, in, line, to, out);
      }
    }
  }

  @Override
  public void route2x2(
      int windows,
      int channels,
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
    for (int x = 0; x < windows; x++) {
      int in0 = i + 2 * x * channels;
      int in1 = in0 + channels;
      int out = o + x * channels;
      int room = (windows - x) * channels;
      int c = 0;
      // a second vector must not run on: the lower pixels of this window would be lost
      for (; c + LANES <= channels || (c == 0 && LANES <= room); c += LANES) {
        FloatVector largest = FloatVector.fromArray(SPECIES, output, out + c);
        FloatVector left = FloatVector.fromArray(SPECIES, dOutput, out + c);
        left = left.blend(zero, largest.compare(VectorOperators.LE, lost));
        FloatVector in = FloatVector.fromArray(SPECIES, input, in0 + c);
        VectorMask<Float> found = in.compare(VectorOperators.EQ, largest);
        zero.blend(left, found).intoArray(dInput, in0 + c);
        left = left.blend(zero, found);
        in = FloatVector.fromArray(SPECIES, input, in1 + c);
        found = in.compare(VectorOperators.EQ, largest);
        zero.blend(left, found).intoArray(dInput, in1 + c);
        left = left.blend(zero, found);
        in = FloatVector.fromArray(SPECIES, input, in0 + line + c);
        found = in.compare(VectorOperators.EQ, largest);
        zero.blend(left, found).intoArray(dInput, in0 + line + c);
        left = left.blend(zero, found);
        in = FloatVector.fromArray(SPECIES, input, in1 + line + c);
        found = in.compare(VectorOperators.EQ, largest);
        zero.blend(left, found).intoArray(dInput, in1 + line + c);
      }
      if (c < channels) {
        ScalarPixelOps.routeFrom(
            c, channels, input, in0, line, output, dOutput, out, rectified, dInput);
      }
    }
  }
}
