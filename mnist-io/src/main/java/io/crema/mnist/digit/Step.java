package io.crema.mnist.digit;

import io.crema.vision.picture.PictureReader;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Resampling;

/**
 * The steps from a picture to what a network was trained on, in their order.
 *
 * <p>Each names the class that does it, most of which can be used alone.
 */
public enum Step {

  /**
   * No side longer than {@value PictureReader#MAX_SIDE} pixels; each new one the mean of old ones:
   * {@link Resampling#limit}.
   */
  SHRINK("no side longer than 1,024 pixels"),

  /** Light ink on dark becomes dark ink on light: {@link Polarity#darkOnLight}. */
  POLARITY("dark ink on light"),

  /**
   * Uneven light is taken off: what is left is ink, from 0 (paper) to 1 (black): {@link
   * Light#flatten}. Without it the ink is the negative of the picture.
   */
  FLATTEN("ink without the light on the paper"),

  /** Noise is smoothed: {@link Noise#remove}. */
  DENOISE("without noise"),

  /** The contrast is stretched: paper becomes 0, ink 1: {@link Contrast#stretch}. */
  STRETCH("paper at 0, ink at 1"),

  /** Ink is told from paper: {@link Threshold#apply}. Always done. */
  THRESHOLD("ink or not"),

  /** Ruled lines are taken out: {@link RuledLines#remove(GreyImage)}. */
  UNRULE("without ruled lines"),

  /** Specks, and shadows at the edge, are taken out: {@link Cleaning#remove}. */
  CLEAN("without specks and shadows"),

  /** The digit is cut out and scaled to a common size, 64 pixels long. Always done. */
  CUT("cut out"),

  /**
   * Strokes get the width of a pen of those that MNIST was written with: {@link
   * PenStrokes#normalise}.
   */
  STROKE("with the strokes of a pen"),

  /** The digit is set upright: {@link Deskewing#upright}. Not done by default. */
  DESKEW("set upright"),

  /** The digit is fitted into 20 x 20 pixels: {@link Framing#fit}. Always done. */
  FIT("in 20 x 20 pixels"),

  /**
   * Its centre of mass is put into the middle of 28 x 28 pixels: {@link Framing#byMass}. Without it
   * the middle of its box is: {@link Framing#byBox}.
   */
  CENTRE("in the middle of 28 x 28 pixels");

  private final String result;

  Step(String result) {
    this.result = result;
  }

  /** {@return what the picture is after the step, in a few words} */
  public String result() {
    return result;
  }

  /** {@return whether there is no reading without the step} */
  public boolean isRequired() {
    return this == THRESHOLD || this == CUT || this == FIT;
  }
}
