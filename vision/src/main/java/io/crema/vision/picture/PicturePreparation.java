package io.crema.vision.picture;

import java.util.Map;
import java.util.TreeMap;

/**
 * How pictures of any size become inputs of one shape {@code [H, W, C]}. Training and prediction
 * that read by the same preparation get the same bits.
 *
 * <p>Where a picture shrinks, each pixel is the mean of the area it stands for; where it grows, it
 * lies on Catmull-Rom splines. Of a picture that is far larger than needed only every so many rows
 * and columns are decoded, at least {@value #SAMPLES} for each pixel of the result. The background
 * shows through transparent pictures and beside those that {@link ResizeMode#FIT} does not fill.
 *
 * <pre>{@code
 * PicturePreparation preparation = PicturePreparation.of(64, 64, ColorMode.RGB, ResizeMode.CROP);
 * Tensor input = PictureReader.readInput(Path.of("cat.jpg"), preparation); // [1, 64, 64, 3]
 * }</pre>
 *
 * @param height rows of an input, from 1 to {@value #MAX_SIDE}
 * @param width pixels in a row of an input, from 1 to {@value #MAX_SIDE}
 * @param color grey or color
 * @param resize how the size is reached
 * @param background the color behind the picture, {@code 0xRRGGBB}
 */
public record PicturePreparation(
    int height, int width, ColorMode color, ResizeMode resize, int background) {

  /** The most pixels on a side of an input: {@value}. */
  public static final int MAX_SIDE = 1_024;

  /** The color behind a picture where none is given, white: {@value}. */
  public static final int WHITE = 0xFFFFFF;

  /** The rows and columns that are decoded for each of the result, at least: {@value}. */
  public static final int SAMPLES = 4;

  private static final String HEIGHT = "height";
  private static final String WIDTH = "width";
  private static final String COLOR = "color";
  private static final String RESIZE = "resize";
  private static final String BACKGROUND = "background";

  /**
   * Creates a preparation.
   *
   * @param height rows of an input, from 1 to {@value #MAX_SIDE}
   * @param width pixels in a row of an input, from 1 to {@value #MAX_SIDE}
   * @param color grey or color
   * @param resize how the size is reached
   * @param background the color behind the picture, {@code 0xRRGGBB}
   * @throws IllegalArgumentException if the size or the background is out of range
   */
  public PicturePreparation {
    if (height < 1 || height > MAX_SIDE || width < 1 || width > MAX_SIDE) {
      throw new IllegalArgumentException(
          "PicturePreparation: expected 1 to %d pixels on a side, got %d x %d (H x W)"
              .formatted(MAX_SIDE, height, width));
    }
    if (background < 0 || background > WHITE) {
      throw new IllegalArgumentException(
          "PicturePreparation: expected a background 0xRRGGBB, got 0x%X".formatted(background));
    }
  }

  /**
   * {@return a preparation over white}
   *
   * @param height rows of an input, from 1 to {@value #MAX_SIDE}
   * @param width pixels in a row of an input, from 1 to {@value #MAX_SIDE}
   * @param color grey or color
   * @param resize how the size is reached
   * @throws IllegalArgumentException if the size is out of range
   */
  public static PicturePreparation of(int height, int width, ColorMode color, ResizeMode resize) {
    return new PicturePreparation(height, width, color, resize, WHITE);
  }

  /** {@return the number of channels of an input, 1 or 3} */
  public int channels() {
    return color.channels();
  }

  /**
   * {@return this as facts for a model file} Keys are {@code height}, {@code width}, {@code color}
   * ({@code grey} or {@code rgb}), {@code resize} ({@code fit}, {@code crop} or {@code stretch})
   * and {@code background} ({@code ffffff}).
   */
  public Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put(HEIGHT, Integer.toString(height));
    facts.put(WIDTH, Integer.toString(width));
    facts.put(COLOR, color.toString());
    facts.put(RESIZE, resize.toString());
    facts.put(BACKGROUND, hex(background));
    return facts;
  }

  /**
   * {@return whether facts of a model file are those of a picture preparation, whole or not}
   *
   * @param facts any. Not modified.
   */
  public static boolean isDescribedBy(Map<String, String> facts) {
    return facts.containsKey(RESIZE) || facts.containsKey(COLOR);
  }

  /**
   * {@return the preparation that facts of a model file describe}
   *
   * @param facts as {@link #facts()} gives them, perhaps with others. Not modified.
   * @throws PreparationException if one is missing or is not as {@link #facts()} writes it; the
   *     message names it
   */
  public static PicturePreparation of(Map<String, String> facts) throws PreparationException {
    return new PicturePreparation(
        side(facts, HEIGHT),
        side(facts, WIDTH),
        oneOf(facts, COLOR, ColorMode.values()),
        oneOf(facts, RESIZE, ResizeMode.values()),
        background(facts));
  }

  private static int side(Map<String, String> facts, String key) throws PreparationException {
    String text = text(facts, key);
    // No sign, no leading zero, and short enough to be an int.
    if (text.matches("[1-9][0-9]{0,3}") && Integer.parseInt(text) <= MAX_SIDE) {
      return Integer.parseInt(text);
    }
    throw unexpected(key, "1 to " + MAX_SIDE, text);
  }

  private static <E> E oneOf(Map<String, String> facts, String key, E[] values)
      throws PreparationException {
    String text = text(facts, key);
    StringBuilder expected = new StringBuilder();
    for (E value : values) {
      if (value.toString().equals(text)) {
        return value;
      }
      expected.append(expected.isEmpty() ? "" : ", ").append(value);
    }
    throw unexpected(key, "one of " + expected, text);
  }

  private static int background(Map<String, String> facts) throws PreparationException {
    String text = text(facts, BACKGROUND);
    if (text.matches("[0-9a-f]{6}")) {
      return Integer.parseInt(text, 16);
    }
    throw unexpected(BACKGROUND, "six hexadecimal digits", text);
  }

  private static String text(Map<String, String> facts, String key) throws PreparationException {
    String text = facts.get(key);
    if (text == null) {
      throw new PreparationException("picture preparation: expected \"%s\"".formatted(key));
    }
    return text;
  }

  private static PreparationException unexpected(String key, String expected, String found) {
    String shown = found.length() > 40 ? found.substring(0, 40) + "..." : found;
    return new PreparationException(
        "picture preparation: expected \"%s\" to be %s, found \"%s\""
            .formatted(key, expected, shown.replaceAll("\\p{Cntrl}", "?")));
  }

  private static String hex(int rgb) {
    String digits = "00000" + Integer.toHexString(rgb);
    return digits.substring(digits.length() - 6);
  }

  /** {@return the background as levels from 0 to 1, one for each channel} */
  float[] backgroundLevels() {
    float[] levels = new float[channels()];
    color.put(levels, 0, background >> 16, background >> 8 & 0xFF, background & 0xFF);
    return levels;
  }
}
