package io.crema.examples.reader;

/** Why a picture should not be read as a digit. */
public enum Refusal {
  /** It is the same all over. */
  NOTHING_DRAWN,
  /** Nothing in it holds together. */
  ONLY_NOISE,
  /** Ink covers too much of it. */
  TOO_MUCH_INK
}
