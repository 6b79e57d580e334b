package io.crema.examples.exam;

import io.crema.examples.reader.Refusal;

/** A kind of picture in which no digit is to be found. All are 100 to 400 pixels a side. */
public enum NoDigitVariation {
  /** An empty sheet. */
  BLANK(
      "blank",
      "white or black, with noise of at most 0.004",
      Refusal.NOTHING_DRAWN,
      NoDigitRows::blank),
  /** Noise. */
  NOISE(
      "noise only",
      "Gaussian, standard deviation 0.1 to 0.3",
      Refusal.ONLY_NOISE,
      NoDigitRows::noise),
  /** One colour. */
  SOLID("solid colour", "one colour, any", Refusal.NOTHING_DRAWN, NoDigitRows::solid),
  /** Thick strokes all over. */
  SCRIBBLE(
      "scribble",
      "thick strokes over 60 to 85 % of the canvas",
      Refusal.TOO_MUCH_INK,
      NoDigitRows::scribble);

  private final String title;
  private final String description;
  private final Refusal refusal;

  @SuppressWarnings("ImmutableEnumChecker") // static methods
  private final Drawing drawing;

  @FunctionalInterface
  private interface Drawing {
    Canvas draw(Dice dice);
  }

  NoDigitVariation(String title, String description, Refusal refusal, Drawing drawing) {
    this.title = title;
    this.description = description;
    this.refusal = refusal;
    this.drawing = drawing;
  }

  /** {@return what to call it in a table, such as {@code noise only}} */
  public String title() {
    return title;
  }

  /** {@return what it is, with its ranges, in one line} */
  public String description() {
    return description;
  }

  /** {@return why it should be refused} */
  public Refusal refusal() {
    return refusal;
  }

  /**
   * {@return the bytes of a file, PNG or JPEG}
   *
   * @param seed any; one seed gives one picture
   */
  public byte[] draw(long seed) {
    Dice dice = Dice.of(seed, "no digit: " + name());
    Canvas canvas = drawing.draw(dice);
    return dice.chance(0.5f)
        ? PictureFile.png(canvas)
        : PictureFile.jpeg(canvas, dice.integer(80, 95));
  }
}
