package io.crema.mnist.digit;

import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Quantile;
import io.crema.vision.raster.Resampling;
import io.crema.vision.raster.Smoothing;
import java.util.Arrays;

/**
 * What can be said of a picture from afar: whether its ink is dark or light, and how much of it is
 * covered.
 *
 * <p>On a small copy the light is taken to be a surface of second degree through the border, most
 * of which is paper even where a digit touches it: what lies far from the surface has little weight
 * in it, again and again. Ink is what most of the rest is, darker or lighter. As a shadow over half
 * of a picture would mislead that, the skewness of what a blur takes away counts as much: strokes
 * are narrow, and far from the level of the paper beside them.
 */
final class Overview {

  /** Pixels on the longer side of the copy. */
  private static final int SIDE = 64;

  private static final int ROUNDS = 5;

  /** How far paper may be from the surface. */
  private static final float PAPER = 0.05f;

  private static final double COARSE = 4;
  private static final double SKEWNESS_WEIGHT = 1.1;

  /** What has this part of the depth of the darkest is covered. */
  private static final float DEEP = 0.7f;

  /** The part of the pixels that may be darker than the darkest, or lighter than the lightest. */
  private static final double FEW = 0.005;

  private final GreyImage small;
  private final Surface paper;
  private final float[] rest;

  private Overview(GreyImage small) {
    this.small = small;
    paper = paper(small);
    rest = paper.without(small);
  }

  static Overview of(GreyImage picture) {
    return new Overview(Resampling.limit(picture, SIDE));
  }

  /** {@return the overview of the negative of the picture} */
  Overview negative() {
    return new Overview(small.negative());
  }

  /** {@return the light on the paper} */
  Surface paper() {
    return paper;
  }

  private static Surface paper(GreyImage small) {
    int[] border = border(small.width(), small.height());
    float[] rest = at(border, small.levels());
    float median = Quantile.of(rest.clone(), 0.5);
    for (int i = 0; i < rest.length; i++) {
      rest[i] -= median;
    }
    Surface surface = Surface.quadratic(small, border, weights(rest));
    for (int round = 1; round < ROUNDS; round++) {
      surface = Surface.quadratic(small, border, weights(at(border, surface.without(small))));
    }
    return surface;
  }

  private static float[] weights(float[] rest) {
    float[] distances = new float[rest.length];
    for (int i = 0; i < rest.length; i++) {
      distances[i] = Math.abs(rest[i]);
    }
    float usual = Math.max(0.02f, 1.5f * Quantile.of(distances, 0.5));
    float[] weights = new float[rest.length];
    for (int i = 0; i < weights.length; i++) {
      float d = rest[i] / usual;
      float closeness = 1 / (1 + d * d);
      weights[i] = closeness * closeness;
    }
    return weights;
  }

  /** {@return the indices of the pixels along the edges} */
  private static int[] border(int width, int height) {
    int[] border = new int[width * height];
    int count = 0;
    for (int i = 0; i < border.length; i++) {
      int x = i % width;
      int y = i / width;
      if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
        border[count++] = i;
      }
    }
    return Arrays.copyOf(border, count);
  }

  private static float[] at(int[] places, float[] values) {
    float[] some = new float[places.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = values[places[i]];
    }
    return some;
  }

  /** {@return whether the ink is darker than the paper} */
  boolean isDarkOnLight() {
    double dark = 0;
    double light = 0;
    for (float value : rest) {
      dark += Math.max(0, -value - PAPER);
      light += Math.max(0, value - PAPER);
    }
    double balance = dark + light > 0 ? (dark - light) / (dark + light) : 0;
    double skewness = skewness(fine(small));
    return balance - SKEWNESS_WEIGHT * Math.min(Math.max(skewness, -1), 1) >= 0;
  }

  /** {@return what a blur takes away} */
  private static float[] fine(GreyImage small) {
    float[] fine = small.toArray();
    float[] coarse = Smoothing.gaussian(small, COARSE).levels();
    for (int i = 0; i < fine.length; i++) {
      fine[i] -= coarse[i];
    }
    return fine;
  }

  /** {@return the third moment of values around 0 as a multiple of their deviation's cube} */
  private static double skewness(float[] values) {
    double square = 0;
    double cube = 0;
    for (float value : values) {
      double d = value;
      square += d * d;
      cube += d * d * d;
    }
    square /= values.length;
    return square > 0 ? cube / values.length / (square * Math.sqrt(square)) : 0;
  }

  /** {@return the part of the picture that is about as far below the paper as the darkest} */
  double coverage() {
    float deepest = Quantile.of(rest.clone(), FEW);
    return DEEP * deepest > -2 * PAPER ? 0 : share(rest, DEEP * deepest);
  }

  /** {@return the part of the picture that is about as dark as the darkest, whatever the light} */
  double darkness() {
    float[] levels = small.toArray();
    float least = Quantile.of(levels, FEW);
    float most = Quantile.of(levels, 1 - FEW);
    return most - least < 2 * PAPER ? 0 : share(levels, most - DEEP * (most - least));
  }

  /** {@return the part of some values that are no more than a limit} */
  private static double share(float[] values, float limit) {
    int count = 0;
    for (float value : values) {
      count += value <= limit ? 1 : 0;
    }
    return (double) count / values.length;
  }

  /** {@return whether all corners are paper} */
  boolean hasFreeCorners() {
    int last = small.width() * (small.height() - 1);
    boolean free = true;
    for (int at : new int[] {0, small.width() - 1, last, last + small.width() - 1}) {
      free &= rest[at] > -2 * PAPER;
    }
    return free;
  }
}
