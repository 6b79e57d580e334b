package io.crema.examples.exam;

/** The rows with other pens and other paper. */
final class InkRows {

  private static final Colour[] PAPERS = {
    new Colour(0.98f, 0.94f, 0.60f), // legal pad
    new Colour(0.96f, 0.90f, 0.78f), // cream
    new Colour(0.74f, 0.73f, 0.69f), // recycled
    new Colour(0.96f, 0.76f, 0.80f), // pink
    new Colour(0.70f, 0.83f, 0.93f), // light blue
    new Colour(0.72f, 0.89f, 0.70f), // light green
    new Colour(0.74f, 0.60f, 0.43f), // wrapping paper
    new Colour(0.98f, 0.72f, 0.40f), // orange note
  };

  private static final Colour[] PENS = {
    new Colour(0.78f, 0.12f, 0.14f), // red
    new Colour(0.10f, 0.48f, 0.22f), // green
    new Colour(0.43f, 0.43f, 0.45f), // pencil
    new Colour(0.42f, 0.14f, 0.55f), // violet
    new Colour(0.45f, 0.26f, 0.12f), // brown
    new Colour(0.88f, 0.42f, 0.08f), // orange
  };

  private InkRows() {}

  static void plain(Scene scene, Dice dice) {}

  static void lightOnDark(Scene scene, Dice dice) {
    scene.ink = Colour.grey(dice.between(0.8f, 1));
    scene.paper = Colour.grey(dice.between(0, 0.2f));
  }

  static void thinPen(Scene scene, Dice dice) {
    float share = dice.between(0.3f, 0.5f);
    scene.pen = ink -> ink.fineliner(share);
  }

  static void thickMarker(Scene scene, Dice dice) {
    float times = dice.between(1.5f, 2);
    scene.pen = ink -> ink.marker(times);
  }

  static void blueInk(Scene scene, Dice dice) {
    scene.ink = blue(dice);
  }

  static Colour blue(Dice dice) {
    return new Colour(
        dice.between(0.05f, 0.25f), dice.between(0.15f, 0.35f), dice.between(0.55f, 0.8f));
  }

  static void otherPen(Scene scene, Dice dice) {
    scene.ink = dice.pick(PENS).jitter(dice, 0.06f);
  }

  static void paperColour(Scene scene, Dice dice) {
    scene.paper = colouredPaper(dice);
  }

  static Colour colouredPaper(Dice dice) {
    return dice.pick(PAPERS).jitter(dice, 0.03f);
  }

  static void ruled(Scene scene, Dice dice) {
    scene.coloured = true;
    scene.ink = dice.chance(0.5f) ? scene.ink : blue(dice);
    float spacing = dice.between(0.7f, 1.2f) * scene.size();
    float slope = dice.around(0.03f);
    scene.beneath.add(Paper.ruled(spacing, lineWidth(scene, dice), slope, dice, lineColour(dice)));
    if (dice.chance(0.25f)) {
      Colour red = new Colour(0.92f, 0.55f, 0.58f);
      float place = dice.between(0.04f, 0.12f);
      scene.beneath.add(Paper.marginLine(place, lineWidth(scene, dice), red));
    }
  }

  static void squared(Scene scene, Dice dice) {
    scene.coloured = true;
    scene.ink = dice.chance(0.5f) ? scene.ink : blue(dice);
    float spacing = dice.between(0.35f, 0.7f) * scene.size();
    float slope = dice.around(0.03f);
    scene.beneath.add(
        Paper.squared(spacing, lineWidth(scene, dice), slope, dice, lineColour(dice)));
  }

  private static float lineWidth(Scene scene, Dice dice) {
    return Math.max(1, dice.between(0.008f, 0.018f) * scene.size());
  }

  private static Colour lineColour(Dice dice) {
    Colour blue = new Colour(0.60f, 0.76f, 0.92f);
    Colour grey = Colour.grey(0.72f);
    Colour violet = new Colour(0.74f, 0.68f, 0.86f);
    return dice.pick(blue, grey, violet).jitter(dice, 0.05f);
  }

  static void grain(Scene scene, Dice dice) {
    scene.paper = new Colour(0.90f, 0.88f, 0.84f).jitter(dice, 0.04f);
    scene.beneath.add(Paper.grain(dice.between(0.03f, 0.10f), dice));
    scene.beneath.add(Paper.flecks(dice.between(2, 12), dice));
  }

  static void lowContrast(Scene scene, Dice dice) {
    float level = dice.between(0.6f, 0.95f);
    scene.paper = Colour.grey(level);
    scene.ink = Colour.grey(level * (1 - dice.between(0.20f, 0.35f)));
  }

  static void chalkboard(Scene scene, Dice dice) {
    Colour green = new Colour(0.13f, 0.27f, 0.21f);
    scene.paper = dice.pick(green, green, Colour.grey(0.14f)).jitter(dice, 0.03f);
    scene.ink = new Colour(0.92f, 0.92f, 0.89f).jitter(dice, 0.03f);
    scene.beneath.add(Chalk.smears(dice));
    scene.focus = Chalk.rough(scene.size(), dice);
  }
}
