package io.crema.core.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The arithmetic that layers are made of, over flat arrays, on the calling thread.
 *
 * <p>Layouts: images {@code [N, H, W, C]}, convolution weights {@code [kernelH, kernelW,
 * inChannels, outChannels]}. Arrays start at element 0 and may be longer than what is used. A
 * matrix product is the convolution of {@link ConvGeometry#matrix}. What works on single values or
 * rows is in {@link ElementwiseKernels}, normalization of single samples in {@link
 * SampleNormKernels}.
 *
 * <p>Every output value is one chain of fused multiply-adds in the order that its method states, so
 * all implementations give the same bits. A padded pixel takes part in its chain as a zero.
 *
 * <p>Nothing is checked: sizes are the caller's promise.
 */
public interface Kernels extends ElementwiseKernels, SampleNormKernels {

  /**
   * The fastest implementation that this JVM can load, or the one forced by the system property
   * {@code crema.kernels} ({@code scalar} or {@code vector}). The choice is made once and logged.
   *
   * @throws IllegalStateException if the forced implementation cannot be loaded, or its name is
   *     unknown
   */
  static Kernels lookup() {
    return KernelLookup.chosen();
  }

  /** {@code scalar} or {@code vector}. */
  String name();

  /** Floats in one vector register as this implementation uses it; 1 for the scalar one. */
  int lanes();

  /** Length of the array that {@link #packForward} fills. */
  int packedForwardLength(ConvGeometry geometry);

  /**
   * Brings weights into the order in which {@link #convForward} reads them.
   *
   * @param geometry sizes of the convolution
   * @param weights {@code [kernelH, kernelW, inChannels / groups, outChannels]}. Not modified.
   * @param packed {@link #packedForwardLength} values. Overwritten.
   */
  void packForward(ConvGeometry geometry, float[] weights, float[] packed);

  /** Length of the array that {@link #packBackward} fills. */
  int packedBackwardLength(ConvGeometry geometry);

  /**
   * Brings weights into the order in which {@link #convBackwardData} reads them.
   *
   * @param geometry sizes of the convolution
   * @param weights {@code [kernelH, kernelW, inChannels / groups, outChannels]}. Not modified.
   * @param packed {@link #packedBackwardLength} values. Overwritten.
   */
  void packBackward(ConvGeometry geometry, float[] weights, float[] packed);

  /**
   * Convolution (cross-correlation, as everywhere in neural networks) of whole images with a bias.
   *
   * @param geometry sizes of the convolution
   * @param images number of images
   * @param input {@code [images, H, W, inChannels]}. Not modified.
   * @param packed the weights as {@link #packForward} leaves them. Not modified.
   * @param bias {@code [outChannels]}, or null for zeros. Not modified.
   * @param output {@code [images, outH, outW, outChannels]}. Overwritten.
   * @param scratch work space of this thread
   */
  default void convForward(
      ConvGeometry geometry,
      int images,
      float[] input,
      float[] packed,
      float @Nullable [] bias,
      float[] output,
      Scratch scratch) {
    int end = images * geometry.forwardUnits();
    convForward(geometry, 0, end, input, packed, bias, null, false, output, scratch);
  }

  /**
   * Computes a part of a convolution with a bias. An addend is added to the finished values, and
   * the rectifier {@code max(x, 0)} comes last.
   *
   * <p>Chain of one output value: the bias, then over kernel rows, kernel columns, input channels,
   * all ascending; then the addend. By {@link ConvAlgorithm#WINOGRAD}: each product of a tile is a
   * chain from zero over input channels, ascending, and the bias is added after the transform, the
   * addend after the bias.
   *
   * @param geometry sizes of the convolution
   * @param first first unit, see {@link ConvGeometry#forwardUnits}
   * @param end end of the units, exclusive
   * @param input {@code [images, H, W, inChannels]}. Not modified.
   * @param packed the weights as {@link #packForward} leaves them. Not modified.
   * @param bias {@code [outChannels]}, or null for zeros. Not modified.
   * @param addend {@code [images, outH, outW, outChannels]}, another array than {@code output}, or
   *     null for none. Not modified.
   * @param rectify whether outputs below zero become zero
   * @param output {@code [images, outH, outW, outChannels]}. Overwritten where the units are.
   * @param scratch work space of this thread
   */
  void convForward(
      ConvGeometry geometry,
      int first,
      int end,
      float[] input,
      float[] packed,
      float @Nullable [] bias,
      float @Nullable [] addend,
      boolean rectify,
      float[] output,
      Scratch scratch);

  /** Whether {@link #convPoolForward} is there for a convolution, and takes less time. */
  default boolean poolsForward(ConvGeometry geometry) {
    return false;
  }

  /**
   * A convolution of whole images as {@link #convForward}, and max pooling over windows of 2x2
   * pixels behind it, {@link #maxPoolForward}, with the same bits. What pooling leaves is all that
   * is stored.
   *
   * @param geometry sizes of a convolution for which {@link #poolsForward}
   * @param images number of images
   * @param input {@code [images, H, W, inChannels]}. Not modified.
   * @param packed the weights as {@link #packForward} leaves them. Not modified.
   * @param bias {@code [outChannels]}, or null for zeros. Not modified.
   * @param rectify whether outputs below zero become zero
   * @param output {@code [images, outH / 2, outW / 2, outChannels]}. Overwritten.
   * @param scratch work space of this thread
   * @throws UnsupportedOperationException for other convolutions
   */
  default void convPoolForward(
      ConvGeometry geometry,
      int images,
      float[] input,
      float[] packed,
      float @Nullable [] bias,
      boolean rectify,
      float[] output,
      Scratch scratch) {
    throw new UnsupportedOperationException("convPoolForward: not there for " + geometry);
  }

  /**
   * Gradient of a convolution by its input.
   *
   * @param geometry sizes of the convolution
   * @param images number of images
   * @param dOutput {@code [images, outH, outW, outChannels]}. Not modified.
   * @param packed the weights as {@link #packBackward} leaves them. Not modified.
   * @param dInput {@code [images, H, W, inChannels]}. Overwritten.
   * @param scratch work space of this thread
   */
  default void convBackwardData(
      ConvGeometry geometry,
      int images,
      float[] dOutput,
      float[] packed,
      float[] dInput,
      Scratch scratch) {
    convBackwardData(geometry, images, dOutput, packed, null, false, null, dInput, scratch);
  }

  /**
   * Gradient of a convolution by its input, or by what a rectifier in front of it got. With a bias
   * it is a transposed convolution, whose output {@code dInput} is; there the rectifier {@code
   * max(x, 0)} comes last.
   *
   * <p>Chain of one value: the bias, then over kernel rows and columns, both descending, and output
   * channels ascending, where the stride meets an output. By {@link ConvAlgorithm#WINOGRAD} as in
   * {@link #convForward}.
   *
   * @param geometry sizes of the convolution
   * @param images number of images
   * @param dOutput {@code [images, outH, outW, outChannels]}. Not modified.
   * @param packed the weights as {@link #packBackward} leaves them. Not modified.
   * @param bias {@code [inChannels]}, or null for zeros. Not modified.
   * @param rectify whether results below zero become zero
   * @param rectified the input {@code [images, H, W, inChannels]} if a rectifier gave it: the
   *     gradient becomes zero where it is not positive. Null for no rectifier. Not modified.
   * @param dInput {@code [images, H, W, inChannels]}. Overwritten.
   * @param scratch work space of this thread
   */
  void convBackwardData(
      ConvGeometry geometry,
      int images,
      float[] dOutput,
      float[] packed,
      float @Nullable [] bias,
      boolean rectify,
      float @Nullable [] rectified,
      float[] dInput,
      Scratch scratch);

  /**
   * Gradient of a convolution by its weights, added to what is there.
   *
   * <p>Chain of one value: the value that is there, then over images, output rows, output columns,
   * all ascending. By {@link ConvAlgorithm#WINOGRAD}: each product's gradient is a chain from zero
   * over the tiles of all images, ascending, and the transform of those is added.
   *
   * @param geometry sizes of the convolution
   * @param images number of images
   * @param input {@code [images, H, W, inChannels]}. Not modified.
   * @param dOutput {@code [images, outH, outW, outChannels]}. Not modified.
   * @param dWeights {@code [kernelH, kernelW, inChannels / groups, outChannels]}. Added to.
   * @param scratch work space of this thread
   */
  void convBackwardWeights(
      ConvGeometry geometry,
      int images,
      float[] input,
      float[] dOutput,
      float[] dWeights,
      Scratch scratch);

  /**
   * Depthwise convolution with a bias: each channel has a kernel of its own, or as many as the
   * geometry's multiplier says. The rectifier {@code max(x, 0)} comes last. Chain of one output
   * value: the bias, then over kernel rows and columns, both ascending; padded pixels take no part.
   *
   * @param geometry sizes of the convolution
   * @param images number of images
   * @param input {@code [images, H, W, channels]}. Not modified.
   * @param weights {@code [kernelH, kernelW, channels, multiplier]}. Not modified.
   * @param bias {@code [channels * multiplier]}, or null for zeros. Not modified.
   * @param rectify whether outputs below zero become zero
   * @param output {@code [images, outH, outW, channels * multiplier]}. Overwritten.
   * @param scratch work space of this thread
   */
  void depthwiseForward(
      DepthwiseGeometry geometry,
      int images,
      float[] input,
      float[] weights,
      float @Nullable [] bias,
      boolean rectify,
      float[] output,
      Scratch scratch);

  /**
   * Gradient of a depthwise convolution by its input. Chain of one value: zero, then over the
   * output rows and columns that it is part of, both ascending; the chains of a channel's outputs
   * are added in order.
   *
   * @param geometry sizes of the convolution
   * @param images number of images
   * @param dOutput {@code [images, outH, outW, channels * multiplier]}. Not modified.
   * @param weights {@code [kernelH, kernelW, channels, multiplier]}. Not modified.
   * @param dInput {@code [images, H, W, channels]}. Overwritten.
   * @param scratch work space of this thread
   */
  void depthwiseBackwardData(
      DepthwiseGeometry geometry,
      int images,
      float[] dOutput,
      float[] weights,
      float[] dInput,
      Scratch scratch);

  /**
   * Gradient of a depthwise convolution by its weights, added to what is there. Chain of one value:
   * the value that is there, then over images, output rows, output columns, all ascending, where
   * the weight does not meet a padded pixel.
   *
   * @param geometry sizes of the convolution
   * @param images number of images
   * @param input {@code [images, H, W, channels]}. Not modified.
   * @param dOutput {@code [images, outH, outW, channels * multiplier]}. Not modified.
   * @param dWeights {@code [kernelH, kernelW, channels, multiplier]}. Added to.
   * @param scratch work space of this thread
   */
  void depthwiseBackwardWeights(
      DepthwiseGeometry geometry,
      int images,
      float[] input,
      float[] dOutput,
      float[] dWeights,
      Scratch scratch);

  /**
   * Largest value under each window; padding never wins.
   *
   * @param window how the window steps over the image
   * @param channels channels of input and output
   * @param images number of images
   * @param input {@code [images, H, W, channels]}. Not modified.
   * @param output {@code [images, outH, outW, channels]}. Overwritten.
   */
  void maxPoolForward(Window window, int channels, int images, float[] input, float[] output);

  /**
   * Gradient of {@link #maxPoolForward}: all of it goes to the first largest value of a window, row
   * by row. Where windows overlap the shares are added in the order of the windows.
   *
   * @param window how the window steps over the image
   * @param channels channels of input and output
   * @param images number of images
   * @param input {@code [images, H, W, channels]}. Not modified.
   * @param output what the forward pass gave. Not modified.
   * @param dOutput {@code [images, outH, outW, channels]}. Not modified.
   * @param rectified whether a rectifier gave the input: the gradient of windows without a positive
   *     value is lost there
   * @param dInput {@code [images, H, W, channels]}. Overwritten.
   * @param scratch work space of this thread
   */
  void maxPoolBackward(
      Window window,
      int channels,
      int images,
      float[] input,
      float[] output,
      float[] dOutput,
      boolean rectified,
      float[] dInput,
      Scratch scratch);

  /**
   * Mean under each window: the sum of the pixels that are in the image, row by row, divided by
   * their number, or by that of all pixels of the window.
   *
   * @param window how the window steps over the image
   * @param countsPadding whether padded pixels count, as zeros
   * @param channels channels of input and output
   * @param images number of images
   * @param input {@code [images, H, W, channels]}. Not modified.
   * @param output {@code [images, outH, outW, channels]}. Overwritten.
   */
  default void averagePoolForward(
      Window window,
      boolean countsPadding,
      int channels,
      int images,
      float[] input,
      float[] output) {
    Pooling.averageForward(window, countsPadding, channels, images, input, output);
  }

  /**
   * Gradient of {@link #averagePoolForward}.
   *
   * @param window how the window steps over the image
   * @param countsPadding whether padded pixels count
   * @param channels channels of input and output
   * @param images number of images
   * @param dOutput {@code [images, outH, outW, channels]}. Not modified.
   * @param dInput {@code [images, H, W, channels]}. Overwritten.
   */
  default void averagePoolBackward(
      Window window,
      boolean countsPadding,
      int channels,
      int images,
      float[] dOutput,
      float[] dInput) {
    Pooling.averageBackward(window, countsPadding, channels, images, dOutput, dInput);
  }

  /**
   * Upsampling that repeats every pixel in {@code factorHeight} rows and {@code factorWidth}
   * columns.
   *
   * @param geometry sizes of the upsampling
   * @param images number of images
   * @param input {@code [images, H, W, channels]}. Not modified.
   * @param output {@code [images, outH, outW, channels]}. Overwritten.
   */
  void upsampleNearest(UpsamplingGeometry geometry, int images, float[] input, float[] output);

  /**
   * Gradient of {@link #upsampleNearest}. Chain of one value: zero, then the sum over the output
   * rows and then the columns that repeat the pixel, both ascending.
   *
   * @param geometry sizes of the upsampling
   * @param images number of images
   * @param dOutput {@code [images, outH, outW, channels]}. Not modified.
   * @param dInput {@code [images, H, W, channels]}. Overwritten.
   */
  void upsampleNearestBackward(
      UpsamplingGeometry geometry, int images, float[] dOutput, float[] dInput);

  /**
   * Upsampling by bilinear interpolation between the centers of pixels, as Keras' {@code
   * UpSampling2D} has it: output {@code o} lies at {@code (o + 0.5) / factor - 0.5} of the input,
   * and pixels outside the image are those at its edge.
   *
   * <p>Chain of one output value, where a, b lie above and c, d below, and u, v are the fractions
   * of the column and of the row, rounded: {@code above = fma(u, b - a, a)}, {@code below = fma(u,
   * d - c, c)}, {@code fma(v, below - above, above)}.
   *
   * @param geometry sizes of the upsampling
   * @param images number of images
   * @param input {@code [images, H, W, channels]}. Not modified.
   * @param output {@code [images, outH, outW, channels]}. Overwritten.
   * @param scratch work space of this thread
   */
  void upsampleBilinear(
      UpsamplingGeometry geometry, int images, float[] input, float[] output, Scratch scratch);

  /**
   * Gradient of {@link #upsampleBilinear}. Weights are {@code 1 - u} and {@code u} on each axis,
   * and 1 for a pixel at the edge that stands for two.
   *
   * <p>Chain of one value: for each output column that the pixel has a weight in, the column's
   * gradient is zero, then the weighted sum over the output rows, ascending; of those the weighted
   * sum over the columns, from zero, ascending. All sums and products are fused.
   *
   * @param geometry sizes of the upsampling
   * @param images number of images
   * @param dOutput {@code [images, outH, outW, channels]}. Not modified.
   * @param dInput {@code [images, H, W, channels]}. Overwritten.
   * @param scratch work space of this thread
   */
  void upsampleBilinearBackward(
      UpsamplingGeometry geometry, int images, float[] dOutput, float[] dInput, Scratch scratch);

  /**
   * Mean and variance of each channel over all rows; the variance is that of these rows, the sum of
   * squares divided by their number.
   *
   * <p>Rows are taken in blocks of 256. In a block the sums of {@code d = values[r][c] - pivot} and
   * of {@code d * d} are chains from zero for ascending r, where pivot is the mean of the rows
   * before the block, rounded, or the first row; blocks are put together in double, in order.
   *
   * @param rows number of rows, at least 1
   * @param channels number of channels
   * @param values {@code [rows, channels]}. Not modified.
   * @param mean {@code [channels]}. Overwritten.
   * @param variance {@code [channels]}. Overwritten.
   * @param scratch work space of this thread
   */
  void batchMoments(
      int rows, int channels, float[] values, float[] mean, float[] variance, Scratch scratch);

  /**
   * Merges the moments of some rows into those of the rows before them, so that the moments of a
   * batch can be computed in parts. Chain of one total: the parts in double, in the order of the
   * calls (Chan, Golub &amp; LeVeque 1983). The variance of the batch is its total divided by the
   * number of all rows.
   *
   * @param channels number of channels
   * @param rowsBefore number of rows merged so far; 0 begins anew
   * @param rows number of rows of this part, at least 1
   * @param mean {@code [channels]} as {@link #batchMoments} gives it. Not modified.
   * @param variance {@code [channels]} as {@link #batchMoments} gives it. Not modified.
   * @param totals {@code [2, channels]}: means and sums of squared differences from them. Updated;
   *     overwritten if {@code rowsBefore} is 0.
   */
  default void mergeMoments(
      int channels, long rowsBefore, int rows, float[] mean, float[] variance, double[] totals) {
    Normalization.mergeMoments(channels, rowsBefore, rows, mean, variance, totals);
  }

  /**
   * Normalization of each channel: {@code (input - mean) * (gamma * inverseDeviation) + beta}, the
   * last two operations fused. An addend is added to that, and the rectifier comes last.
   *
   * @param rows number of rows
   * @param channels number of channels
   * @param input {@code [rows, channels]}. Not modified, unless it is {@code output}.
   * @param mean {@code [channels]}. Not modified.
   * @param inverseDeviation {@code [channels]}. Not modified.
   * @param gamma {@code [channels]}. Not modified.
   * @param beta {@code [channels]}. Not modified.
   * @param addend {@code [rows, channels]}, another array than {@code output}, or null for none.
   *     Not modified.
   * @param rectify whether outputs below zero become zero
   * @param output {@code [rows, channels]}. Overwritten; may be {@code input}.
   * @param scratch work space of this thread
   */
  void normalizeForward(
      int rows,
      int channels,
      float[] input,
      float[] mean,
      float[] inverseDeviation,
      float[] gamma,
      float[] beta,
      float @Nullable [] addend,
      boolean rectify,
      float[] output,
      Scratch scratch);

  /**
   * Gradient of {@link #normalizeForward} without an addend or a rectifier, where mean and
   * deviation are those of the rows ({@link #batchMoments}), which take part in it. That is {@link
   * #normalizeBackwardSums}, {@link #normalizeBackwardData} and {@link
   * #normalizeBackwardParameters} of the same rows.
   *
   * @param rows number of rows
   * @param channels number of channels
   * @param input {@code [rows, channels]}. Not modified.
   * @param mean {@code [channels]}. Not modified.
   * @param inverseDeviation {@code [channels]}. Not modified.
   * @param gamma {@code [channels]}. Not modified.
   * @param dOutput {@code [rows, channels]}. Not modified.
   * @param dGamma {@code [channels]}. Added to.
   * @param dBeta {@code [channels]}. Added to.
   * @param dInput {@code [rows, channels]}. Overwritten. Null if nobody needs it.
   * @param scratch work space of this thread
   */
  default void normalizeBackward(
      int rows,
      int channels,
      float[] input,
      float[] mean,
      float[] inverseDeviation,
      float[] gamma,
      float[] dOutput,
      float[] dGamma,
      float[] dBeta,
      float @Nullable [] dInput,
      Scratch scratch) {
    double[] totals = scratch.doubles(2 * channels);
    normalizeBackwardSums(rows, channels, input, mean, dOutput, totals, scratch);
    if (dInput != null) {
      normalizeBackwardData(
          rows,
          channels,
          rows,
          input,
          mean,
          inverseDeviation,
          gamma,
          totals,
          dOutput,
          dInput,
          scratch);
    }
    normalizeBackwardParameters(channels, inverseDeviation, totals, dGamma, dBeta);
  }

  /**
   * The sums over some rows that the gradient of {@link #normalizeForward} depends on. Those of a
   * batch are the sums of its parts.
   *
   * <p>The sums over rows are chains from zero in blocks of 256 rows, added in double, in order.
   *
   * @param rows number of rows
   * @param channels number of channels
   * @param input {@code [rows, channels]}. Not modified.
   * @param mean {@code [channels]}. Not modified.
   * @param dOutput {@code [rows, channels]}. Not modified.
   * @param totals {@code [2, channels]}: sums of {@code dOutput} and of {@code dOutput * (input -
   *     mean)}. Overwritten.
   * @param scratch work space of this thread
   */
  void normalizeBackwardSums(
      int rows,
      int channels,
      float[] input,
      float[] mean,
      float[] dOutput,
      double[] totals,
      Scratch scratch);

  /**
   * Gradient of {@link #normalizeForward} by gamma and beta, added to what is there.
   *
   * @param channels number of channels
   * @param inverseDeviation {@code [channels]}. Not modified.
   * @param totals the sums of {@link #normalizeBackwardSums} over all rows. Not modified.
   * @param dGamma {@code [channels]}. Added to.
   * @param dBeta {@code [channels]}. Added to.
   */
  default void normalizeBackwardParameters(
      int channels, float[] inverseDeviation, double[] totals, float[] dGamma, float[] dBeta) {
    Normalization.backwardParameters(channels, inverseDeviation, totals, dGamma, dBeta);
  }

  /**
   * Gradient of {@link #normalizeForward} by some rows of its input, where mean and deviation are
   * those of a batch that these rows are part of.
   *
   * <p>With {@code scale = gamma * inverseDeviation}: {@code dOutput * scale + ((input - mean) *
   * slope + offset)}, sums and products fused, where {@code slope = -scale * inverseDeviation^2 *
   * totals[1] / allRows} and {@code offset = -scale * totals[0] / allRows} are computed in double
   * and rounded.
   *
   * @param rows number of rows
   * @param channels number of channels
   * @param allRows number of rows of the batch
   * @param input {@code [rows, channels]}. Not modified.
   * @param mean {@code [channels]}. Not modified.
   * @param inverseDeviation {@code [channels]}. Not modified.
   * @param gamma {@code [channels]}. Not modified.
   * @param totals the sums of {@link #normalizeBackwardSums} over the batch. Not modified.
   * @param dOutput {@code [rows, channels]}. Not modified.
   * @param dInput {@code [rows, channels]}. Overwritten.
   * @param scratch work space of this thread
   */
  void normalizeBackwardData(
      int rows,
      int channels,
      long allRows,
      float[] input,
      float[] mean,
      float[] inverseDeviation,
      float[] gamma,
      double[] totals,
      float[] dOutput,
      float[] dInput,
      Scratch scratch);
}
