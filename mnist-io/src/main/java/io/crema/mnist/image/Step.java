package io.crema.mnist.image;

/** The steps from a picture to what a network was trained on, in their order. */
public enum Step {

  /**
   * No side longer than {@value PictureReader#MAX_SIDE} pixels; each new one the mean of old ones.
   */
  SHRINK("no side longer than 1,024 pixels"),

  /** Light ink on dark becomes dark ink on light. */
  POLARITY("dark ink on light"),

  /** Uneven light is taken off: what is left is ink, from 0 (paper) to 1 (black). */
  FLATTEN("ink without the light on the paper"),

  /** Noise is smoothed. */
  DENOISE("without noise"),

  /** The contrast is stretched: what paper has at most is 0, ink is 1. */
  STRETCH("paper at 0, ink at 1"),

  /** Ink is told from paper. Always done. */
  THRESHOLD("ink or not"),

  /** Ruled lines are taken out. */
  UNRULE("without ruled lines"),

  /** Specks and shadows at the edge are taken out. */
  CLEAN("without specks and shadows"),

  /** The digit is cut out and scaled to a common size. Always done. */
  CUT("cut out"),

  /** Strokes get the width of a pen of those that MNIST was written with. */
  STROKE("with the strokes of a pen"),

  /** The digit is set upright: Teow &amp; Loe 2002, by second moments. Not done by default. */
  DESKEW("set upright"),

  /** The digit is fitted into 20 x 20 pixels: LeCun et al. 1998. Always done. */
  FIT("in 20 x 20 pixels"),

  /** Its centre of mass is put into the middle of 28 x 28 pixels, and not that of its box. */
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
