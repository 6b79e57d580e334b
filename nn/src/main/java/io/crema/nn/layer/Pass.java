package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.kernel.Scratch;
import io.crema.core.random.SplitMix64;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What goes with a part of a batch through the layers: the kernels, whether this is training, where
 * gradients are added up, and the random numbers of each sample.
 *
 * <p>Belongs to one thread at a time.
 */
public final class Pass {

  private static final float[][] NO_GRADIENTS = {};
  private static final int[] NO_SAMPLES = {};

  private final Kernels kernels;
  private final Scratch scratch = new Scratch();
  private final Map<BoundLayer, Object> memories = new IdentityHashMap<>();

  private float[][][] kept = {};
  private boolean training;
  private float[][] gradients = NO_GRADIENTS;
  private int[] samples = NO_SAMPLES;
  private int firstSample;
  private long epochSeed;
  private int layer;
  private boolean rectify;
  private boolean inputRectified;

  /**
   * A pass for prediction.
   *
   * @param kernels the kernels that all layers use
   */
  public Pass(Kernels kernels) {
    this.kernels = kernels;
  }

  /**
   * Makes this a pass for training.
   *
   * @param sums for each parameter what its gradient is added to
   * @param seed of the random numbers of this epoch
   */
  public void train(float[][] sums, long seed) {
    training = true;
    gradients = sums;
    epochSeed = seed;
  }

  /**
   * Says which samples the rows of the tensors are.
   *
   * @param order numbers of samples. Not modified.
   * @param first where in {@code order} the sample of row 0 is
   */
  public void samples(int[] order, int first) {
    samples = order;
    firstSample = first;
  }

  /**
   * Says which layer is about to be called, and what it does for its neighbours.
   *
   * @param index position of the layer in its model
   * @param rectifyOutput what {@link #rectify} answers
   * @param rectifiedInput what {@link #inputRectified} answers
   */
  public void layer(int index, boolean rectifyOutput, boolean rectifiedInput) {
    layer = index;
    rectify = rectifyOutput;
    inputRectified = rectifiedInput;
  }

  /**
   * Makes this the pass of layers inside of the one that another pass has reached: they get its
   * samples, its gradients and its kind, and random numbers of their own.
   *
   * @param outer the other pass, of the same thread
   */
  public void inside(Pass outer) {
    training = outer.training;
    gradients = outer.gradients;
    samples = outer.samples;
    firstSample = outer.firstSample;
    epochSeed = SplitMix64.derive(outer.epochSeed, ~outer.layer); // no sample has such a number
  }

  /**
   * {@return what a layer keeps in this pass from one call to the next, as from the forward to the
   * backward pass} Others that use the layer at the same time have passes of their own.
   *
   * @param owner the layer
   * @param type class of what it keeps
   * @param maker makes it when the layer asks for the first time
   * @param <T> class of what it keeps
   */
  public <T> T memory(BoundLayer owner, Class<T> type, Supplier<T> maker) {
    Object memory = memories.get(owner);
    if (memory == null) {
      memory = maker.get();
      memories.put(owner, memory);
    }
    return type.cast(memory);
  }

  /** {@return whether the layer is to do the work of the rectifier behind it, forward} */
  public boolean rectify() {
    return rectify;
  }

  /** {@return whether the layer is to do the work of the rectifier in front of it, backward} */
  public boolean inputRectified() {
    return inputRectified;
  }

  /** {@return whether this is training, where dropout drops} */
  public boolean training() {
    return training;
  }

  /**
   * {@return where the gradient by a parameter is added up} It has as many values as the parameter.
   *
   * @param parameter a parameter of the model
   */
  public float[] gradient(Parameter parameter) {
    return gradients[parameter.index()];
  }

  /**
   * {@return a seed that belongs to this row's sample, in this epoch, in this layer} Forward and
   * backward get the same one, whatever the threads and the batches.
   *
   * @param row row of the tensors
   */
  public long seed(int row) {
    long sample = samples[firstSample + row];
    return SplitMix64.derive(SplitMix64.derive(epochSeed, sample), layer);
  }

  /**
   * {@return an array that this layer finds again in its backward pass as its forward pass left it}
   * Belongs to this pass, so to one group of samples at a time.
   *
   * @param which number of the array, 0 or 1
   * @param length number of values, always the same
   */
  public float[] kept(int which, int length) {
    if (layer >= kept.length) {
      kept = Arrays.copyOf(kept, layer + 1);
    }
    if (kept[layer] == null) {
      kept[layer] = new float[2][length];
    }
    return kept[layer][which];
  }

  /** {@return the kernels, for the layers of this module} */
  public Kernels kernels() {
    return kernels;
  }

  /** {@return work space of this thread, for the layers of this module} */
  public Scratch scratch() {
    return scratch;
  }
}
