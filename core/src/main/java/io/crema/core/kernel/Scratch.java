package io.crema.core.kernel;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Work space of one thread. Its arrays grow to the largest size asked for and stay, so the second
 * of two equal calls of a kernel allocates nothing. Their contents are left over from whoever used
 * them last.
 */
public final class Scratch {

  /** What a buffer is for; buffers for different uses never overlap. */
  enum Use {
    /** One image with its borders. */
    IMAGE,
    /** The output of a block before it is stored. */
    BLOCK,
    /** Output gradients, channels padded to whole vectors. */
    GRADIENT,
    /** Weight gradients, channels padded to whole vectors. */
    WEIGHTS,
    /** The input of every output pixel. */
    PATCHES,
    /** The transformed inputs of a block of Winograd tiles. */
    POINTS,
    /** The products of a block of Winograd tiles. */
    PRODUCTS,
    /** One Winograd tile between two transforms. */
    TILE,
    /** A bias, channels padded to whole vectors. */
    BIAS,
    /** The pixels of a block of Winograd tiles. */
    PIXELS,
    /** The transformed inputs of a block of Winograd tiles, all channels in a row. */
    INPUT_POINTS,
    /** The transformed output gradients of a block of Winograd tiles, all channels in a row. */
    OUTPUT_POINTS,
    /** The gradients of transformed weights. */
    SUMS,
    /** Sums or constants of each channel. */
    CHANNELS,
    /** Constants of a row. */
    ROW,
    /** Sums over a row. */
    ROW_SUMS
  }

  private static final float[] NOTHING = {};
  private static final float[][] NO_ROWS = {};

  private int[] indices = {};
  private double[] doubles = {};

  private final Map<Use, float[]> arrays = new EnumMap<>(Use.class);
  private final Map<Use, float[][]> rows = new EnumMap<>(Use.class);

  /** Work space that holds nothing yet. */
  public Scratch() {
    for (Use use : Use.values()) {
      arrays.put(use, NOTHING);
      rows.put(use, NO_ROWS);
    }
  }

  /** An array of at least {@code length} values. */
  float[] array(Use use, int length) {
    float[] array = arrays.getOrDefault(use, NOTHING);
    if (array.length < length) {
      array = new float[length];
      arrays.put(use, array);
    }
    return array;
  }

  /**
   * Some channels of a bias, or zeros where there is none, with zeros after them up to {@code
   * length}.
   */
  float[] bias(float @Nullable [] bias, int first, int channels, int length) {
    float[] array = array(Use.BIAS, length);
    Arrays.fill(array, 0f);
    if (bias != null) {
      System.arraycopy(bias, first, array, 0, channels);
    }
    return array;
  }

  /** An array of at least {@code length} indices. */
  int[] indices(int length) {
    if (indices.length < length) {
      indices = new int[length];
    }
    return indices;
  }

  /** An array of at least {@code length} doubles. */
  double[] doubles(int length) {
    if (doubles.length < length) {
      doubles = new double[length];
    }
    return doubles;
  }

  /** At least {@code count} separate arrays with room to {@link ScalarRows#run} through. */
  float[][] rows(Use use, int count, int values) {
    int length = ScalarRows.run(values);
    float[][] array = rows.getOrDefault(use, NO_ROWS);
    if (array.length < count || array[0].length < length) {
      int longest = array.length == 0 ? length : Math.max(length, array[0].length);
      array = new float[Math.max(count, array.length)][longest];
      rows.put(use, array);
    }
    return array;
  }
}
