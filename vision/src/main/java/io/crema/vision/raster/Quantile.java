package io.crema.vision.raster;

/** Finds quantiles. */
public final class Quantile {

  private Quantile() {}

  /**
   * {@return a quantile: the value at a place in the sorted order of all values} Hoare, "Algorithm
   * 65: find", 1961.
   *
   * @param values at least one value, none of them NaN. Reordered.
   * @param part the part of the values before that place, from 0 to less than 1: 0.5 is the median
   */
  public static float of(float[] values, double part) {
    int k = (int) (part * values.length);
    int left = 0;
    int right = values.length - 1;
    while (left < right) {
      float pivot = values[(left + right) >>> 1];
      int i = left;
      int j = right;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          float swapped = values[i];
          values[i++] = values[j];
          values[j--] = swapped;
        }
      }
      if (k <= j) {
        right = j;
      } else if (k >= i) {
        left = i;
      } else {
        break;
      }
    }
    return values[k];
  }
}
