package io.crema.mnist.image;

import java.util.Set;

/**
 * Makes of the ink of one digit what MNIST has: LeCun, Bottou, Bengio &amp; Haffner,
 * "Gradient-Based Learning Applied to Document Recognition", 1998.
 */
final class DigitFitter {

  /** Pixels on a side of the result. */
  static final int SIDE = 28;

  /** Pixels on the longer side of the digit in it. */
  private static final int DIGIT = 20;

  /** Where MNIST has the centre of mass, from the left and the upper edge. */
  private static final double MIDDLE = 14.5;

  /** Pixels on the longer side of the digit while its strokes are worked on. */
  private static final int LARGE = 64;

  private static final int MARGIN = 16;

  /** The blur of the large digit, in its pixels. */
  private static final double BLUR = 1;

  /** How far around a pixel the darkest is looked for. */
  private static final int NEARBY = 6;

  /** What is less dark than this, compared with the darkest, is no stroke. */
  private static final float FAINTEST = 0.3f;

  /** The widths of strokes that need no change, in pixels of the result. */
  static double thinnest = 1.8;

  static double thickest = 4.2;

  private final Set<Step> steps;
  private final StepListener listener;

  DigitFitter(Set<Step> steps, StepListener listener) {
    this.steps = steps;
    this.listener = listener;
  }

  /** {@return the digit of a group, 28 x 28} */
  GreyImage fit(Page page, InkGroup group) {
    Box box = group.box();
    int frame = 2 + box.longestSide() * MARGIN / LARGE;
    return fit(page.cut(group, frame), new Box(frame, frame, box.width(), box.height()));
  }

  /** {@return the digit in a box of some ink, 28 x 28} */
  GreyImage fit(GreyImage ink, Box box) {
    double scale = (double) LARGE / box.longestSide();
    double margin = MARGIN / scale;
    int width = (int) Math.round(box.width() * scale) + 2 * MARGIN;
    int height = (int) Math.round(box.height() * scale) + 2 * MARGIN;
    double cx = box.x() + box.width() / 2.0;
    double cy = box.y() + box.height() / 2.0;
    double halfWidth = width / scale / 2;
    double halfHeight = height / scale / 2;
    GreyImage large =
        Scaling.resize(
            ink, cx - halfWidth, cy - halfHeight, cx + halfWidth, cy + halfHeight, width, height);
    large = Smoothing.gaussian(large, BLUR);
    float[] levels = large.levels();
    frame(levels, width, height);
    listener.stepDone(Step.CUT, large);
    boolean[] mask = strokes(large);
    float[] inside = Distance.inside(mask, width, height);
    double by = steps.contains(Step.STROKE) ? change(Distance.strokeWidth(inside), mask, width) : 0;
    lastWidth = Distance.strokeWidth(inside) / LARGE * DIGIT;
    GreyImage strokes = new GreyImage(width, height, Distance.grow(inside, by));
    listener.stepDone(Step.STROKE, strokes);
    return place(strokes);
  }

  static double lastWidth;

  private static void frame(float[] levels, int width, int height) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (x < 2 || y < 2 || x >= width - 2 || y >= height - 2) {
          levels[y * width + x] = 0f;
        }
      }
    }
  }

  /** {@return what is at least half as dark as the darkest nearby} */
  private static boolean[] strokes(GreyImage large) {
    float[] around = Light.negative(Light.least(Light.negative(large), NEARBY)).levels();
    float[] levels = large.levels();
    float most = 0f;
    for (float level : levels) {
      most = Math.max(most, level);
    }
    boolean[] mask = new boolean[levels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = levels[i] >= Math.max(0.5f * around[i], FAINTEST * most);
    }
    return mask;
  }

  /** {@return by how many pixels the edges of strokes are moved outward} */
  private static double change(double strokes, boolean[] mask, int width) {
    double now = strokes / LARGE * DIGIT;
    double wanted = Math.min(Math.max(now, thinnest), thickest);
    return (wanted * LARGE / DIGIT - strokes) / (2 * (1 - wanted / DIGIT));
  }

  private GreyImage place(GreyImage strokes) {
    int width = strokes.width();
    int height = strokes.height();
    float[] ink = strokes.levels();
    double mass = 0;
    double sumX = 0;
    double sumY = 0;
    int left = width;
    int right = -1;
    int top = height;
    int bottom = -1;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float v = ink[y * width + x];
        if (v > 0.5f) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
        mass += v;
        sumX += v * (x + 0.5);
        sumY += v * (y + 0.5);
      }
    }
    double scale = Math.max(right - left + 1, bottom - top + 1) / (double) DIGIT;
    boolean byMass = steps.contains(Step.CENTRE);
    double x = byMass ? sumX / mass - MIDDLE * scale : (left + right + 1) / 2.0 - 14 * scale;
    double y = byMass ? sumY / mass - MIDDLE * scale : (top + bottom + 1) / 2.0 - 14 * scale;
    GreyImage result =
        Scaling.resize(strokes, x, y, x + SIDE * scale, y + SIDE * scale, SIDE, SIDE);
    listener.stepDone(Step.CENTRE, result);
    return result;
  }
}
