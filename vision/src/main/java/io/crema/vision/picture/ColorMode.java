package io.crema.vision.picture;

import java.util.Locale;

/** Whether a picture is read in grey or in colour. */
public enum ColorMode {

  /** One channel: the luma of ITU-R BT.601. */
  GREY,

  /** Three channels: red, green, blue. */
  RGB;

  /** {@return the number of channels, 1 or 3} */
  public int channels() {
    return this == GREY ? 1 : 3;
  }

  /** {@return the name in a model file: {@code grey} or {@code rgb}} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Sets the levels of a pixel. Of grey (three equal samples) the level is {@code sample / 255f} in
   * both modes.
   *
   * @param levels {@code [W, C]}. Overwritten at pixel {@code x}.
   */
  void put(float[] levels, int x, int red, int green, int blue) {
    if (this == GREY) {
      levels[x] = Luma.of(red, green, blue);
    } else {
      levels[3 * x] = red / 255f;
      levels[3 * x + 1] = green / 255f;
      levels[3 * x + 2] = blue / 255f;
    }
  }

  /** {@return the part {@code [C, components]} of each component of a colour in each channel} */
  double[][] parts(boolean greyComponent) {
    if (greyComponent) {
      return this == GREY ? new double[][] {{1}} : new double[][] {{1}, {1}, {1}};
    }
    return this == GREY
        ? new double[][] {Luma.weights()}
        : new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  }
}
