package io.crema.examples.exam;

/** A colour of levels from 0 to 1, as a screen shows them. */
record Colour(float red, float green, float blue) {

  static Colour grey(float level) {
    return new Colour(level, level, level);
  }

  boolean isGrey() {
    return red == green && green == blue;
  }

  /** {@return this colour, each level moved by up to a distance} */
  Colour jitter(Dice dice, float distance) {
    return new Colour(
        clamp(red + dice.around(distance)),
        clamp(green + dice.around(distance)),
        clamp(blue + dice.around(distance)));
  }

  /** {@return this colour on its way to another} */
  Colour towards(Colour other, float share) {
    return new Colour(
        red + (other.red - red) * share,
        green + (other.green - green) * share,
        blue + (other.blue - blue) * share);
  }

  float level(int plane) {
    return plane == 0 ? red : plane == 1 ? green : blue;
  }

  /** {@return how bright it is, as in ITU-R BT.601} */
  float luma() {
    return 0.299f * red + 0.587f * green + 0.114f * blue;
  }

  static float clamp(float level) {
    return Math.max(0, Math.min(1, level));
  }
}
