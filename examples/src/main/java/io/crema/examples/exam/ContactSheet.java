package io.crema.examples.exam;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Many pictures on one, a line for each row with its title. Drawing the titles takes a font, so a
 * machine that has one.
 */
public final class ContactSheet {

  private static final int THUMBNAIL = 96;
  private static final int GAP = 6;
  private static final int TITLE = 150;
  private static final Color GROUND = new Color(0xB8C4D0);

  private ContactSheet() {}

  /**
   * A line of the sheet.
   *
   * @param title what stands before it
   * @param pictures the bytes of picture files, as the JDK can read
   */
  public record Line(String title, List<byte[]> pictures) {}

  /**
   * {@return the bytes of a PNG with all lines}
   *
   * @param lines from the top, at least one
   * @throws IOException if a file is not a picture
   */
  public static byte[] png(List<Line> lines) throws IOException {
    int columns = lines.stream().mapToInt(line -> line.pictures().size()).max().orElse(0);
    int step = THUMBNAIL + GAP;
    BufferedImage sheet =
        new BufferedImage(
            TITLE + columns * step + GAP, lines.size() * step + GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(GROUND);
    graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int row = 0; row < lines.size(); row++) {
      drawLine(graphics, lines.get(row), GAP + row * step);
    }
    graphics.dispose();
    return PictureFile.encode("png", sheet, null);
  }

  private static void drawLine(Graphics2D graphics, Line line, int top) throws IOException {
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    graphics.drawString(line.title(), GAP, top + THUMBNAIL / 2);
    for (int i = 0; i < line.pictures().size(); i++) {
      BufferedImage picture = read(line.pictures().get(i));
      draw(graphics, picture, TITLE + i * (THUMBNAIL + GAP), top);
    }
  }

  private static BufferedImage read(byte[] file) throws IOException {
    BufferedImage picture =
        ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
    if (picture == null) {
      throw new IOException("not a picture that Java can read");
    }
    return picture;
  }

  private static void draw(Graphics2D graphics, BufferedImage picture, int x, int y) {
    float scale = (float) THUMBNAIL / Math.max(picture.getWidth(), picture.getHeight());
    int width = Math.max(1, Math.round(scale * picture.getWidth()));
    int height = Math.max(1, Math.round(scale * picture.getHeight()));
    BufferedImage small = picture;
    while (small.getWidth() >= 2 * width && small.getHeight() >= 2 * height) {
      small = scaled(small, small.getWidth() / 2, small.getHeight() / 2);
    }
    graphics.drawImage(
        scaled(small, width, height),
        x + (THUMBNAIL - width) / 2,
        y + (THUMBNAIL - height) / 2,
        null);
  }

  private static BufferedImage scaled(BufferedImage picture, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }
}
