package io.crema.examples.report;

import io.crema.core.tensor.Shape;
import io.crema.vision.raster.Picture;
import java.awt.image.BufferedImage;
import java.util.List;

/** The images that a model was surest of and wrong about. */
final class MistakeSheet {

  private static final int TOP = 92;
  private static final int COLUMNS = 6;
  private static final int ROWS = 4;
  private static final int SIDE = 112;
  private static final int COLUMN = (Drawing.WIDTH - 2 * Drawing.MARGIN - SIDE) / (COLUMNS - 1);
  private static final int LINE = 19;
  private static final int ROW = SIDE + 3 * LINE + 24;

  private final TestRun test;

  private MistakeSheet(TestRun test) {
    this.test = test;
  }

  static BufferedImage draw(TestRun test) {
    return new MistakeSheet(test).draw(Mistake.of(test.evaluation()));
  }

  private BufferedImage draw(List<Mistake> all) {
    List<Mistake> worst = all.subList(0, Math.min(all.size(), COLUMNS * ROWS));
    int rows = Math.max(1, (worst.size() + COLUMNS - 1) / COLUMNS);
    Drawing drawing = new Drawing(TOP + rows * ROW + 8);
    drawing.title(
        title(worst.size(), all.size()),
        "What it is, what was read, and how sure the model was of that; # is the number in the data");
    for (int i = 0; i < worst.size(); i++) {
      int x = Drawing.MARGIN + i % COLUMNS * COLUMN;
      draw(drawing, worst.get(i), x, TOP + i / COLUMNS * ROW);
    }
    return drawing.picture();
  }

  private String title(int shown, int all) {
    String images = Words.count(test.evaluation().images());
    if (all == 0) {
      return "No mistakes in %s images".formatted(images);
    }
    return shown == all
        ? "All mistakes: %d of %s images".formatted(all, images)
        : "The %d surest of %s mistakes in %s images".formatted(shown, Words.count(all), images);
  }

  private void draw(Drawing drawing, Mistake mistake, int x, int y) {
    BufferedImage image = image(mistake.image());
    int longer = Math.max(image.getWidth(), image.getHeight());
    drawing.image(image, x, y, SIDE * image.getWidth() / longer, SIDE * image.getHeight() / longer);
    int line = y + SIDE + 14;
    double room = COLUMN - 8;
    drawing.pen(Palette.INK, Palette.TEXT);
    drawing.text(drawing.fitted("is " + name(mistake.truth()), room), x, line);
    drawing.pen(Palette.VERMILION, Palette.BOLD);
    drawing.text(drawing.fitted("read " + name(mistake.predicted()), room), x, line + LINE);
    String sure = "%s  #%d".formatted(Words.percent(mistake.confidence()), mistake.image());
    drawing.pen(Palette.GREY, Palette.SMALL).text(sure, x, line + 2 * LINE);
  }

  private String name(int label) {
    return test.classNames().get(label);
  }

  private BufferedImage image(int index) {
    Shape shape = test.images().inputShape();
    byte[] pixels = test.images().image(index);
    return Picture.of(shape.dim(0), shape.dim(1), shape.dim(2), pixels).toBufferedImage();
  }
}
