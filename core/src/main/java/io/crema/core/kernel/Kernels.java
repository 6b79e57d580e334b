package io.crema.core.kernel;

/**
 * The arithmetic that layers are made of, over flat arrays, on the calling thread.
 *
 * <p>Layouts: images {@code [N, H, W, C]}, convolution weights {@code [kernelH, kernelW,
 * inChannels, outChannels]}. Arrays start at element 0 and may be longer than what is used. A
 * matrix product is the convolution of {@link ConvGeometry#matrix}.
 *
 * <p>Every output value is one chain of fused multiply-adds in the order that its method states, so
 * all implementations give the same bits. A padded pixel takes part in its chain as a zero.
 *
 * <p>Nothing is checked: sizes are the caller's promise.
 */
public interface Kernels {

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
   * @param weights {@code [kernelH, kernelW, inChannels, outChannels]}. Not modified.
   * @param packed {@link #packedForwardLength} values. Overwritten.
   */
  void packForward(ConvGeometry geometry, float[] weights, float[] packed);

  /** Length of the array that {@link #packBackward} fills. */
  int packedBackwardLength(ConvGeometry geometry);

  /**
   * Brings weights into the order in which {@link #convBackwardData} reads them.
   *
   * @param geometry sizes of the convolution
   * @param weights {@code [kernelH, kernelW, inChannels, outChannels]}. Not modified.
   * @param packed {@link #packedBackwardLength} values. Overwritten.
   */
  void packBackward(ConvGeometry geometry, float[] weights, float[] packed);

  /**
   * Convolution (cross-correlation, as everywhere in neural networks) with a bias.
   *
   * <p>Chain of one output value: the bias, then over kernel rows, kernel columns, input channels,
   * all ascending.
   *
   * @param geometry sizes of the convolution
   * @param images number of images
   * @param input {@code [images, H, W, inChannels]}. Not modified.
   * @param packed the weights as {@link #packForward} leaves them. Not modified.
   * @param bias {@code [outChannels]}. Not modified.
   * @param output {@code [images, outH, outW, outChannels]}. Overwritten.
   * @param scratch work space of this thread
   */
  void convForward(
      ConvGeometry geometry,
      int images,
      float[] input,
      float[] packed,
      float[] bias,
      float[] output,
      Scratch scratch);

  /**
   * Gradient of a convolution by its input.
   *
   * <p>Chain of one value: zero, then over kernel rows and columns, both descending, and output
   * channels ascending. Where the stride is above 1 the output gradient takes part with zeros
   * between its pixels.
   *
   * @param geometry sizes of the convolution
   * @param images number of images
   * @param dOutput {@code [images, outH, outW, outChannels]}. Not modified.
   * @param packed the weights as {@link #packBackward} leaves them. Not modified.
   * @param dInput {@code [images, H, W, inChannels]}. Overwritten.
   * @param scratch work space of this thread
   */
  void convBackwardData(
      ConvGeometry geometry,
      int images,
      float[] dOutput,
      float[] packed,
      float[] dInput,
      Scratch scratch);

  /**
   * Gradient of a convolution by its weights, added to what is there.
   *
   * <p>Chain of one value: the value that is there, then over images, output rows, output columns,
   * all ascending.
   *
   * @param geometry sizes of the convolution
   * @param images number of images
   * @param input {@code [images, H, W, inChannels]}. Not modified.
   * @param dOutput {@code [images, outH, outW, outChannels]}. Not modified.
   * @param dWeights {@code [kernelH, kernelW, inChannels, outChannels]}. Added to.
   * @param scratch work space of this thread
   */
  void convBackwardWeights(
      ConvGeometry geometry,
      int images,
      float[] input,
      float[] dOutput,
      float[] dWeights,
      Scratch scratch);
}
