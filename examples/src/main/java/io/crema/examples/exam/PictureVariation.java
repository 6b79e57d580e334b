package io.crema.examples.exam;

/**
 * A way in which pictures of handwritten digits differ from MNIST. Each draws one digit of MNIST as
 * a picture that a person can read.
 *
 * <p>What a variation does not name is moderate: the digit is 80 to 200 pixels high (the longer
 * side of the box of its ink), near the middle of a canvas of 200 to 400 pixels a side, in dark
 * grey on white, and the file a PNG or a JPEG of quality 80 to 95.
 */
public enum PictureVariation {
  /** Nothing but dark on white. */
  DARK_ON_WHITE("dark on white", "nothing else: a digit 80 to 200 px high", InkRows::plain),
  /** Light ink on a dark ground, as in MNIST. */
  LIGHT_ON_DARK("light on dark", "ink 80 to 100 % bright, ground 0 to 20 %", InkRows::lightOnDark),
  /** Anywhere on its canvas. */
  POSITION("position", "anywhere on the canvas, up to 2 px from its border", PoseRows::position),
  /** Very small. */
  SMALL("8 to 24 px", "digit 8 to 24 px high", PoseRows::small),
  /** From small to usual. */
  MEDIUM("24 to 200 px", "digit 24 to 200 px high", PoseRows::medium),
  /** From usual to very large. */
  LARGE("200 to 2000 px", "digit 200 to 2000 px high", PoseRows::large),
  /** Turned. */
  ROTATION("rotation", "turned by up to 15 degrees either way", PoseRows::rotation),
  /** Written with a thin pen. */
  THIN_PEN("thin pen", "strokes of one width, 0.3 to 0.5 of the usual", InkRows::thinPen),
  /** Written with a thick pen. */
  THICK_MARKER(
      "thick marker",
      "strokes 1.5 to 2 times as wide, at most 22 % of the height and no loop closed",
      InkRows::thickMarker),
  /** Light from one side. */
  UNEVEN_LIGHT(
      "uneven light",
      "a slope and a vignette: the darkest paper 35 to 60 % of the brightest",
      CameraRows::unevenLight),
  /** A shadow on a part. */
  SOFT_SHADOW(
      "soft shadow", "45 to 75 % of the light left in part of the picture", CameraRows::softShadow),
  /** Coloured paper. */
  PAPER_COLOUR(
      "paper colour",
      "yellow, cream, recycled, pink, blue, green, brown or orange paper",
      InkRows::paperColour),
  /** A blue pen. */
  BLUE_INK("blue ink", "ink of various blues", InkRows::blueInk),
  /** Pens of other colours. */
  OTHER_PEN("other pens", "red, green, pencil, violet, brown or orange", InkRows::otherPen),
  /** Lines beneath the digit. */
  RULED_PAPER(
      "ruled paper", "lines 0.7 to 1.2 digit heights apart, paler than the ink", InkRows::ruled),
  /** Squares beneath the digit. */
  SQUARED_PAPER(
      "squared paper",
      "squares of 0.35 to 0.7 digit heights, paler than the ink",
      InkRows::squared),
  /** Rough paper. */
  GRAIN("paper grain", "fibres of up to 3 to 10 %, and specks", InkRows::grain),
  /** Noise of the camera. */
  GAUSSIAN_NOISE("noise", "Gaussian, standard deviation 0.04 to 0.15", CameraRows::noise),
  /** Black and white pixels. */
  SALT_AND_PEPPER(
      "salt and pepper", "0.5 to 4 % of the pixels black or white", CameraRows::saltAndPepper),
  /** Out of focus. */
  OUT_OF_FOCUS(
      "out of focus",
      "Gaussian blur, sigma 2 to 6 % of the digit's height",
      CameraRows::outOfFocus),
  /** Moved. */
  MOTION_BLUR("motion blur", "6 to 15 % of the digit's height, any direction", CameraRows::motion),
  /** Coarse compression. */
  JPEG("small JPEG", "quality 10 to 40, digit 36 to 75 px high", CameraRows::jpeg),
  /** Cut close to the ink. */
  CROP("cropped", "margins of 0 to 5 % of the digit's height", PoseRows::crop),
  /** Stored turned, with a note how to turn it back. */
  EXIF_TURN("EXIF turn", "a JPEG of orientation 2 to 8", CameraRows::exif),
  /** Pale ink. */
  LOW_CONTRAST(
      "low contrast", "ink 20 to 35 % darker than paper of 60 to 95 %", InkRows::lowContrast),
  /** Without paper. */
  TRANSPARENT("transparent", "a PNG of ink on nothing", CameraRows::transparent),
  /** Few colours. */
  PALETTE("palette", "a PNG of 2, 4 or 16 colours", CameraRows::palette),
  /** Chalk. */
  CHALKBOARD("chalkboard", "broken chalk on a green or black board, smeared", InkRows::chalkboard),
  /** Seen from the side. */
  PERSPECTIVE(
      "perspective",
      "sheared by up to 0.2, ends up to 18 % nearer or farther",
      PoseRows::perspective),
  /** Several at once. */
  PHOTO(
      "photo",
      "1000 to 1600 px: light 50 to 80 %, noise to 0.045, blur to 1.5 %, coloured paper and ink,"
          + " 7 degrees, JPEG 60",
      CameraRows::photo);

  private final String title;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // static methods
  private final Scene.Change change;

  PictureVariation(String title, String description, Scene.Change change) {
    this.title = title;
    this.description = description;
    this.change = change;
  }

  /** {@return what to call it in a table, such as {@code thin pen}} */
  public String title() {
    return title;
  }

  /** {@return what it does, with its ranges, in one line} */
  public String description() {
    return description;
  }

  /**
   * {@return the bytes of a file, PNG or JPEG, with a picture of a digit}
   *
   * <p>One digit and one seed give one picture: the same levels on every JDK, encoded by the JDK's
   * own encoders.
   *
   * @param digit 28 x 28 levels from 0 to 1, row by row, light on dark as in MNIST. Not modified.
   * @param seed any; every variation draws numbers of its own from it
   * @throws IllegalArgumentException if {@code digit} has another length or no ink
   */
  public byte[] draw(float[] digit, long seed) {
    Dice dice = Dice.of(seed, name());
    Scene scene = new Scene(dice);
    change.make(scene, dice);
    return scene.draw(digit);
  }
}
