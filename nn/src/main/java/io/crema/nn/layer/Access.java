package io.crema.nn.layer;

/**
 * The arrays that the backward pass of an operator reads, and whether input and output may share an
 * array. Models reuse the memory of arrays that nobody reads again.
 *
 * <p>The default, {@link #READS_INPUT_AND_OUTPUT}, is always correct. An operator that reads less
 * may say so with {@link BoundOperator#access} to save memory; one that says so wrongly gets wrong
 * gradients, which {@code GradientCheck} finds.
 */
public enum Access {
  /** The backward pass reads the input and the output. */
  READS_INPUT_AND_OUTPUT(true, true, false),

  /** The backward pass reads the input, not the output. */
  READS_INPUT(true, false, false),

  /** The backward pass reads the output, not the input. */
  READS_OUTPUT(false, true, false),

  /** The backward pass reads neither input nor output. */
  READS_NEITHER(false, false, false),

  /**
   * The backward pass reads the output alone, and input and output may be the same array, as may
   * {@code dOutput} and {@code dInput}.
   */
  IN_PLACE_READS_OUTPUT(false, true, true),

  /**
   * The backward pass reads neither input nor output, and both may be the same array, as may {@code
   * dOutput} and {@code dInput}.
   */
  IN_PLACE(false, false, true);

  private final boolean readsInput;
  private final boolean readsOutput;
  private final boolean inPlace;

  Access(boolean readsInput, boolean readsOutput, boolean inPlace) {
    this.readsInput = readsInput;
    this.readsOutput = readsOutput;
    this.inPlace = inPlace;
  }

  /** {@return whether the backward pass reads the input} */
  public boolean readsInput() {
    return readsInput;
  }

  /** {@return whether the backward pass reads the output} */
  public boolean readsOutput() {
    return readsOutput;
  }

  /** {@return whether input and output may be the same array} */
  public boolean inPlace() {
    return inPlace;
  }
}
