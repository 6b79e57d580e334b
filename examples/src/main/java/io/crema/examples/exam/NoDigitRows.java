package io.crema.examples.exam;

/** What pictures without a digit show. */
final class NoDigitRows {

  private NoDigitRows() {}

  private static Canvas canvas(Dice dice, boolean grey, Colour colour) {
    Canvas canvas = new Canvas(dice.integer(100, 400), dice.integer(100, 400), grey);
    canvas.fill(colour);
    return canvas;
  }

  static Canvas blank(Dice dice) {
    float level = dice.chance(0.7f) ? dice.between(0.94f, 1) : dice.between(0, 0.06f);
    Canvas canvas = canvas(dice, true, Colour.grey(level));
    Sensor.noise(dice.between(0, 0.004f), false, dice).apply(canvas);
    return canvas;
  }

  static Canvas noise(Dice dice) {
    boolean coloured = dice.chance(0.5f);
    Canvas canvas = canvas(dice, !coloured, Colour.grey(dice.between(0.3f, 0.7f)));
    Sensor.noise(dice.between(0.1f, 0.3f), coloured, dice).apply(canvas);
    return canvas;
  }

  static Canvas solid(Dice dice) {
    return canvas(dice, false, new Colour(dice.unit(), dice.unit(), dice.unit()));
  }

  static Canvas scribble(Dice dice) {
    Canvas canvas = canvas(dice, true, Colour.grey(dice.between(0.92f, 1)));
    Mask strokes = new Mask(canvas.width, canvas.height);
    float least = dice.between(0.6f, 0.85f);
    float radius = dice.between(0.02f, 0.05f) * Math.max(canvas.width, canvas.height);
    float x = dice.unit() * canvas.width;
    float y = dice.unit() * canvas.height;
    while (strokes.share() < least) {
      float toX = dice.between(-0.05f, 1.05f) * canvas.width;
      float toY = dice.between(-0.05f, 1.05f) * canvas.height;
      strokes.stroke(x, y, toX, toY, radius);
      x = toX;
      y = toY;
    }
    canvas.paint(strokes, Colour.grey(dice.between(0.02f, 0.3f)));
    return canvas;
  }
}
