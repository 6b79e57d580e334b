package io.crema.vision.augment;

import io.crema.vision.raster.Border;
import io.crema.vision.raster.CubicSampler;

/**
 * All that moves pixels by parts, in one resampling: for each pixel of the result the place in the
 * image that it shows, and there a cubic interpolation.
 */
final class Warp {

  private final float centreX;
  private final float centreY;
  private final Elastic elastic;
  private final CubicSampler sampler;

  /** Of each pixel how far it is from the middle. */
  private final float[] columns;

  private final float[] rows;

  /** Where each pixel is from. */
  private final float[] sourceX;

  private final float[] sourceY;

  // the inverse of rotation, shear and scale, by rows; and what goes with it
  private float xx;
  private float xy;
  private float yx;
  private float yy;
  private float shiftX;
  private float shiftY;
  private float nearX;
  private float nearY;

  Warp(int height, int width, int channels, double elasticSigma, Border border) {
    centreX = (width - 1) / 2f;
    centreY = (height - 1) / 2f;
    elastic = new Elastic(height, width, elasticSigma);
    sampler = new CubicSampler(height, width, channels, border, height * width);
    columns = new float[height * width];
    rows = new float[height * width];
    for (int i = 0; i < columns.length; i++) {
      int column = i % width;
      int row = i / width;
      columns[i] = column - centreX;
      rows[i] = row - centreY;
    }
    sourceX = new float[height * width];
    sourceY = new float[height * width];
  }

  void apply(Draws draws, float[] image, int offset) {
    boolean moved = plan(draws);
    boolean bent = elastic.plan(draws);
    if (!moved && !bent) {
      return;
    }
    if (nearX == 0 && nearY == 0) {
      traceAffine(columns, rows, sourceX, sourceY);
    } else {
      traceProjective(columns, rows, sourceX, sourceY);
    }
    if (bent) {
      elastic.add(sourceX, sourceY);
    }
    sampler.load(image, offset);
    sampler.sample(sourceX, sourceY, image, offset);
  }

  /** Draws the projective part and says whether there is one. */
  private boolean plan(Draws draws) {
    shiftX = draws.value(Distortion.SHIFT, 0);
    shiftY = draws.value(Distortion.SHIFT, 1);
    nearX = draws.value(Distortion.PERSPECTIVE, 0) / Math.max(centreX, 1);
    nearY = draws.value(Distortion.PERSPECTIVE, 1) / Math.max(centreY, 1);
    float degrees = draws.value(Distortion.ROTATION);
    float scaleX = draws.value(Distortion.SCALE, 0);
    float scaleY = draws.value(Distortion.SCALE, 1);
    float shear = draws.value(Distortion.SHEAR);
    double angle = degrees * (Math.PI / 180);
    float sin = (float) StrictMath.sin(angle);
    float cos = (float) StrictMath.cos(angle);
    xx = (cos + shear * sin) / scaleX;
    xy = (sin - shear * cos) / scaleX;
    yx = -sin / scaleY;
    yy = cos / scaleY;
    boolean linear = degrees != 0 || shear != 0 || scaleX != 1 || scaleY != 1;
    return linear || shiftX != 0 || shiftY != 0 || nearX != 0 || nearY != 0;
  }

  // Arrays of their own with one common index: so these loops are vectorized.

  private void traceAffine(float[] fromX, float[] fromY, float[] toX, float[] toY) {
    for (int i = 0; i < fromX.length; i++) {
      float dx = fromX[i] - shiftX;
      float dy = fromY[i] - shiftY;
      toX[i] = centreX + (xx * dx + xy * dy);
      toY[i] = centreY + (yx * dx + yy * dy);
    }
  }

  private void traceProjective(float[] fromX, float[] fromY, float[] toX, float[] toY) {
    for (int i = 0; i < fromX.length; i++) {
      float dx = fromX[i] - shiftX;
      float dy = fromY[i] - shiftY;
      float away = 1 / (1 + nearX * dx + nearY * dy);
      toX[i] = centreX + (xx * dx + xy * dy) * away;
      toY[i] = centreY + (yx * dx + yy * dy) * away;
    }
  }
}
