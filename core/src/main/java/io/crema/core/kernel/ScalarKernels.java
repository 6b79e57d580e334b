package io.crema.core.kernel;

import io.crema.core.kernel.Scratch.Use;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Kernels in plain Java.
 *
 * <p>Operands are copied into scratch rows and {@link ScalarRows} runs along them: over the pixels
 * of an image, a row for each channel, or over the weights of a pixel, whichever is longer.
 */
final class ScalarKernels extends SharedKernels {

  /** Pixels of a pointwise convolution that are worked on at a time. */
  private static final int BLOCK = 512;

  /** Output channels that make rows long enough where turning the weights for longer ones costs. */
  private static final int MIN_ROW = 64;

  /** Up to so many pixels a gradient takes less time than turning the weights twice. */
  private static final int FEW_PIXELS = 64;

  ScalarKernels() {
    super(
        new ScalarPixelOps(),
        new ScalarChannelOps(),
        new ScalarRowOps(),
        new ScalarBlendOps(),
        new ScalarSlopeOps(),
        new Depthwise(new ScalarDepthwiseOps(), 1));
  }

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int lanes() {
    return 1;
  }

  // packing: {@code [depth][outChannels]}, one part of a convolution after the other

  private static int packedLength(Correlation[] parts) {
    int length = 0;
    for (Correlation part : parts) {
      length += packedLength(part);
    }
    return length;
  }

  private static int packedLength(Correlation c) {
    return c.winograd() == null ? c.depth * c.outChannels : ScalarWinograd.packedLength(c);
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
        ScalarWinograd.pack(g.inChannels(), g.outChannels(), c.transposed, weights, packed);
        return;
      }
      for (int k = 0; k < c.depth; k++) {
        for (int o = 0; o < c.outChannels; o++) {
          packed[at++] = weights[c.weightAt(k, o)];
        }
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
    Correlation c = parts[0];
    Winograd winograd = c.winograd();
    if (winograd != null) {
      ScalarWinograd.correlate(
          winograd, first, end, input, packed, bias, addend, rectify, rectified, output, scratch);
      return;
    }
    boolean pointwise = parts.length == 1 && c.isPointwise();
    int units = pointwise ? c.outPixels() : c.everyRow ? c.outHeight : 1;
    int unit = c.outSize / units;
    int done = first;
    while (done < end) {
      int next;
      if (pointwise) {
        next = Math.min(end, done + BLOCK);
        if (c.outChannels > next - done) {
          alongChannels(c, input, done, next - done, packed, bias, output, scratch);
        } else {
          alongLine(c, input, done, next - done, packed, bias, output, scratch);
        }
      } else {
        int image = done / units;
        next = Math.min(end, (image + 1) * units);
        int weights = 0;
        for (Correlation part : parts) {
          int row = part.everyRow ? done : image * part.outHeight;
          int rows = part.everyRow ? next - done : part.outHeight;
          alongPixels(part, input, image, row, rows, packed, weights, bias, output, scratch);
          weights += packedLength(part);
        }
      }
      Elementwise.finish(done * unit, next * unit, addend, rectify, rectified, output);
      done = next;
    }
  }

  /** A row for each pixel, its values the output channels. */
  private static void alongChannels(
      Correlation c,
      float[] input,
      int firstPixel,
      int pixels,
      float[] packed,
      float @Nullable [] bias,
      float[] output,
      Scratch scratch) {
    int out = c.outChannels;
    float[][] sums = scratch.rows(Use.BLOCK, pixels, out);
    for (int p = 0; p < pixels; p++) {
      begin(sums[p], bias, out);
    }
    float[][] weights = scratch.rows(Use.PATCHES, ScalarRows.GROUP, out);
    int k = 0;
    while (k < c.depth) {
      int count = rowsAt(k, c.depth);
      for (int i = 0; i < count; i++) {
        System.arraycopy(packed, (k + i) * out, weights[i], 0, out);
      }
      ScalarRows.add(
          false,
          sums,
          0,
          pixels,
          weights,
          0,
          count,
          out,
          input,
          firstPixel * c.depth + k,
          c.depth,
          1);
      k += count;
    }
    for (int p = 0; p < pixels; p++) {
      System.arraycopy(sums[p], 0, output, (firstPixel + p) * out, out);
    }
  }

  /** As many rows as are added at a time, or one near the end. */
  private static int rowsAt(int done, int all) {
    return done + ScalarRows.GROUP <= all ? ScalarRows.GROUP : 1;
  }

  private static void begin(float[] row, float @Nullable [] bias, int length) {
    if (bias == null) {
      Arrays.fill(row, 0, length, 0f);
    } else {
      System.arraycopy(bias, 0, row, 0, length);
    }
  }

  /** A row for each output channel, its values the pixels of a pointwise convolution. */
  private static void alongLine(
      Correlation c,
      float[] input,
      int firstPixel,
      int pixels,
      float[] packed,
      float @Nullable [] bias,
      float[] output,
      Scratch scratch) {
    float[][] sums = beginRows(c, bias, pixels, scratch);
    float[][] taps = scratch.rows(Use.PATCHES, ScalarRows.GROUP, pixels);
    int k = 0;
    while (k < c.depth) {
      int count = rowsAt(k, c.depth);
      for (int i = 0; i < count; i++) {
        int from = firstPixel * c.depth + k + i;
        for (int p = 0; p < pixels; p++) {
          taps[i][p] = input[from + p * c.depth];
        }
      }
      ScalarRows.add(
          false,
          sums,
          0,
          c.outChannels,
          taps,
          0,
          count,
          pixels,
          packed,
          k * c.outChannels,
          1,
          c.outChannels);
      k += count;
    }
    store(c, sums, 1, pixels, pixels, output, firstPixel * c.outChannels);
  }

  private static float[][] beginRows(
      Correlation c, float @Nullable [] bias, int length, Scratch scratch) {
    float[][] sums = scratch.rows(Use.BLOCK, c.outChannels, length);
    for (int o = 0; o < c.outChannels; o++) {
      Arrays.fill(sums[o], 0, length, bias == null ? 0f : bias[c.outGroup + o]);
    }
    return sums;
  }

  /** A row for each output channel, its values the pixels of some rows of an image. */
  private static void alongPixels(
      Correlation c,
      float[] input,
      int image,
      int firstRow,
      int rows,
      float[] packed,
      int weights,
      float @Nullable [] bias,
      float[] output,
      Scratch scratch) {
    float[][] planes = scratch.rows(Use.IMAGE, c.channels, c.height * c.width);
    c.planes(input, image * c.sourceSize(), planes);
    int n = rowLength(c, rows);
    float[][] sums = beginRows(c, bias, n, scratch);
    float[][] taps = scratch.rows(Use.PATCHES, ScalarRows.GROUP, n);
    int y = firstRow - image * c.outHeight;
    int k = 0;
    while (k < c.depth) {
      int count = rowsAt(k, c.depth);
      for (int i = 0; i < count; i++) {
        tap(c, planes, k + i, y, rows, taps[i], n);
      }
      ScalarRows.add(
          false,
          sums,
          0,
          c.outChannels,
          taps,
          0,
          count,
          n,
          packed,
          weights + k * c.outChannels,
          1,
          c.outChannels);
      k += count;
    }
    int pitch = isDense(c) ? c.width : c.outWidth;
    store(c, sums, rows, c.outWidth, pitch, output, c.outAt(firstRow));
  }

  private static boolean isDense(Correlation c) {
    return c.strideHeight == 1 && c.strideWidth == 1;
  }

  /** Pixels in a row; at stride 1 they include those between the end of a line and the next. */
  private static int rowLength(Correlation c, int rows) {
    return isDense(c) ? (rows - 1) * c.width + c.outWidth : rows * c.outWidth;
  }

  /** The input that one weight meets at every output pixel of some rows. */
  private static void tap(
      Correlation c, float[][] planes, int k, int firstRow, int rows, float[] tap, int n) {
    float[] plane = planes[k % c.channels];
    int kernelPixel = k / c.channels;
    int row = kernelPixel / c.kernelWidth * c.dilationHeight + firstRow * c.strideHeight;
    int corner = row * c.width + kernelPixel % c.kernelWidth * c.dilationWidth;
    if (isDense(c)) {
      System.arraycopy(plane, corner, tap, 0, n);
      return;
    }
    int to = 0;
    for (int y = 0; y < rows; y++) {
      int line = corner + y * c.strideHeight * c.width;
      for (int x = 0; x < c.outWidth; x++) {
        tap[to++] = plane[line + x * c.strideWidth];
      }
    }
  }

  private static void store(
      Correlation c, float[][] sums, int rows, int width, int pitch, float[] output, int base) {
    for (int o = 0; o < c.outChannels; o++) {
      float[] row = sums[o];
      for (int y = 0; y < rows; y++) {
        int to = base + y * c.outRowStep + o;
        for (int x = 0; x < width; x++) {
          output[to + x * c.outStep] = row[y * pitch + x];
        }
      }
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
      ScalarWinograd.gradient(winograd, images, input, dOutput, dWeights, scratch);
      return;
    }
    for (Correlation c : g.forward()) {
      addGradients(c, images, input, dOutput, dWeights, scratch);
    }
  }

  private static void addGradients(
      Correlation c,
      int images,
      float[] input,
      float[] dOutput,
      float[] dWeights,
      Scratch scratch) {
    boolean worthTurning = c.outChannels < MIN_ROW || images * c.outPixels() > FEW_PIXELS;
    boolean alongPatch = c.depth >= c.outChannels && worthTurning;
    int rows = alongPatch ? c.outChannels : c.depth;
    int length = alongPatch ? c.depth : c.outChannels;
    float[][] sums = scratch.rows(Use.WEIGHTS, rows, length);
    copyWeights(c, alongPatch, dWeights, sums, true);
    int strips = c.isPointwise() ? 1 : images; // pixels of a pointwise one follow without a gap
    int pixels = images / strips * c.outPixels();
    for (int image = 0; image < strips; image++) {
      float[] source = input;
      int base = image * c.sourceSize();
      if (!c.isBare()) {
        source = scratch.array(Use.IMAGE, c.size());
        c.border(input, base, source);
        base = 0;
      }
      int d = c.outAt(image * c.outHeight);
      if (alongPatch) {
        gradientAlongPatch(c, pixels, source, base, dOutput, d, sums, scratch);
      } else {
        gradientAlongChannels(c, pixels, source, base, dOutput, d, sums, scratch);
      }
    }
    copyWeights(c, alongPatch, dWeights, sums, false);
  }

  private static void copyWeights(
      Correlation c, boolean transposed, float[] flat, float[][] rows, boolean load) {
    for (int k = 0; k < c.depth; k++) {
      int at = c.weightAt(k, 0);
      if (transposed) {
        for (int o = 0; o < c.outChannels; o++) {
          if (load) {
            rows[o][k] = flat[at + o];
          } else {
            flat[at + o] = rows[o][k];
          }
        }
      } else if (load) {
        System.arraycopy(flat, at, rows[k], 0, c.outChannels);
      } else {
        System.arraycopy(rows[k], 0, flat, at, c.outChannels);
      }
    }
  }

  /** A row for each output channel, its values the weights of that channel. */
  private static void gradientAlongPatch(
      Correlation c,
      int pixels,
      float[] source,
      int base,
      float[] dOutput,
      int d,
      float[][] sums,
      Scratch scratch) {
    float[][] patches = scratch.rows(Use.PATCHES, ScalarRows.GROUP, c.depth);
    int out = c.outChannels;
    int p = 0;
    while (p < pixels) {
      int count = rowsAt(p, pixels);
      for (int i = 0; i < count; i++) {
        c.patch(source, base, (p + i) / c.outWidth, (p + i) % c.outWidth, patches[i], 0);
      }
      int at = d + p * c.outStep;
      ScalarRows.add(false, sums, 0, out, patches, 0, count, c.depth, dOutput, at, 1, c.outStep);
      p += count;
    }
  }

  /** A row for each weight of a channel, its values the output channels. */
  private static void gradientAlongChannels(
      Correlation c,
      int pixels,
      float[] source,
      int base,
      float[] dOutput,
      int d,
      float[][] sums,
      Scratch scratch) {
    int out = c.outChannels;
    float[] patches = scratch.array(Use.PATCHES, ScalarRows.GROUP * c.depth);
    float[][] rows = scratch.rows(Use.GRADIENT, ScalarRows.GROUP, out);
    int p = 0;
    while (p < pixels) {
      int count = rowsAt(p, pixels);
      for (int i = 0; i < count; i++) {
        int y = (p + i) / c.outWidth;
        int x = (p + i) % c.outWidth;
        c.patch(source, base, y, x, patches, i * c.depth);
        System.arraycopy(dOutput, d + (p + i) * c.outStep, rows[i], 0, out);
      }
      ScalarRows.add(false, sums, 0, c.depth, rows, 0, count, out, patches, 0, 1, c.depth);
      p += count;
    }
  }
}
