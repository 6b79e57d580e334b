package io.crema.examples.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.knowm.xchart.internal.chartpart.Chart;

/** A white picture and a pen with a colour and a font. Lengths are in pixels, y goes down. */
final class Drawing {

  /** The width of all charts. */
  static final int WIDTH = 900;

  /** What is left free at the border. */
  static final int MARGIN = 24;

  private static final String CUT = "\u2026";

  private final BufferedImage picture;
  private final Graphics2D graphics;

  Drawing(int height) {
    picture = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    graphics = picture.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen(Palette.PAPER, Palette.TEXT).box(0, 0, WIDTH, height);
  }

  /** {@return the picture, when all is drawn} */
  BufferedImage picture() {
    graphics.dispose();
    return picture;
  }

  /** Writes what the chart shows above it, and a line of explanation. */
  void title(String title, String explanation) {
    pen(Palette.INK, Palette.TITLE).text(title, MARGIN, 30);
    pen(Palette.GREY, Palette.TEXT).text(explanation, MARGIN, 58);
  }

  Drawing pen(Color colour, Font font) {
    graphics.setFont(font);
    return pen(colour);
  }

  Drawing pen(Color colour) {
    graphics.setColor(colour);
    return this;
  }

  void box(double x, double y, double width, double height) {
    graphics.fill(new Rectangle2D.Double(x, y, width, height));
  }

  void dot(double x, double y, double radius) {
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  void line(double x1, double y1, double x2, double y2, float width) {
    stroke(new BasicStroke(width), x1, y1, x2, y2);
  }

  void dashes(double x1, double y1, double x2, double y2) {
    float[] dash = {6, 4};
    stroke(
        new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dash, 0),
        x1,
        y1,
        x2,
        y2);
  }

  private void stroke(BasicStroke stroke, double x1, double y1, double x2, double y2) {
    graphics.setStroke(stroke);
    graphics.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  void image(BufferedImage image, int x, int y, int width, int height) {
    graphics.drawImage(image, x, y, width, height, null); // nearest neighbour: pixels to be seen
  }

  /** Draws a chart without a title of its own, as wide as the picture. */
  void chart(Chart<?, ?> chart, int top) {
    graphics.translate(0, top);
    chart.paint(graphics, WIDTH, chart.getHeight());
    graphics.translate(0, -top);
  }

  double width(String text) {
    return graphics.getFontMetrics().stringWidth(text);
  }

  /** Writes from x on; y is the middle of the capitals. */
  void text(String text, double x, double y) {
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.drawString(text, (float) x, (float) (y + 0.36 * metrics.getAscent()));
  }

  void centred(String text, double x, double y) {
    text(text, x - width(text) / 2, y);
  }

  /** Writes up to x. */
  void flushed(String text, double x, double y) {
    text(text, x - width(text), y);
  }

  /** Writes upwards, around the point. */
  void upwards(String text, double x, double y) {
    turned(-Math.PI / 2, x, y, () -> centred(text, 0, 0));
  }

  /** Writes up a slope, from the point on. */
  void aslant(String text, double x, double y) {
    turned(-Math.PI / 4, x, y, () -> text(text, 0, 0));
  }

  private void turned(double angle, double x, double y, Runnable drawing) {
    graphics.translate(x, y);
    graphics.rotate(angle);
    drawing.run();
    graphics.rotate(-angle);
    graphics.translate(-x, -y);
  }

  /**
   * {@return as much of a text as there is room for: of a longer one, its beginning and its end}
   */
  String fitted(String text, double room) {
    int[] characters = text.codePoints().toArray();
    String fitted = text;
    for (int kept = characters.length - 1; kept > 0 && width(fitted) > room; kept--) {
      int end = kept / 3;
      fitted =
          new String(characters, 0, kept - end).stripTrailing()
              + CUT
              + new String(characters, characters.length - end, end).stripLeading();
    }
    return fitted;
  }
}
