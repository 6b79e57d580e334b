package io.crema.examples.shapes;

import java.util.List;
import java.util.Locale;

/** The styles of drawn pictures. */
public enum PictureStyle {
  /** Grey pictures with one or two discs, rectangles and triangles. */
  SCENE(1, 3, 2),
  /** Grey pictures with one disc, rectangle or triangle. */
  GREY(1, 3, 1),
  /** Colored pictures with one shape of any {@link Kind}. */
  COLORED(3, 10, 1);

  private final int channels;
  private final int kinds;
  private final int mostShapes;

  PictureStyle(int channels, int kinds, int mostShapes) {
    this.channels = channels;
    this.kinds = kinds;
    this.mostShapes = mostShapes;
  }

  /** {@return the values of a pixel: 1 for grey, 3 for red, green and blue} */
  public int channels() {
    return channels;
  }

  /** {@return the kinds of shapes; a label is a position in this list} */
  public List<Kind> kinds() {
    return List.of(Kind.values()).subList(0, kinds);
  }

  /** {@return the names of the kinds in lower case, in order} */
  public List<String> kindNames() {
    return kinds().stream().map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();
  }

  int mostShapes() {
    return mostShapes;
  }

  /**
   * {@return drawn pictures}
   *
   * @param count their number, at least 1
   * @param seed one seed gives the same pictures; the first ones do not depend on {@code count}
   */
  public DrawnShapes draw(int count, long seed) {
    return Brush.draw(this, count, seed);
  }
}
