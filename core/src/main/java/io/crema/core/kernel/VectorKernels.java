package io.crema.core.kernel;

import static io.crema.core.kernel.VectorTiles.BLOCK;
import static io.crema.core.kernel.VectorTiles.LANES;
import static io.crema.core.kernel.VectorTiles.PANEL;
import static io.crema.core.kernel.VectorTiles.SHORT_RUN;
import static io.crema.core.kernel.VectorTiles.panelWidth;
import static io.crema.core.kernel.VectorTiles.wholeVectors;

import io.crema.core.kernel.Scratch.Use;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Kernels on the Vector API.
 *
 * <p>Lanes run over output channels, two vectors side by side (a panel), so no sum is ever split.
 * Weights are packed panel by panel, {@code [panel][depth][panel width]}, the last panel filled up
 * with zeros to one vector or two.
 */
final class VectorKernels extends SharedKernels {

  VectorKernels() {
    super(
        new VectorPixelOps(),
        new VectorChannelOps(),
        new VectorRowOps(),
        new VectorBlendOps(),
        new VectorSlopeOps(),
        new Depthwise(new VectorDepthwiseOps(), LANES));
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int lanes() {
    return LANES;
  }

  // packing: one part of a convolution after the other

  private static int packedLength(Correlation[] parts) {
    int length = 0;
    for (Correlation part : parts) {
      length += packedLength(part);
    }
    return length;
  }

  private static int packedLength(Correlation c) {
    if (c.winograd() != null) {
      return VectorWinograd.packedLength(c);
    }
    return VectorPlanes.suits(c)
        ? VectorPlanes.packedLength(c)
        : c.depth * wholeVectors(c.outChannels);
  }

  @Override
  public int packedForwardLength(ConvGeometry g) {
    return packedLength(g.forward());
  }

  @Override
  public void packForward(ConvGeometry g, float[] weights, float[] packed) {
    pack(g, g.forward(), weights, packed);
  }

  @Override
  public int packedBackwardLength(ConvGeometry g) {
    return packedLength(g.backward());
  }

  @Override
  public void packBackward(ConvGeometry g, float[] weights, float[] packed) {
    pack(g, g.backward(), weights, packed);
  }

  private static void pack(ConvGeometry g, Correlation[] parts, float[] weights, float[] packed) {
    int at = 0;
    for (Correlation c : parts) {
      if (c.winograd() != null) {
        VectorWinograd.pack(g.inChannels(), g.outChannels(), c.transposed, weights, packed);
      } else if (VectorPlanes.suits(c)) {
        VectorPlanes.pack(c, weights, packed, at);
      } else {
        packPanels(c, weights, packed, at);
      }
      at += packedLength(c);
    }
  }

  private static void packPanels(Correlation c, float[] weights, float[] packed, int at) {
    for (int first = 0; first < c.outChannels; first += PANEL) {
      int width = panelWidth(c.outChannels, first);
      int filled = Math.min(width, c.outChannels - first);
      int to = at + first * c.depth;
      if (!c.transposed) {
        for (int k = 0; k < c.depth; k++) {
          System.arraycopy(weights, c.weightAt(k, first), packed, to, filled);
          Arrays.fill(packed, to + filled, to + width, 0f);
          to += width;
        }
        continue;
      }
      for (int k = 0; k < c.depth; k += c.channels) {
        int from = c.weightAt(k, first);
        packTransposed(weights, from, c.weightRowStep, c.channels, filled, packed, to, width);
        to += c.channels * width;
      }
    }
  }

  /** Turns {@code filled} rows of {@code length} values into the columns of a panel. */
  private static void packTransposed(
      float[] matrix,
      int from,
      int step,
      int length,
      int filled,
      float[] packed,
      int to,
      int width) {
    if (filled == PANEL) {
      packWholePanel(matrix, from, step, length, packed, to);
      return;
    }
    for (int k = 0; k < length; k++) {
      int row = to + k * width;
      for (int j = 0; j < filled; j++) {
        packed[row + j] = matrix[from + j * step + k];
      }
      Arrays.fill(packed, row + filled, row + width, 0f);
    }
  }

  /** With a constant step, for which C2 leaves out the checks. */
  private static void packWholePanel(
      float[] matrix, int from, int step, int length, float[] packed, int to) {
    for (int j = 0; j < PANEL; j++) {
      int line = from + j * step;
      for (int k = 0; k < length; k++) {
        packed[to + j + k * PANEL] = matrix[line + k];
      }
    }
  }

  // convolution and its gradient by the input

  @Override
  public void convForward(
      ConvGeometry g,
      int first,
      int end,
      float[] input,
      float[] packed,
      float @Nullable [] bias,
      float @Nullable [] addend,
      boolean rectify,
      float[] output,
      Scratch scratch) {
    correlate(g.forward(), first, end, input, packed, bias, addend, rectify, null, output, scratch);
  }

  @Override
  public boolean poolsForward(ConvGeometry g) {
    return g.groups() == 1
        && g.forward()[0].winograd() == null
        && VectorPlanes.pools(g.forward()[0]);
  }

  @Override
  public void convPoolForward(
      ConvGeometry g,
      int images,
      float[] input,
      float[] packed,
      float @Nullable [] bias,
      boolean rectify,
      float[] output,
      Scratch scratch) {
    if (!poolsForward(g)) {
      throw new UnsupportedOperationException("convPoolForward: not there for " + g);
    }
    VectorPlanes.poolForward(g.forward()[0], images, input, packed, bias, rectify, output, scratch);
  }

  @Override
  public void convBackwardData(
      ConvGeometry g,
      int images,
      float[] dOutput,
      float[] packed,
      float @Nullable [] bias,
      boolean rectify,
      float @Nullable [] rectified,
      float[] dInput,
      Scratch scratch) {
    int end = images * g.backwardUnits();
    Correlation[] parts = g.backward();
    correlate(parts, 0, end, dOutput, packed, bias, null, rectify, rectified, dInput, scratch);
  }

  private static void correlate(
      Correlation[] parts,
      int first,
      int end,
      float[] input,
      float[] packed,
      float @Nullable [] bias,
      float @Nullable [] addend,
      boolean rectify,
      float @Nullable [] rectified,
      float[] output,
      Scratch scratch) {
    if (parts.length > 1) {
      sweepParts(
          parts, first, end, input, packed, bias, addend, rectify, rectified, output, scratch);
      return;
    }
    Correlation c = parts[0];
    Winograd winograd = c.winograd();
    if (winograd != null) {
      VectorWinograd.correlate(
          winograd, first, end, input, packed, bias, addend, rectify, rectified, output, scratch);
    } else if (VectorPlanes.suits(c)) {
      VectorPlanes.sweep(
          c, first, end, input, packed, bias, addend, rectify, rectified, output, scratch);
    } else {
      sweep(c, first, end, input, packed, bias, addend, rectify, rectified, output, scratch);
    }
  }

  /** Rows of images, or whole images: all parts of one, which is finished while it is cached. */
  private static void sweepParts(
      Correlation[] parts,
      int first,
      int end,
      float[] input,
      float[] packed,
      float @Nullable [] bias,
      float @Nullable [] addend,
      boolean rectify,
      float @Nullable [] rectified,
      float[] output,
      Scratch scratch) {
    int units = parts[0].everyRow ? parts[0].outHeight : 1;
    int unit = parts[0].outSize / units;
    int done = first;
    while (done < end) {
      int image = done / units;
      int next = Math.min(end, (image + 1) * units);
      int weights = 0;
      for (Correlation c : parts) {
        int row = c.everyRow ? done : image * c.outHeight;
        int endRow = c.everyRow ? next : (image + 1) * c.outHeight;
        if (VectorPlanes.suits(c)) {
          VectorPlanes.rows(c, image, row, endRow, input, packed, weights, bias, output, scratch);
        } else {
          rows(c, image, row, endRow, input, packed, weights, bias, output, scratch);
        }
        weights += packedLength(c);
      }
      VectorElementwise.finish(done * unit, next * unit, addend, rectify, rectified, output);
      done = next;
    }
  }

  /**
   * Output pixels of a pointwise convolution, or output rows, counted over all images. A block of
   * pixels, or the rows of an image, are finished while they are cached.
   */
  private static void sweep(
      Correlation c,
      int first,
      int end,
      float[] input,
      float[] packed,
      float @Nullable [] bias,
      float @Nullable [] addend,
      boolean rectify,
      float @Nullable [] rectified,
      float[] output,
      Scratch scratch) {
    int unit = c.outSize / c.units();
    int done = first;
    while (done < end) {
      int next;
      int to = done * unit;
      if (c.isPointwise()) {
        next = Math.min(end, done + BLOCK);
        int from = done * c.depth;
        line(c, input, from, c.depth, next - done, packed, 0, bias, output, to, scratch);
      } else {
        int image = done / c.outHeight;
        next = Math.min(end, (image + 1) * c.outHeight);
        rows(c, image, done, next, input, packed, 0, bias, output, scratch);
      }
      VectorElementwise.finish(to, next * unit, addend, rectify, rectified, output);
      done = next;
    }
  }

  /** Output rows of one image, counted over all images. */
  private static void rows(
      Correlation c,
      int image,
      int first,
      int end,
      float[] input,
      float[] packed,
      int weights,
      float @Nullable [] bias,
      float[] output,
      Scratch scratch) {
    int outBase = c.outAt(first);
    int y = first - image * c.outHeight;
    int count = end - first;
    if (c.isOnePixelEach()) {
      int from = image * c.sourceSize() + y * c.sourceWidth * c.sourceStep + c.sourceFirst;
      int pixels = count * c.outWidth;
      line(c, input, from, c.sourceStep, pixels, packed, weights, bias, output, outBase, scratch);
      return;
    }
    float[] source = bordered(c, input, image, scratch);
    int base = source == input ? image * c.sourceSize() : 0;
    if (!isUnfolded(c)) {
      int from = base + y * c.rowStep();
      rows(c, source, from, count, packed, weights, bias, output, outBase, scratch);
      return;
    }
    float[] patches = scratch.array(Use.PATCHES, count * c.outWidth * c.depth);
    c.patches(source, base, y, count, patches);
    int depth = c.depth;
    if (c.isContiguous()) {
      int pixels = count * c.outWidth;
      line(c, patches, 0, depth, pixels, packed, weights, bias, output, outBase, scratch);
      return;
    }
    for (int i = 0; i < count; i++) {
      int to = outBase + i * c.outRowStep;
      int from = i * c.outWidth * depth;
      line(c, patches, from, depth, c.outWidth, packed, weights, bias, output, to, scratch);
    }
  }

  /** The image with its borders: a copy, or {@code input} itself where there are none. */
  private static float[] bordered(Correlation c, float[] input, int image, Scratch scratch) {
    if (c.isBare()) {
      return input;
    }
    float[] copy = scratch.array(Use.IMAGE, c.size());
    c.border(input, image * c.sourceSize(), copy);
    return copy;
  }

  private static boolean isUnfolded(Correlation c) {
    return c.run() < SHORT_RUN;
  }

  /** Outputs of a row, each from {@code depth} inputs that follow each other. */
  private static void line(
      Correlation c,
      float[] source,
      int base,
      int step,
      int pixels,
      float[] packed,
      int weights,
      float @Nullable [] bias,
      float[] output,
      int outBase,
      Scratch scratch) {
    for (int p = 0; p < pixels; p += BLOCK) {
      int count = Math.min(BLOCK, pixels - p);
      int from = base + p * step;
      int to = outBase + p * c.outStep;
      block(c, true, step, source, from, 1, count, packed, weights, bias, output, to, scratch);
    }
  }

  /** Outputs row by row of a bordered image. */
  private static void rows(
      Correlation c,
      float[] source,
      int base,
      int rows,
      float[] packed,
      int weights,
      float @Nullable [] bias,
      float[] output,
      int outBase,
      Scratch scratch) {
    int step = Math.max(1, BLOCK / c.outWidth);
    int pixelStep = c.strideWidth * c.channels;
    for (int y = 0; y < rows; y += step) {
      int count = Math.min(step, rows - y);
      int from = base + y * c.rowStep();
      int to = outBase + y * c.outRowStep;
      block(
          c,
          false,
          pixelStep,
          source,
          from,
          count,
          c.outWidth,
          packed,
          weights,
          bias,
          output,
          to,
          scratch);
    }
  }

  /**
   * Some rows of outputs, all channels: panel by panel, so that a panel's weights stay cached.
   *
   * @param line whether the inputs of each output follow each other; they lie in the rows of a
   *     bordered image otherwise
   * @param step from the inputs of one output to those of the next
   */
  private static void block(
      Correlation c,
      boolean line,
      int step,
      float[] source,
      int base,
      int rows,
      int rowPixels,
      float[] packed,
      int weights,
      float @Nullable [] bias,
      float[] output,
      int outBase,
      Scratch scratch) {
    for (int first = 0; first < c.outChannels; first += PANEL) {
      int width = panelWidth(c.outChannels, first);
      int filled = Math.min(width, c.outChannels - first);
      boolean whole = filled == width;
      float[] to = whole ? output : scratch.array(Use.BLOCK, rows * rowPixels * width);
      int toBase = whole ? outBase + first : 0;
      int toStep = whole ? c.outStep : width;
      int toRowStep = whole ? c.outRowStep : rowPixels * width;
      for (int y = 0; y < rows; y++) {
        begin(bias, c.outGroup + first, filled, rowPixels, to, toBase + y * toRowStep, toStep);
      }
      int w = weights + first * c.depth;
      if (line) {
        tiles(width, source, base, step, rowPixels, packed, w, c.depth, to, toBase, toStep);
      } else {
        panel(c, step, width, source, base, rows, packed, w, to, toBase, toStep, toRowStep);
      }
      for (int y = 0; y < rows && !whole; y++) {
        int row = outBase + first + y * c.outRowStep;
        for (int x = 0; x < rowPixels; x++) {
          int from = (y * rowPixels + x) * width;
          System.arraycopy(to, from, output, row + x * c.outStep, filled);
        }
      }
    }
  }

  /** Begins every chain with its bias. */
  private static void begin(
      float @Nullable [] bias, int first, int filled, int pixels, float[] to, int base, int step) {
    for (int p = 0; p < pixels; p++) {
      int at = base + p * step;
      if (bias == null) {
        Arrays.fill(to, at, at + filled, 0f);
      } else {
        System.arraycopy(bias, first, to, at, filled);
      }
    }
  }

  /** One panel of a block of rows: run by run of the inputs under the kernel. */
  private static void panel(
      Correlation c,
      int step,
      int width,
      float[] source,
      int base,
      int rows,
      float[] packed,
      int weights,
      float[] to,
      int toBase,
      int toStep,
      int toRowStep) {
    int run = c.run();
    for (int r = 0; r < c.runs(); r++) {
      int w = weights + r * run * width;
      int at = base + c.runAt(r);
      for (int y = 0; y < rows; y++) {
        int x = at + y * c.rowStep();
        int t = toBase + y * toRowStep;
        tiles(width, source, x, step, c.outWidth, packed, w, run, to, t, toStep);
      }
    }
  }

  /** One panel of pixels that lie evenly spaced. */
  private static void tiles(
      int width,
      float[] x,
      int x0,
      int xStep,
      int pixels,
      float[] w,
      int wo,
      int n,
      float[] to,
      int t,
      int tStep) {
    if (width == LANES) {
      narrowTiles(x, x0, xStep, pixels, w, wo, n, to, t, tStep);
      return;
    }
    int p = 0;
    for (; p + 6 <= pixels && p + 8 != pixels; p += 6) {
      VectorTiles.sweep6x2(x, x0 + p * xStep, xStep, w, wo, n, to, t + p * tStep, tStep);
    }
    for (; p + 4 <= pixels; p += 4) {
      VectorTiles.sweep4x2(x, x0 + p * xStep, xStep, w, wo, n, to, t + p * tStep, tStep);
    }
    for (; p + 2 <= pixels; p += 2) {
      VectorTiles.sweep2x2(x, x0 + p * xStep, xStep, w, wo, n, to, t + p * tStep, tStep);
    }
    if (p < pixels) {
      VectorTiles.sweep1x2(x, x0 + p * xStep, w, wo, n, to, t + p * tStep);
    }
  }

  private static void narrowTiles(
      float[] x,
      int x0,
      int xStep,
      int pixels,
      float[] w,
      int wo,
      int n,
      float[] to,
      int t,
      int tStep) {
    int p = 0;
    for (; p + 6 <= pixels; p += 6) {
      VectorTiles.sweep6x1(x, x0 + p * xStep, xStep, w, wo, n, to, t + p * tStep, tStep);
    }
    for (; p < pixels; p++) {
      VectorTiles.sweep1x1(x, x0 + p * xStep, w, wo, n, to, t + p * tStep);
    }
  }

  // gradient by the weights

  @Override
  public void convBackwardWeights(
      ConvGeometry g,
      int images,
      float[] input,
      float[] dOutput,
      float[] dWeights,
      Scratch scratch) {
    Winograd winograd = g.forward()[0].winograd();
    if (winograd != null) {
      VectorWinograd.gradient(winograd, images, input, dOutput, dWeights, scratch);
      return;
    }
    for (Correlation c : g.forward()) {
      VectorGradients.add(c, images, input, dOutput, dWeights, scratch);
    }
  }

  // loops over rows and choices

  @Override
  public void addRows(int rows, int columns, float[] values, float[] sums, Scratch scratch) {
    VectorElementwise.addRows(rows, columns, values, sums, scratch);
  }

  @Override
  public boolean isFinite(int first, int end, float[] values) {
    return VectorElementwise.isFinite(first, end, values);
  }

  @Override
  public void sum(int n, float[] a, float[] b, boolean rectify, float[] output) {
    VectorElementwise.sum(0, n, a, b, rectify, output);
  }

  @Override
  public void maximumBackward(
      int n,
      float[] input,
      float[] output,
      float[][] earlier,
      int earlierCount,
      float[] dOutput,
      float[] dInput) {
    VectorElementwise.maximumBackward(n, input, output, earlier, earlierCount, dOutput, dInput);
  }

  @Override
  public void activate(ElementFunction function, int n, float[] input, float[] output) {
    int done = VectorActivations.forward(function, n, input, output);
    ScalarActivations.forward(function, done, n, input, output);
  }

  @Override
  public void activateBackward(
      ElementFunction function, int n, float[] at, float[] dOutput, float[] dInput) {
    int done = VectorActivations.backward(function, n, at, dOutput, dInput);
    ScalarActivations.backward(function, done, n, at, dOutput, dInput);
  }
}
