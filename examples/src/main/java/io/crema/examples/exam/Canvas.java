package io.crema.examples.exam;

import java.util.Arrays;

/** A picture in the making: levels from 0 to 1, in one plane if all is grey, else in three. */
final class Canvas {

  final int width;
  final int height;
  final float[][] planes;

  Canvas(int width, int height, boolean grey) {
    this.width = width;
    this.height = height;
    planes = new float[grey ? 1 : 3][width * height];
  }

  /** Something that has a value at every pixel. */
  @FunctionalInterface
  interface Field {
    float at(int x, int y);
  }

  /** Something that is done to a picture. */
  @FunctionalInterface
  interface Layer {
    void apply(Canvas canvas);
  }

  boolean isGrey() {
    return planes.length == 1;
  }

  void fill(Colour colour) {
    for (int plane = 0; plane < planes.length; plane++) {
      Arrays.fill(planes[plane], colour.level(plane));
    }
  }

  /** Paints a colour where something covers the picture. */
  void paint(Mask mask, Colour colour) {
    for (int plane = 0; plane < planes.length; plane++) {
      float[] levels = planes[plane];
      float level = colour.level(plane);
      for (int i = 0; i < levels.length; i++) {
        levels[i] += mask.cover[i] * (level - levels[i]);
      }
    }
  }

  /** Multiplies every pixel by the value of a field. */
  void shade(Field gain) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float factor = gain.at(x, y);
        for (float[] levels : planes) {
          levels[y * width + x] *= factor;
        }
      }
    }
  }

  /** {@return a pixel as 8-bit red, green and blue} */
  int rgb(int x, int y) {
    int i = y * width + x;
    int red = sample(planes[0][i]);
    return isGrey() ? red * 0x010101 : red << 16 | sample(planes[1][i]) << 8 | sample(planes[2][i]);
  }

  /** {@return how bright a pixel is} */
  float luma(int x, int y) {
    int i = y * width + x;
    return isGrey() ? planes[0][i] : new Colour(planes[0][i], planes[1][i], planes[2][i]).luma();
  }

  private static int sample(float level) {
    return (int) (Colour.clamp(level) * 255 + 0.5f);
  }
}
