package io.crema.mnist.fuzz;

import io.crema.mnist.digit.DigitLine;
import io.crema.mnist.digit.DigitPreprocessor;
import io.crema.vision.raster.GreyImage;

/** Fuzzes the preprocessor and the reader of lines: any levels in a picture of any form. */
public final class PreprocessorFuzz {

  private static final int MOST_PIXELS = 20_000;

  private PreprocessorFuzz() {}

  /**
   * Looks at a picture.
   *
   * @param data the width, how often each level is repeated, and the levels
   */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 3) {
      return;
    }
    int width = 1 + (data[0] & 0xff);
    int repeats = 1 + (data[1] & 0x1f);
    int pixels = Math.min((data.length - 2) * repeats, MOST_PIXELS);
    int height = pixels / width;
    if (height == 0) {
      return;
    }
    float[] levels = new float[width * height];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (data[2 + i / repeats] & 0xff) / 255f;
    }
    GreyImage picture = GreyImage.of(width, height, levels);
    DigitPreprocessor.DEFAULT.read(picture);
    DigitLine.candidates(picture);
  }
}
