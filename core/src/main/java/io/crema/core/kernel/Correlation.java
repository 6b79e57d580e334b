package io.crema.core.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sweep of a kernel over an image with borders, which is what both a convolution and its gradient
 * by the input are, or a part of one.
 *
 * <p>A convolution is one sweep for each group of channels. The gradient by the input is one for
 * each group and phase: the input pixels a stride apart meet the same weights, those of another
 * phase meet others.
 */
final class Correlation {

  /** Rows and columns of the image as it is stored, and from one of its pixels to the next. */
  final int sourceHeight;

  final int sourceWidth;
  final int sourceStep;

  /** Channels of the stored image before those of this sweep. */
  final int sourceFirst;

  /**
   * Rows and columns of zeros before the first stored pixel; less than 0 where some are left out.
   */
  final int padTop;

  final int padLeft;

  /** Rows, columns and channels of the image with its borders. */
  final int height;

  final int width;
  final int channels;

  final int kernelHeight;
  final int kernelWidth;

  /** Rows and columns from one pixel under the kernel to the next. */
  final int dilationHeight;

  final int dilationWidth;

  /** Rows and columns from one output to the next. */
  final int strideHeight;

  final int strideWidth;

  final int outHeight;
  final int outWidth;
  final int outChannels;

  /** Where the outputs go: the first of an image, from one to the next, from a row to the next. */
  final int outFirst;

  /** Channels of the output before those of this sweep. */
  final int outGroup;

  final int outStep;
  final int outRowStep;

  /** Values of one image of outputs, those of other parts included. */
  final int outSize;

  /** Whether this part has outputs in every row of the image. */
  final boolean everyRow;

  /** Length of the chain of one output value. */
  final int depth;

  /**
   * For each pixel of the kernel, in the order of the chain, which of the weights' pixels it is.
   */
  final int[] weightPixels;

  /** For each link of the chain, where in planes of the bordered image it meets the first pixel. */
  final int[] planePlaces;

  /** Whether the weights of an output channel follow each other, not those of an input channel. */
  final boolean transposed;

  /**
   * Weights of a pixel and of its rows, those of other groups included; the first of this group.
   */
  final int weightPixelStep;

  final int weightRowStep;
  final int weightFirst;

  private final @Nullable Winograd winograd;

  /** The stored image as it is, a part for each group. */
  static Correlation[] forward(Window window, int inChannels, int outChannels, int groups) {
    Correlation[] parts = new Correlation[groups];
    Sweep rows = Sweep.forward(window.rows());
    Sweep columns = Sweep.forward(window.columns());
    for (int group = 0; group < groups; group++) {
      parts[group] =
          new Correlation(
              rows, columns, inChannels, outChannels, groups, group, false, groups == 1);
    }
    return parts;
  }

  /**
   * The output's gradient under the kernel turned by 180 degrees, a part for each group and phase.
   */
  static Correlation[] backward(Window window, int inChannels, int outChannels, int groups) {
    List<Correlation> parts = new ArrayList<>();
    List<Sweep> rows = Sweep.backward(window.rows());
    List<Sweep> columns = Sweep.backward(window.columns());
    boolean whole = groups == 1 && rows.size() == 1 && columns.size() == 1;
    for (int group = 0; group < groups; group++) {
      for (Sweep row : rows) {
        for (Sweep column : columns) {
          parts.add(
              new Correlation(row, column, outChannels, inChannels, groups, group, true, whole));
        }
      }
    }
    return parts.toArray(Correlation[]::new);
  }

  /**
   * What a sweep does on one axis.
   *
   * @param source pixels of the stored image
   * @param pad zeros before it; less than 0 for pixels that are left out
   * @param length pixels with borders
   * @param kernel pixels under the kernel
   * @param dilation from one of them to the next
   * @param stride from one output to the next in the image with borders
   * @param out outputs
   * @param first place of the first output among those of all phases
   * @param step places from one output to the next
   * @param all places
   * @param firstWeight which pixel of the weights meets the first under the kernel
   * @param weightStep from one such pixel to the next
   * @param weights pixels of the weights
   */
  private record Sweep(
      int source,
      int pad,
      int length,
      int kernel,
      int dilation,
      int stride,
      int out,
      int first,
      int step,
      int all,
      int firstWeight,
      int weightStep,
      int weights) {

    static Sweep forward(Axis a) {
      return new Sweep(
          a.in(),
          a.before(),
          a.padded(),
          a.kernel(),
          a.dilation(),
          a.stride(),
          a.out(),
          0,
          1,
          a.out(),
          0,
          1,
          a.kernel());
    }

    /** One for each phase that has inputs. */
    static List<Sweep> backward(Axis a) {
      List<Sweep> phases = new ArrayList<>();
      for (int phase = 0; phase < Math.min(a.stride(), a.in()); phase++) {
        phases.add(phase(a, phase));
      }
      return phases;
    }

    /**
     * Input {@code i} meets weight {@code k} in output {@code (i + before - k * dilation) /
     * stride}, where that is a whole number.
     */
    private static Sweep phase(Axis a, int phase) {
      int common = AxisTaps.gcd(a.stride(), a.dilation());
      int weightStep = a.stride() / common;
      int dilation = a.dilation() / common;
      int out = (a.in() - 1 - phase) / a.stride() + 1;
      int last = a.kernel() - 1;
      while (last >= 0 && (phase + a.before() - last * a.dilation()) % a.stride() != 0) {
        last--;
      }
      int kernel = last < 0 ? 0 : last / weightStep + 1;
      int first = last < 0 ? 0 : (phase + a.before() - last * a.dilation()) / a.stride();
      int length = out + Math.max(kernel - 1, 0) * dilation;
      return new Sweep(
          a.out(),
          -first,
          length,
          kernel,
          dilation,
          1,
          out,
          phase,
          a.stride(),
          a.in(),
          last,
          -weightStep,
          a.kernel());
    }
  }

  private Correlation(
      Sweep rows,
      Sweep columns,
      int allChannels,
      int allOutChannels,
      int groups,
      int group,
      boolean backward,
      boolean whole) {
    channels = allChannels / groups;
    outChannels = allOutChannels / groups;
    sourceHeight = rows.source;
    sourceWidth = columns.source;
    sourceStep = allChannels;
    sourceFirst = group * channels;
    padTop = rows.pad;
    padLeft = columns.pad;
    height = rows.length;
    width = columns.length;
    kernelHeight = rows.kernel;
    kernelWidth = columns.kernel;
    dilationHeight = rows.dilation;
    dilationWidth = columns.dilation;
    strideHeight = rows.stride;
    strideWidth = columns.stride;
    outHeight = rows.out;
    outWidth = columns.out;
    outGroup = group * outChannels;
    outFirst = (rows.first * columns.all + columns.first) * allOutChannels + outGroup;
    outStep = columns.step * allOutChannels;
    outRowStep = rows.step * columns.all * allOutChannels;
    outSize = rows.all * columns.all * allOutChannels;
    everyRow = rows.step == 1;
    transposed = backward;
    depth = kernelHeight * kernelWidth * channels;
    weightPixels = weightPixels(rows, columns);
    planePlaces = new int[kernelHeight * kernelWidth > 1 ? depth : 0];
    Arrays.setAll(planePlaces, this::planePlace);
    int filters = backward ? allChannels : allOutChannels;
    weightRowStep = filters;
    weightPixelStep = (backward ? outChannels : channels) * filters;
    weightFirst = group * (backward ? channels : outChannels);
    winograd =
        whole && ConvAlgorithm.of(this) == ConvAlgorithm.WINOGRAD ? new Winograd(this) : null;
  }

  private static int[] weightPixels(Sweep rows, Sweep columns) {
    int[] pixels = new int[rows.kernel * columns.kernel];
    for (int i = 0; i < pixels.length; i++) {
      int y = rows.firstWeight + i / columns.kernel * rows.weightStep;
      int x = columns.firstWeight + i % columns.kernel * columns.weightStep;
      pixels[i] = y * columns.weights + x;
    }
    return pixels;
  }

  private int planePlace(int k) {
    int pixel = k / channels;
    int row = k % channels * height + pixel / kernelWidth * dilationHeight;
    return row * width + pixel % kernelWidth * dilationWidth;
  }

  ConvAlgorithm algorithm() {
    return winograd == null ? ConvAlgorithm.DIRECT : ConvAlgorithm.WINOGRAD;
  }

  /** The tiling of {@link ConvAlgorithm#WINOGRAD}, null for another algorithm. */
  @Nullable Winograd winograd() {
    return winograd;
  }

  /** Parts of one image's output that can be computed apart: tiles, pixels or rows. */
  int units() {
    if (winograd != null) {
      return winograd.tiles();
    }
    return isPointwise() ? outPixels() : outHeight;
  }

  /** Values of one image as it is stored, channels of other groups included. */
  int sourceSize() {
    return sourceHeight * sourceWidth * sourceStep;
  }

  /** Values of one image with its borders. */
  int size() {
    return height * width * channels;
  }

  /** Values from the first input of one output row to that of the next. */
  int rowStep() {
    return strideHeight * width * channels;
  }

  /** Inputs under the kernel that follow each other without a gap. */
  int run() {
    return dilationWidth == 1 ? kernelWidth * channels : channels;
  }

  /** Number of {@link #run}s under the kernel. */
  int runs() {
    return dilationWidth == 1 ? kernelHeight : kernelHeight * kernelWidth;
  }

  /** Values from the first input of an output to that of a run. */
  int runAt(int run) {
    int ky = dilationWidth == 1 ? run : run / kernelWidth;
    int kx = dilationWidth == 1 ? 0 : run % kernelWidth;
    return (ky * dilationHeight * width + kx * dilationWidth) * channels;
  }

  /** Where the weight of a link of the chain is, by the channel of the output. */
  int weightAt(int k, int outChannel) {
    int pixel = weightFirst + weightPixels[k / channels] * weightPixelStep;
    int channel = k % channels;
    return transposed
        ? pixel + outChannel * weightRowStep + channel
        : pixel + channel * weightRowStep + outChannel;
  }

  int outPixels() {
    return outHeight * outWidth;
  }

  /** Where the outputs of a row go, rows counted over all images. */
  int outAt(int row) {
    return row / outHeight * outSize + outFirst + row % outHeight * outRowStep;
  }

  /** Whether the outputs of a row, and those of the next, follow without a gap. */
  boolean isContiguous() {
    return outStep == outChannels && outRowStep == outWidth * outStep;
  }

  /** Whether the stored image is the bordered one. */
  boolean isBare() {
    return padTop == 0
        && padLeft == 0
        && height == sourceHeight
        && width == sourceWidth
        && channels == sourceStep;
  }

  /** Whether each output depends on one stored pixel, so that images follow without a gap. */
  boolean isPointwise() {
    return depth == channels
        && isBare()
        && isContiguous()
        && outPixels() == sourceHeight * sourceWidth;
  }

  /** Copies one stored image into its borders, channels last. */
  void border(float[] source, int from, float[] bordered) {
    Arrays.fill(bordered, 0, size(), 0f);
    int firstColumn = Math.max(0, -padLeft);
    int columns = Math.min(sourceWidth, width - padLeft) - firstColumn;
    int endRow = Math.min(sourceHeight, height - padTop);
    for (int y = Math.max(0, -padTop); y < endRow && columns > 0; y++) {
      int to = ((padTop + y) * width + padLeft + firstColumn) * channels;
      int line = from + (y * sourceWidth + firstColumn) * sourceStep + sourceFirst;
      if (channels == sourceStep) {
        System.arraycopy(source, line, bordered, to, columns * channels);
      } else {
        Elementwise.copyColumns(
            columns, channels, source, line, sourceStep, bordered, to, channels);
      }
    }
  }

  /** Copies one stored image into its borders, a row for each channel. */
  void planes(float[] source, int from, float[][] planes) {
    for (int c = 0; c < channels; c++) {
      plane(source, from, c, planes[c], 0);
    }
  }

  /** Copies one stored image into its borders, channels first. */
  void planes(float[] source, int from, float[] planes) {
    for (int c = 0; c < channels; c++) {
      plane(source, from, c, planes, c * height * width);
    }
  }

  private void plane(float[] source, int from, int channel, float[] plane, int base) {
    if (padTop != 0 || padLeft != 0 || height != sourceHeight || width != sourceWidth) {
      Arrays.fill(plane, base, base + height * width, 0f);
    }
    int firstColumn = Math.max(0, -padLeft);
    int columns = Math.min(sourceWidth, width - padLeft) - firstColumn;
    int endRow = Math.min(sourceHeight, height - padTop);
    for (int y = Math.max(0, -padTop); y < endRow && columns > 0; y++) {
      int row = base + (padTop + y) * width + padLeft + firstColumn;
      int line = from + (y * sourceWidth + firstColumn) * sourceStep + sourceFirst + channel;
      if (sourceStep == 1) {
        System.arraycopy(source, line, plane, row, columns);
        continue;
      }
      for (int x = 0; x < columns; x++) {
        plane[row + x] = source[line + x * sourceStep];
      }
    }
  }

  /** Copies what one output pixel of a bordered image depends on. */
  void patch(float[] bordered, int from, int y, int x, float[] patch, int to) {
    int run = run();
    int corner = from + y * rowStep() + x * strideWidth * channels;
    for (int r = 0; r < runs(); r++) {
      int line = corner + runAt(r);
      int start = to + r * run;
      for (int i = 0; i < run; i++) { // runs are short, too short for arraycopy
        patch[start + i] = bordered[line + i];
      }
    }
  }

  /** Copies what the output pixels of some rows depend on: {@code [rows, outWidth, depth]}. */
  void patches(float[] bordered, int from, int firstRow, int rows, float[] patches) {
    int to = 0;
    for (int y = firstRow; y < firstRow + rows; y++) {
      for (int x = 0; x < outWidth; x++) {
        patch(bordered, from, y, x, patches, to);
        to += depth;
      }
    }
  }
}
