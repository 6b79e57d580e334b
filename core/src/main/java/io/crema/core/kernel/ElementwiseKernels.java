package io.crema.core.kernel;

/**
 * The part of {@link Kernels} that works on single values or on rows, whatever they stand for:
 * activations, losses, sums and the steps of optimizers. An implementation overrides what it can do
 * faster with the same bits.
 */
public interface ElementwiseKernels {

  /**
   * Adds up rows: {@code sums[c] += values[r][c]} for ascending r.
   *
   * @param rows number of rows
   * @param columns number of columns
   * @param values {@code [rows, columns]}. Not modified.
   * @param sums {@code [columns]}. Added to.
   * @param scratch work space of this thread
   */
  default void addRows(int rows, int columns, float[] values, float[] sums, Scratch scratch) {
    Elementwise.addRows(rows, columns, values, sums);
  }

  /**
   * {@code to[i] += from[i]}.
   *
   * @param first first index
   * @param end index behind the last
   * @param from not modified
   * @param to added to
   */
  default void add(int first, int end, float[] from, float[] to) {
    Elementwise.add(first, end, from, to);
  }

  /**
   * Sum of two arrays, {@code a[i] + b[i]}, with the rectifier {@code max(x, 0)} after it if that
   * is wanted.
   *
   * @param n number of values
   * @param a not modified, unless it is {@code output}
   * @param b not modified, unless it is {@code output}
   * @param rectify whether outputs below zero become zero
   * @param output overwritten; may be {@code a} or {@code b}
   */
  default void sum(int n, float[] a, float[] b, boolean rectify, float[] output) {
    Elementwise.sum(0, n, a, b, rectify, output);
  }

  /**
   * Product of two arrays, {@code a[i] * b[i]}.
   *
   * @param n number of values
   * @param a not modified, unless it is {@code output}
   * @param b not modified, unless it is {@code output}
   * @param output overwritten; may be {@code a} or {@code b}
   */
  default void multiply(int n, float[] a, float[] b, float[] output) {
    Elementwise.multiply(n, a, b, output);
  }

  /**
   * Product of an array and a number, {@code factor * from[i]}.
   *
   * @param n number of values
   * @param factor the number
   * @param from not modified, unless it is {@code to}
   * @param to overwritten; may be {@code from}
   */
  default void scale(int n, float factor, float[] from, float[] to) {
    Elementwise.scale(n, factor, from, to);
  }

  /**
   * The larger of two arrays' values, as {@link Math#max(float, float)}: NaN if one of them is.
   *
   * @param n number of values
   * @param a not modified, unless it is {@code output}
   * @param b not modified, unless it is {@code output}
   * @param output overwritten; may be {@code a} or {@code b}
   */
  default void maximum(int n, float[] a, float[] b, float[] output) {
    Elementwise.maximum(n, a, b, output);
  }

  /**
   * Gradient of the largest of several inputs, {@link #maximum}, by one of them: {@code dOutput[i]}
   * if this input is the first that equals the output, else 0. Where the output is NaN no input
   * equals it, and all gradients are 0.
   *
   * @param n number of values
   * @param input the input to differentiate by. Not modified.
   * @param output the largest of all inputs. Not modified.
   * @param earlier the inputs before this one, in any order. Not modified.
   * @param earlierCount number of those, which may be fewer than {@code earlier} has
   * @param dOutput not modified
   * @param dInput overwritten
   */
  default void maximumBackward(
      int n,
      float[] input,
      float[] output,
      float[][] earlier,
      int earlierCount,
      float[] dOutput,
      float[] dInput) {
    Elementwise.maximumBackward(n, input, output, earlier, earlierCount, dOutput, dInput);
  }

  /**
   * Copies all channels of an array into some channels of an array that has more of them.
   *
   * @param rows number of rows (pixels)
   * @param channels channels of the input
   * @param input {@code [rows, channels]}. Not modified.
   * @param totalChannels channels of the output
   * @param offset the output channel that the first input channel becomes
   * @param output {@code [rows, totalChannels]}. Overwritten in those channels.
   */
  default void concat(
      int rows, int channels, float[] input, int totalChannels, int offset, float[] output) {
    Elementwise.copyColumns(rows, channels, input, 0, channels, output, offset, totalChannels);
  }

  /**
   * Copies some channels of an array into an array of their own: the reverse of {@link #concat}.
   *
   * @param rows number of rows (pixels)
   * @param channels channels of the output
   * @param input {@code [rows, totalChannels]}. Not modified.
   * @param totalChannels channels of the input
   * @param offset the input channel that becomes the first output channel
   * @param output {@code [rows, channels]}. Overwritten.
   */
  default void slice(
      int rows, int channels, float[] input, int totalChannels, int offset, float[] output) {
    Elementwise.copyColumns(rows, channels, input, offset, totalChannels, output, 0, channels);
  }

  /**
   * Copies samples with their axes in another order.
   *
   * @param permutation the order
   * @param samples number of samples
   * @param input the samples one after the other. Not modified.
   * @param output the same. Overwritten.
   */
  default void permute(Permutation permutation, int samples, float[] input, float[] output) {
    permutation.apply(samples, input, output);
  }

  /**
   * Sum of squares in double, ascending.
   *
   * @param first first index
   * @param end index behind the last
   * @param values not modified
   */
  default double sumOfSquares(int first, int end, float[] values) {
    return Elementwise.sumOfSquares(first, end, values);
  }

  /**
   * Whether values are finite: neither infinite nor NaN.
   *
   * @param first first index
   * @param end end of the indices, exclusive
   * @param values not modified
   */
  default boolean isFinite(int first, int end, float[] values) {
    return Elementwise.isFinite(first, end, values);
  }

  /**
   * Applies a function to each value.
   *
   * @param function the function
   * @param n number of values
   * @param input not modified, unless it is {@code output}
   * @param output overwritten; may be {@code input} unless the function {@linkplain
   *     ElementFunction#readsInput reads that} in its derivative
   */
  default void activate(ElementFunction function, int n, float[] input, float[] output) {
    ScalarActivations.forward(function, 0, n, input, output);
  }

  /**
   * Gradient of {@link #activate}: the derivative times {@code dOutput}.
   *
   * @param function the function
   * @param n number of values
   * @param at the input of the forward pass if the function {@linkplain ElementFunction#readsInput
   *     reads that}, else its output. Not modified.
   * @param dOutput not modified, unless it is {@code dInput}
   * @param dInput overwritten; may be {@code dOutput} unless the function reads the input
   */
  default void activateBackward(
      ElementFunction function, int n, float[] at, float[] dOutput, float[] dInput) {
    ScalarActivations.backward(function, 0, n, at, dOutput, dInput);
  }

  /**
   * Rectifier with a slope for each channel: {@code x > 0 ? x : slopes[c] * x}.
   *
   * @param rows number of rows (pixels)
   * @param channels number of channels
   * @param slopes {@code [channels]}. Not modified.
   * @param input {@code [rows, channels]}. Not modified.
   * @param output {@code [rows, channels]}. Overwritten.
   * @param scratch work space of this thread
   */
  void preluForward(
      int rows, int channels, float[] slopes, float[] input, float[] output, Scratch scratch);

  /**
   * Gradients of {@link #preluForward}. That by a slope sums {@code input * dOutput} where the
   * input is not positive: with a multiple of 16 channels from 64 on, one chain of fused
   * multiply-adds over ascending rows; else 16 of them, each over every sixteenth row. They are
   * added to the gradient in order.
   *
   * @param rows number of rows (pixels)
   * @param channels number of channels
   * @param slopes {@code [channels]}. Not modified.
   * @param input {@code [rows, channels]}. Not modified.
   * @param dOutput {@code [rows, channels]}. Not modified.
   * @param dSlopes {@code [channels]}. Added to.
   * @param dInput {@code [rows, channels]}, another array than {@code input}. Overwritten.
   * @param scratch work space of this thread
   */
  void preluBackward(
      int rows,
      int channels,
      float[] slopes,
      float[] input,
      float[] dOutput,
      float[] dSlopes,
      float[] dInput,
      Scratch scratch);

  /**
   * Probabilities {@code exp(x - max) / sum} of each row.
   *
   * @param rows number of rows
   * @param columns number of classes
   * @param input {@code [rows, columns]}. Not modified, unless it is {@code output}.
   * @param output {@code [rows, columns]}. Overwritten; may be {@code input}.
   */
  default void softmaxForward(int rows, int columns, float[] input, float[] output) {
    Softmax.forward(rows, columns, input, output);
  }

  /**
   * Gradient of {@link #softmaxForward} from its output.
   *
   * @param rows number of rows
   * @param columns number of classes
   * @param output what the forward pass gave. Not modified.
   * @param dOutput {@code [rows, columns]}. Not modified, unless it is {@code dInput}.
   * @param dInput {@code [rows, columns]}. Overwritten; may be {@code dOutput}.
   */
  default void softmaxBackward(
      int rows, int columns, float[] output, float[] dOutput, float[] dInput) {
    Softmax.backward(rows, columns, output, dOutput, dInput);
  }

  /**
   * Cross-entropy of the softmax of logits against target distributions, by log-sum-exp, and its
   * gradient. A part of each target may be spread evenly over the classes (label smoothing, Szegedy
   * et al. 2016): {@code (1 - smoothing) target + smoothing / columns}.
   *
   * @param rows number of rows
   * @param columns number of classes
   * @param logits {@code [rows, columns]}. Not modified.
   * @param targets {@code [rows, columns]}, each row a distribution. Not modified.
   * @param scale factor of the gradient
   * @param smoothing 0 for none, which leaves every bit as it is
   * @param losses loss of each row from {@code firstLoss} on. Overwritten.
   * @param firstLoss where to begin in {@code losses}
   * @param dLogits {@code [rows, columns]}. Overwritten.
   */
  default void softmaxCrossEntropy(
      int rows,
      int columns,
      float[] logits,
      float[] targets,
      float scale,
      double smoothing,
      double[] losses,
      int firstLoss,
      float[] dLogits) {
    Softmax.crossEntropy(
        rows, columns, logits, targets, scale, smoothing, losses, firstLoss, dLogits);
  }

  /**
   * Mean over the columns of the squared difference, and its gradient.
   *
   * @param rows number of rows
   * @param columns number of values in a row
   * @param outputs {@code [rows, columns]}. Not modified.
   * @param targets {@code [rows, columns]}. Not modified.
   * @param scale factor of the gradient
   * @param losses loss of each row from {@code firstLoss} on. Overwritten.
   * @param firstLoss where to begin in {@code losses}
   * @param dOutputs {@code [rows, columns]}. Overwritten.
   */
  default void meanSquaredError(
      int rows,
      int columns,
      float[] outputs,
      float[] targets,
      float scale,
      double[] losses,
      int firstLoss,
      float[] dOutputs) {
    Elementwise.meanSquaredError(
        rows, columns, outputs, targets, scale, losses, firstLoss, dOutputs);
  }

  /**
   * One step of Adam (Kingma &amp; Ba 2015, algorithm 1), or of AdamW (Loshchilov &amp; Hutter
   * 2019) with a decay:
   *
   * <pre>{@code
   * m = beta1 m + (1 - beta1) g
   * v = beta2 v + (1 - beta2) g g
   * w = w - decay w - stepSize m / (sqrt(v) + epsilonHat)
   * }</pre>
   *
   * @param first first index
   * @param end index behind the last
   * @param weights overwritten
   * @param gradient not modified
   * @param moment1 m. Overwritten.
   * @param moment2 v. Overwritten.
   * @param step the constants of this step
   */
  default void adam(
      int first,
      int end,
      float[] weights,
      float[] gradient,
      float[] moment1,
      float[] moment2,
      AdamStep step) {
    Elementwise.adam(first, end, weights, gradient, moment1, moment2, step);
  }

  /**
   * {@code values[i] -= share * values[i]}, rounded once.
   *
   * @param first first index
   * @param end index behind the last
   * @param values overwritten
   * @param share what is taken off, from 0 to 1
   */
  default void shrink(int first, int end, float[] values, float share) {
    Elementwise.shrink(first, end, values, share);
  }

  /**
   * Adds the gradient of a penalty on weights, {@code l1 |w| + l2 w^2}, to a gradient: {@code fma(2
   * l2, w, gradient + l1 sign(w))}, where zero has the sign zero.
   *
   * @param first first index
   * @param end end of the indices, exclusive
   * @param weights not modified
   * @param l1 factor of the absolute values
   * @param l2 factor of the squares
   * @param gradient added to
   */
  default void addPenalty(
      int first, int end, float[] weights, float l1, float l2, float[] gradient) {
    Elementwise.addPenalty(first, end, weights, l1, l2, gradient);
  }

  /**
   * Scales the weights of output units down to a Euclidean norm where theirs is above it: by {@code
   * limit / norm}, rounded. The squares of a column are added in double, ascending rows, then those
   * of the columns of a unit, ascending.
   *
   * @param rows number of rows
   * @param units number of units
   * @param length columns of a unit, side by side
   * @param first first unit
   * @param end end of the units, exclusive
   * @param limit largest norm
   * @param values {@code [rows, units, length]}. Overwritten in those units.
   * @param squares work space of {@code units * length} values. Overwritten in those units.
   */
  default void limitNorms(
      int rows,
      int units,
      int length,
      int first,
      int end,
      double limit,
      float[] values,
      double[] squares) {
    Elementwise.limitNorms(rows, units, length, first, end, limit, values, squares);
  }

  /**
   * One step of gradient descent with momentum (Sutskever et al. 2013):
   *
   * <pre>{@code
   * v = momentum v - learningRate (g + decay w)
   * w = w + v                                            plain
   * w = w + momentum v - learningRate (g + decay w)      Nesterov
   * }</pre>
   *
   * @param first first index
   * @param end index behind the last
   * @param weights overwritten
   * @param gradient not modified
   * @param velocity v. Overwritten.
   * @param learningRate factor of the gradient
   * @param momentum 0 for none
   * @param nesterov whether the step looks ahead
   * @param decay L2 factor, 0 for none
   */
  default void sgd(
      int first,
      int end,
      float[] weights,
      float[] gradient,
      float[] velocity,
      float learningRate,
      float momentum,
      boolean nesterov,
      float decay) {
    Elementwise.sgd(
        first, end, weights, gradient, velocity, learningRate, momentum, nesterov, decay);
  }
}
