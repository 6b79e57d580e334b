package io.crema.examples.shapes;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Writes drawn pictures as files in a folder with a sub-folder for each kind of shape. */
public final class ShapeFolder {

  private static final PictureStyle STYLE = PictureStyle.GREY;

  private ShapeFolder() {}

  /**
   * Writes grey pictures as PNG files, such as {@code disc/0.png}, numbered for each kind.
   *
   * @param folder where the sub-folders are made
   * @param count the number of pictures
   * @param seed one seed gives the same pictures
   * @throws IOException if a file cannot be written
   */
  public static void write(Path folder, int count, long seed) throws IOException {
    DrawnShapes shapes = STYLE.draw(count, seed);
    List<String> names = STYLE.kindNames();
    int[] written = new int[names.size()];
    for (int i = 0; i < count; i++) {
      int kind = shapes.labels()[i];
      Path directory = Files.createDirectories(folder.resolve(names.get(kind)));
      Path file = directory.resolve(written[kind]++ + ".png");
      ImageIO.write(picture(shapes, i), "png", file.toFile());
    }
  }

  private static BufferedImage picture(DrawnShapes shapes, int index) {
    int side = DrawnShapes.SIZE;
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < side * side; i++) {
      float level = Math.min(1, Math.max(0, shapes.images().array()[index * side * side + i]));
      picture.getRaster().setSample(i % side, i / side, 0, Math.round(255 * level));
    }
    return picture;
  }
}
