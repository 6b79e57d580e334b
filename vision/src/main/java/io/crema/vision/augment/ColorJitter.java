package io.crema.vision.augment;

/**
 * Contrast, saturation, hue and the gain of each channel: what changes a picture's colors.
 *
 * <p>All are linear in the red, green and blue of a pixel, so they are one matrix. Levels are
 * clamped once, after it.
 */
final class ColorJitter {

  private static final int COLORS = 3;

  /** The parts of red, green and blue in the brightness of a pixel: ITU-R BT.601. */
  private static final double[] LUMA = {0.299, 0.587, 0.114};

  private final int size;
  private final int channels;

  /** The color matrix: a row for each output channel, a column for each input channel. */
  private final float[] matrix = new float[COLORS * COLORS];

  private final float[] summands = new float[COLORS];

  /**
   * @param size the number of levels of an image
   */
  ColorJitter(int size, int channels) {
    this.size = size;
    this.channels = channels;
  }

  void apply(Draws draws, float[] image, int offset) {
    float contrast = draws.value(Distortion.MEAN_CONTRAST);
    float summand = contrast == 1 ? 0f : (float) ((1 - contrast) * mean(image, offset));
    if (channels == COLORS && plan(draws, contrast, summand)) {
      multiply(image, offset);
    } else if (contrast != 1) {
      Levels.stretch(contrast, summand, image, offset, size);
    }
  }

  private double mean(float[] image, int offset) {
    double sum = 0;
    for (int i = offset; i < offset + size; i++) {
      sum += image[i];
    }
    return sum / size;
  }

  /** Sets the matrix, and says whether it changes colors and not only the contrast. */
  private boolean plan(Draws draws, float contrast, float summand) {
    float saturation = draws.value(Distortion.SATURATION);
    float degrees = draws.value(Distortion.HUE);
    boolean gained = false;
    for (int to = 0; to < COLORS; to++) {
      float gain = draws.value(Distortion.CHANNEL_GAIN, to);
      gained |= gain != 1;
      summands[to] = gain * summand;
      for (int from = 0; from < COLORS; from++) {
        matrix[to * COLORS + from] = gain * contrast;
      }
    }
    if (saturation == 1 && degrees == 0 && !gained) {
      return false;
    }
    multiplyByTurn(saturation, degrees * (Math.PI / 180));
    return true;
  }

  /*
   * Saturation s is s I + (1 - s) 1 luma^T. The turn about the grey axis is Rodrigues' formula
   * for the axis (1, 1, 1) / sqrt(3): it keeps greys, so turned, 1 luma^T stays as it is.
   */
  private void multiplyByTurn(double saturation, double angle) {
    double cos = StrictMath.cos(angle);
    double same = (1 + 2 * cos) / 3;
    double next = (1 - cos) / 3 + StrictMath.sin(angle) / StrictMath.sqrt(3);
    double previous = 1 - same - next;
    for (int to = 0; to < COLORS; to++) {
      for (int from = 0; from < COLORS; from++) {
        double turned = to == from ? same : to == (from + 1) % COLORS ? next : previous;
        double part = saturation * turned + (1 - saturation) * LUMA[from];
        matrix[to * COLORS + from] *= (float) part;
      }
    }
  }

  private void multiply(float[] image, int offset) {
    float[] m = matrix;
    for (int i = offset; i < offset + size; i += COLORS) {
      float r = image[i];
      float g = image[i + 1];
      float b = image[i + 2];
      image[i] = clamp(m[0] * r + m[1] * g + m[2] * b + summands[0]);
      image[i + 1] = clamp(m[3] * r + m[4] * g + m[5] * b + summands[1]);
      image[i + 2] = clamp(m[6] * r + m[7] * g + m[8] * b + summands[2]);
    }
  }

  private static float clamp(float level) {
    return Math.max(0f, Math.min(1f, level));
  }
}
