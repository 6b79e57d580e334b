package io.crema.examples.exam;

/** What paper has on it before someone writes. */
final class Paper {

  private Paper() {}

  /**
   * {@return horizontal lines}
   *
   * @param spacing between them, in pixels
   * @param width of one, in pixels
   * @param slope how far they fall per pixel to the right
   */
  static Canvas.Layer ruled(float spacing, float width, float slope, Dice dice, Colour colour) {
    float offset = dice.unit() * spacing;
    return canvas -> {
      Mask lines = new Mask(canvas.width, canvas.height);
      rule(lines, spacing, width, slope, offset);
      canvas.paint(lines, colour);
    };
  }

  /** {@return squares: lines across and down} */
  static Canvas.Layer squared(float spacing, float width, float slope, Dice dice, Colour colour) {
    float across = dice.unit() * spacing;
    float down = dice.unit() * spacing;
    return canvas -> {
      Mask lines = new Mask(canvas.width, canvas.height);
      rule(lines, spacing, width, slope, across);
      ruleDown(lines, spacing, width, slope, down);
      canvas.paint(lines, colour);
    };
  }

  private static void rule(Mask lines, float spacing, float width, float slope, float offset) {
    float fall = slope * lines.width;
    float y = offset - spacing * (1 + (float) Math.ceil(Math.abs(fall) / spacing));
    for (; y < lines.height + Math.abs(fall) + spacing; y += spacing) {
      lines.stroke(-spacing, y - slope * spacing, lines.width, y + fall, width / 2);
    }
  }

  private static void ruleDown(Mask lines, float spacing, float width, float slope, float offset) {
    float shift = slope * lines.height;
    float x = offset - spacing * (1 + (float) Math.ceil(Math.abs(shift) / spacing));
    for (; x < lines.width + Math.abs(shift) + spacing; x += spacing) {
      lines.stroke(x + slope * spacing, -spacing, x - shift, lines.height, width / 2);
    }
  }

  /** {@return one line down the page, as at the margin of an exercise book} */
  static Canvas.Layer marginLine(float place, float width, Colour colour) {
    return canvas -> {
      Mask line = new Mask(canvas.width, canvas.height);
      float x = place * canvas.width;
      line.stroke(x, -1, x, canvas.height + 1, width / 2);
      canvas.paint(line, colour);
    };
  }

  /**
   * {@return fibres: fine and coarse unevenness}
   *
   * @param strength how much darker or lighter the paper gets by it, as a share
   */
  static Canvas.Layer grain(float strength, Dice dice) {
    Texture fine = Texture.of(dice.seed(), dice.between(1.2f, 2.5f));
    Texture coarse = Texture.of(dice.seed(), dice.between(8, 30));
    return canvas ->
        canvas.shade((x, y) -> 1 + strength * (1.1f * fine.at(x, y) + 0.8f * coarse.at(x, y)));
  }

  /** {@return the dark specks of recycled paper, so many on 10,000 pixels} */
  static Canvas.Layer flecks(float density, Dice dice) {
    long seed = dice.seed();
    return canvas -> {
      Dice own = new Dice(seed);
      Mask specks = new Mask(canvas.width, canvas.height);
      int count = (int) (density * canvas.width * canvas.height / 10_000);
      for (int k = 0; k < count; k++) {
        float x = own.unit() * canvas.width;
        float y = own.unit() * canvas.height;
        float length = own.between(0, 3);
        specks.stroke(
            x, y, x + own.around(length), y + own.around(length), own.between(0.2f, 0.8f));
      }
      canvas.paint(specks.faded(0.4f), Colour.grey(0.35f));
    };
  }
}
