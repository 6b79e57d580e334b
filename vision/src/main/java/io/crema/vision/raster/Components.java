package io.crema.vision.raster;

import java.util.ArrayList;
import java.util.List;

/** The connected components of a mask. Pixels that touch at a corner are connected. */
public final class Components {

  /**
   * One connected component.
   *
   * @param label the value of its pixels in {@link #labels}
   * @param area the number of its pixels
   * @param box the smallest rectangle around it
   * @param edges how many of the four edges of the image it touches
   */
  public record Component(int label, int area, Box box, int edges) {}

  private final int width;
  private final int height;

  /** For each pixel the label of its component, 0 for none. */
  private final int[] labels;

  private final List<Component> all = new ArrayList<>();

  private Components(int width, int height) {
    this.width = width;
    this.height = height;
    labels = new int[width * height];
  }

  /**
   * {@return the components of a mask}
   *
   * @param mask for each pixel, row by row, whether it is in the mask. Not modified.
   * @param width pixels in a row, at least 1
   * @param height rows, at least 1
   */
  public static Components of(boolean[] mask, int width, int height) {
    Components components = new Components(width, height);
    int[] pending = new int[mask.length];
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] && components.labels[i] == 0) {
        components.fill(mask, i, pending);
      }
    }
    return components;
  }

  private void fill(boolean[] mask, int start, int[] pending) {
    int label = all.size() + 1;
    int left = width;
    int right = -1;
    int top = height;
    int bottom = -1;
    int count = 1;
    int area = 0;
    pending[0] = start;
    labels[start] = label;
    while (count > 0) {
      int at = pending[--count];
      int x = at % width;
      int y = at / width;
      area++;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          int next = ny * width + nx;
          if (mask[next] && labels[next] == 0) {
            labels[next] = label;
            pending[count++] = next;
          }
        }
      }
    }
    int edges =
        (left == 0 ? 1 : 0)
            + (top == 0 ? 1 : 0)
            + (right == width - 1 ? 1 : 0)
            + (bottom == height - 1 ? 1 : 0);
    Box box = new Box(left, top, right - left + 1, bottom - top + 1);
    all.add(new Component(label, area, box, edges));
  }

  /** {@return all components, in the order of their first pixels} */
  public List<Component> all() {
    return all;
  }

  /** {@return for each pixel the label of its component, 0 for none} Not to be modified. */
  public int[] labels() {
    return labels;
  }
}
