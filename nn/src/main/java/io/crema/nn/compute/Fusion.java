package io.crema.nn.compute;

/** Work of a neighbor that an operator can do together with its own. */
public enum Fusion {
  /** Rectifies its output, {@code max(x, 0)}, where {@link PassControl#rectify} asks for it. */
  RECTIFY,

  /** Adds {@link PassControl#addend} to its output before it rectifies. */
  ADD,

  /**
   * Takes the gradient by its input through the rectifier that computed the input, where {@link
   * PassControl#inputRectified} asks for it: sets it to zero where the input is not positive.
   */
  MASK
}
