package io.crema.vision.raster;

/** The value that a part of many values does not exceed. */
public final class Quantile {

  private Quantile() {}

  /**
   * {@return the value at a place in the order of all} Hoare, "Algorithm 65: find", 1961.
   *
   * @param values at least one. Reordered.
   * @param part of the values that come before it, from 0 to less than 1
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
