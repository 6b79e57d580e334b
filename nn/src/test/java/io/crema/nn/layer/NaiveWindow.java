package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/**
 * A window that steps over an image, and the padding that it needs.
 *
 * @param height rows of the window
 * @param width columns of the window
 * @param strideHeight rows from one output to the next
 * @param strideWidth columns from one output to the next
 * @param same whether there is padding
 */
record NaiveWindow(int height, int width, int strideHeight, int strideWidth, boolean same) {

  NaiveWindow(int height, int width, int strideHeight, int strideWidth, Padding padding) {
    this(height, width, strideHeight, strideWidth, padding == Padding.SAME);
  }

  /** The row of the image that the window at an output begins in; above the image below zero. */
  int top(Shape image, int outRow) {
    return outRow * strideHeight - before(image.dim(0), height, strideHeight);
  }

  /** The column of the image that the window at an output begins in. */
  int left(Shape image, int outColumn) {
    return outColumn * strideWidth - before(image.dim(1), width, strideWidth);
  }

  /** Of an odd number of rows or columns of padding, the smaller half comes first. */
  private int before(int size, int window, int stride) {
    int out = (size + stride - 1) / stride;
    return same ? Math.max(0, (out - 1) * stride + window - size) / 2 : 0;
  }
}
