package io.crema.nn.layer;

import io.crema.core.kernel.Scratch;
import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.PassControl;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one implementation of {@link Pass}, with the side that plans see. */
final class ThreadPass implements Pass, PassControl {

  private static final float[][] NO_GRADIENTS = {};
  private static final int[] NO_SAMPLES = {};
  private static final int[] NOWHERE = {0};

  private final Scratch scratch = new Scratch();
  private final IdentityHashMap<Object, Object> memories = new IdentityHashMap<>();

  private boolean training;
  private float[][] gradients = NO_GRADIENTS;
  private int[] samples = NO_SAMPLES;
  private int firstSample;
  private long epochSeed;
  private int[] path = NOWHERE;
  private boolean needsInputGradient = true;
  private boolean rectify;
  private @Nullable Tensor addend;
  private boolean inputRectified;

  /** {@return the side of a pass that this library's own operators read} */
  static PassControl control(Pass pass) {
    return (PassControl) pass;
  }

  @Override
  public void train(float[][] sums, long seed) {
    training = true;
    gradients = sums;
    epochSeed = seed;
  }

  @Override
  public void samples(int[] order, int first) {
    samples = order;
    firstSample = first;
  }

  @Override
  public void forward(int[] newPath, boolean rectifyOutput, @Nullable Tensor newAddend) {
    path = newPath;
    rectify = rectifyOutput;
    addend = newAddend;
  }

  @Override
  public void backward(int[] newPath, boolean needed, boolean rectified) {
    path = newPath;
    needsInputGradient = needed;
    inputRectified = rectified;
  }

  @Override
  public <T> T memory(Object owner, Class<T> type, Supplier<T> maker) {
    Object memory = memories.get(owner);
    if (memory == null) {
      memory = maker.get();
      memories.put(owner, memory);
    }
    return type.cast(memory);
  }

  @Override
  public boolean training() {
    return training;
  }

  @Override
  public boolean needsInputGradient() {
    return needsInputGradient;
  }

  @Override
  public float[] gradient(Parameter parameter) {
    return gradients[parameter.index()];
  }

  /** Derives a seed for each block around the node, whose numbers no sample has, then for both. */
  @Override
  public long seed(int row) {
    long seed = epochSeed;
    int last = path.length - 1;
    for (int i = 0; i < last; i++) {
      seed = SplitMix64.derive(seed, ~path[i]);
    }
    long sample = samples[firstSample + row];
    return SplitMix64.derive(SplitMix64.derive(seed, sample), path[last]);
  }

  @Override
  public Scratch scratch() {
    return scratch;
  }

  @Override
  public boolean rectify() {
    return rectify;
  }

  @Override
  public @Nullable Tensor addend() {
    return addend;
  }

  @Override
  public boolean inputRectified() {
    return inputRectified;
  }
}
