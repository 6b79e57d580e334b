package io.crema.examples.report;

import java.awt.Color;
import java.awt.Font;

/**
 * Colours and fonts of all charts. The colours are told apart by the colour-blind too: Okabe &amp;
 * Ito, "Color Universal Design", 2008.
 */
final class Palette {

  /** What is right, and training. */
  static final Color BLUE = new Color(0x0072B2);

  /** What is wrong, and validation. */
  static final Color VERMILION = new Color(0xD55E00);

  static final Color PAPER = Color.WHITE;
  static final Color INK = new Color(0x1A1A1A);

  /** For words of less weight; 5.7 times as dark as the paper. */
  static final Color GREY = new Color(0x666666);

  static final Color RULE = new Color(0xDDDDDD);

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 20);
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  static final Font BOLD = TEXT.deriveFont(Font.BOLD);
  static final Font SMALL = TEXT.deriveFont(12f);

  private Palette() {}

  /** {@return a colour between two, at {@code share} of the way from the paper} */
  static Color tint(Color colour, double share) {
    return new Color(
        between(PAPER.getRed(), colour.getRed(), share),
        between(PAPER.getGreen(), colour.getGreen(), share),
        between(PAPER.getBlue(), colour.getBlue(), share));
  }

  private static int between(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }

  /** {@return ink or paper, whichever is easier to read on a ground} */
  static Color readableOn(Color ground) {
    double luma = 0.299 * ground.getRed() + 0.587 * ground.getGreen() + 0.114 * ground.getBlue();
    return luma > 140 ? INK : PAPER;
  }
}
