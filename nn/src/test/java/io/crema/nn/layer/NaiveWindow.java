package io.crema.nn.layer;

import io.crema.core.tensor.Shape;

/**
 * A window that steps over an image.
 *
 * @param kernel its sizes
 */
record NaiveWindow(Kernel2D kernel) {

  /** The window of a layer whose pixels are side by side. */
  NaiveWindow(int height, int width, int strideHeight, int strideWidth, Padding padding) {
    this(new Kernel2D(height, width, strideHeight, strideWidth, 1, 1, padding));
  }

  /** Pixels of the window. */
  int pixels() {
    return kernel.height() * kernel.width();
  }

  /** The row of the image under a pixel of the window; above the image below zero. */
  int row(Shape image, int outRow, int pixel) {
    int before =
        before(
            image.dim(0),
            kernel.height(),
            kernel.strideHeight(),
            kernel.dilationHeight(),
            kernel.padding().top());
    int ky = pixel / kernel.width();
    return outRow * kernel.strideHeight() + ky * kernel.dilationHeight() - before;
  }

  /** The column of the image under a pixel of the window. */
  int column(Shape image, int outColumn, int pixel) {
    int before =
        before(
            image.dim(1),
            kernel.width(),
            kernel.strideWidth(),
            kernel.dilationWidth(),
            kernel.padding().left());
    int kx = pixel % kernel.width();
    return outColumn * kernel.strideWidth() + kx * kernel.dilationWidth() - before;
  }

  /** Of an odd number of rows or columns of SAME padding, the smaller half comes first. */
  private int before(int size, int window, int stride, int dilation, int explicit) {
    if (!kernel.padding().equals(Padding.SAME)) {
      return explicit;
    }
    int out = (size + stride - 1) / stride;
    return Math.max(0, (out - 1) * stride + (window - 1) * dilation + 1 - size) / 2;
  }
}
