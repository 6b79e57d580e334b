package io.crema.examples.cli;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws pictures beside each other, up to six in a row, each with its number and a caption. */
final class StepStrip {

  private static final int COLUMNS = 6;
  private static final int SIDE = 180;
  private static final int GAP = 10;
  private static final int LINE = 17;
  private static final int CAPTION_LINES = 3;
  private static final int HEAD = 2 * LINE;
  private static final int ROW = SIDE + CAPTION_LINES * LINE + GAP;
  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final Font BOLD = PLAIN.deriveFont(Font.BOLD, 15f);
  private static final Color GROUND = new Color(0xB8C4D0);

  private final Graphics2D graphics;

  /**
   * A picture of the strip.
   *
   * @param caption what stands below it
   * @param image the picture
   */
  record Captioned(String caption, BufferedImage image) {}

  private StepStrip(BufferedImage strip) {
    graphics = strip.createGraphics();
    graphics.setColor(GROUND);
    graphics.fillRect(0, 0, strip.getWidth(), strip.getHeight());
    graphics.setColor(Color.BLACK);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
  }

  /** {@return all pictures in one} */
  static BufferedImage draw(String title, List<Captioned> pictures) {
    int columns = Math.min(COLUMNS, Math.max(3, pictures.size()));
    int rows = (pictures.size() + columns - 1) / columns;
    BufferedImage strip =
        new BufferedImage(
            columns * (SIDE + GAP) + GAP, HEAD + rows * ROW, BufferedImage.TYPE_INT_RGB);
    StepStrip drawing = new StepStrip(strip);
    drawing.graphics.setFont(BOLD);
    drawing.graphics.drawString(title, GAP, HEAD - GAP);
    drawing.graphics.setFont(PLAIN);
    for (int i = 0; i < pictures.size(); i++) {
      int x = GAP + i % columns * (SIDE + GAP);
      int y = HEAD + i / columns * ROW;
      drawing.drawPicture(pictures.get(i).image(), x, y);
      drawing.drawCaption((i + 1) + "  " + pictures.get(i).caption(), x, y + SIDE + LINE);
    }
    drawing.graphics.dispose();
    return strip;
  }

  private void drawPicture(BufferedImage picture, int x, int y) {
    double scale = (double) SIDE / Math.max(picture.getWidth(), picture.getHeight());
    int width = (int) Math.max(1, Math.round(scale * picture.getWidth()));
    int height = (int) Math.max(1, Math.round(scale * picture.getHeight()));
    BufferedImage small = picture;
    while (small.getWidth() >= 2 * width && small.getHeight() >= 2 * height) {
      small = half(small);
    }
    boolean enlarged = scale > 1; // with pixels to be seen
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        enlarged
            ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
            : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(small, x + (SIDE - width) / 2, y + (SIDE - height) / 2, width, height, null);
  }

  private static BufferedImage half(BufferedImage picture) {
    int width = picture.getWidth() / 2;
    int height = picture.getHeight() / 2;
    BufferedImage half = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = half.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return half;
  }

  /** In lines that are no longer than a picture is wide. */
  private void drawCaption(String caption, int x, int y) {
    StringBuilder line = new StringBuilder();
    int bottom = y;
    for (String word : caption.split(" ", -1)) {
      if (graphics.getFontMetrics().stringWidth(line + word) > SIDE) {
        graphics.drawString(line.toString(), x, bottom);
        line.setLength(0);
        bottom += LINE;
      }
      line.append(word).append(' ');
    }
    graphics.drawString(line.toString(), x, bottom);
  }
}
