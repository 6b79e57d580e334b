package io.crema.examples.exam;

import io.crema.vision.raster.Box;

/** How much of each pixel of a canvas something covers, from 0 to 1. */
final class Mask {

  /** Smaller digits are drawn by several samples in a pixel. */
  private static final float FINE_BELOW = 64;

  /** What counts as covered. */
  private static final float HALF = 0.5f;

  final int width;
  final int height;
  final float[] cover;

  /** Where a part lies on the whole. */
  private int left;

  private int top;

  Mask(int width, int height) {
    this.width = width;
    this.height = height;
    cover = new float[width * height];
  }

  /** Draws ink whose box begins at a point of the canvas, over what is there. */
  void draw(Placement placement, float left, float top) {
    int samples = Math.max(placement.width(), placement.height()) < FINE_BELOW ? 4 : 1;
    int firstX = Math.max(0, (int) left - 1);
    int lastX = Math.min(width - 1, (int) (left + placement.width()) + 1);
    int firstY = Math.max(0, (int) top - 1);
    int lastY = Math.min(height - 1, (int) (top + placement.height()) + 1);
    for (int y = firstY; y <= lastY; y++) {
      for (int x = firstX; x <= lastX; x++) {
        int i = y * width + x;
        cover[i] = Math.max(cover[i], cover(placement, x - left, y - top, samples));
      }
    }
  }

  private static float cover(Placement placement, float x, float y, int samples) {
    float sum = 0;
    for (int j = 0; j < samples; j++) {
      for (int i = 0; i < samples; i++) {
        float depth = placement.depth(x + (i + 0.5f) / samples, y + (j + 0.5f) / samples);
        sum += Colour.clamp(depth * samples + 0.5f);
      }
    }
    return sum / (samples * samples);
  }

  /** Draws a line with round ends, over what is there. */
  void stroke(float x0, float y0, float x1, float y1, float radius) {
    int firstX = Math.max(0, (int) (Math.min(x0, x1) - radius - 1));
    int lastX = Math.min(width - 1, (int) (Math.max(x0, x1) + radius + 1));
    int firstY = Math.max(0, (int) (Math.min(y0, y1) - radius - 1));
    int lastY = Math.min(height - 1, (int) (Math.max(y0, y1) + radius + 1));
    float dx = x1 - x0;
    float dy = y1 - y0;
    float square = Math.max(dx * dx + dy * dy, 1e-6f);
    for (int y = firstY; y <= lastY; y++) {
      for (int x = firstX; x <= lastX; x++) {
        float px = x + 0.5f - x0;
        float py = y + 0.5f - y0;
        float t = Colour.clamp((px * dx + py * dy) / square);
        float ex = px - t * dx;
        float ey = py - t * dy;
        float depth = radius - (float) Math.sqrt(ex * ex + ey * ey);
        cover[y * width + x] = Math.max(cover[y * width + x], Colour.clamp(depth + 0.5f));
      }
    }
  }

  /** Lays another mask over this one; what reaches beyond it is lost. */
  void put(Mask other, int left, int top) {
    for (int i = 0; i < other.cover.length; i++) {
      int x = left + i % other.width;
      int y = top + i / other.width;
      if (x >= 0 && y >= 0 && x < width && y < height) {
        cover[y * width + x] = Math.max(cover[y * width + x], other.cover[i]);
      }
    }
  }

  /** {@return the share of the pixels that are covered at least by half} */
  float share() {
    int count = 0;
    for (float value : cover) {
      count += value >= HALF ? 1 : 0;
    }
    return (float) count / cover.length;
  }

  /**
   * {@return the box of the pixels that are covered at least by half; it has no size if there is
   * none}
   */
  Box box() {
    return box(HALF);
  }

  private Box box(float least) {
    int[] columns = new int[width];
    int[] rows = new int[height];
    for (int i = 0; i < cover.length; i++) {
      if (cover[i] >= least) {
        columns[i % width] = 1;
        rows[i / width] = 1;
      }
    }
    int[] across = ends(columns);
    int[] down = ends(rows);
    return new Box(across[0], down[0], across[1] - across[0], down[1] - down[0]);
  }

  /** {@return a copy of the part that is not empty, and of a border around it} */
  Mask used(int border) {
    Box box = box(Float.MIN_VALUE);
    int x = Math.max(0, box.x() - border);
    int y = Math.max(0, box.y() - border);
    int right = Math.min(width, box.right() + border);
    int bottom = Math.min(height, box.bottom() + border);
    Mask part = new Mask(right - x, bottom - y);
    part.left = x;
    part.top = y;
    for (int row = 0; row < part.height; row++) {
      System.arraycopy(cover, (y + row) * width + x, part.cover, row * part.width, part.width);
    }
    return part;
  }

  /** Puts a part back in its place. */
  void replace(Mask part) {
    for (int row = 0; row < part.height; row++) {
      int to = (part.top + row) * width + part.left;
      System.arraycopy(part.cover, row * part.width, cover, to, part.width);
    }
  }

  private static int[] ends(int[] used) {
    int first = 0;
    while (first < used.length && used[first] == 0) {
      first++;
    }
    int end = used.length;
    while (end > first && used[end - 1] == 0) {
      end--;
    }
    return new int[] {first, end};
  }

  /** Makes the cover thinner by a factor, and {@return this} */
  Mask faded(float factor) {
    for (int i = 0; i < cover.length; i++) {
      cover[i] *= factor;
    }
    return this;
  }
}
