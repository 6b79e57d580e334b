package io.crema.mnist.digit;

import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Scaling;
import io.crema.vision.raster.Smoothing;
import java.util.Set;

/**
 * Makes of the ink of one digit what MNIST has: the steps from {@link Step#CUT} on.
 *
 * <p>The strokes are worked on while the digit is {@value #LARGE} pixels long, whatever its size in
 * the picture was.
 */
final class DigitFitter {

  /** Pixels on the longer side of the digit while its strokes are worked on. */
  private static final int LARGE = 64;

  /** Paper around it. */
  private static final int MARGIN = 16;

  /** Of which this much is black, whatever the picture has there. */
  private static final int EMPTY = 2;

  /** The blur of the large digit, in its pixels: takes stairs and grain off the strokes' edges. */
  private static final double BLUR = 1;

  private final Set<Step> steps;
  private final StepListener listener;

  /**
   * Makes a fitter.
   *
   * @param steps those that are to be done
   * @param listener is shown the digit after each
   */
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

  /**
   * {@return the digit in a box of some ink, 28 x 28}
   *
   * @param ink from 0 (paper) to 1; beyond its edges it goes on with the pixels of its edge
   */
  GreyImage fit(GreyImage ink, Box box) {
    GreyImage digit = done(Step.CUT, large(ink, box));
    if (steps.contains(Step.STROKE)) {
      digit = done(Step.STROKE, PenStrokes.normalise(digit, LARGE));
    }
    if (steps.contains(Step.DESKEW)) {
      digit = done(Step.DESKEW, Deskewing.upright(digit));
    }
    if (listener != StepListener.NONE) {
      listener.stepDone(Step.FIT, Framing.fit(digit));
    }
    return steps.contains(Step.CENTRE)
        ? done(Step.CENTRE, Framing.byMass(digit))
        : Framing.byBox(digit);
  }

  private GreyImage done(Step step, GreyImage image) {
    listener.stepDone(step, image);
    return image;
  }

  private static GreyImage large(GreyImage ink, Box box) {
    double scale = (double) LARGE / box.longestSide();
    int width = (int) Math.round(box.width() * scale) + 2 * MARGIN;
    int height = (int) Math.round(box.height() * scale) + 2 * MARGIN;
    double x = box.x() + box.width() / 2.0;
    double y = box.y() + box.height() / 2.0;
    double reachX = width / scale / 2;
    double reachY = height / scale / 2;
    GreyImage large =
        Scaling.resize(ink, x - reachX, y - reachY, x + reachX, y + reachY, width, height);
    large = Smoothing.gaussian(large, BLUR);
    clearFrame(large.levels(), width, height);
    return large;
  }

  private static void clearFrame(float[] levels, int width, int height) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean isInside = x >= EMPTY && y >= EMPTY && x < width - EMPTY && y < height - EMPTY;
        levels[y * width + x] = isInside ? levels[y * width + x] : 0f;
      }
    }
  }
}
