package io.crema.examples.reader;

import java.io.IOException;

/** Something that reads one digit in a picture. Called from several threads at once. */
@FunctionalInterface
public interface DigitReader {

  /** A refusal for a reason that no {@link Refusal} names. */
  int REFUSED_OTHERWISE = Integer.MIN_VALUE;

  /**
   * {@return the digit, from 0 to 9, or a negative number for a refusal}
   *
   * @param name what to call the picture in messages
   * @param picture the bytes of its file. Not modified.
   * @throws IOException if it is not a picture
   */
  int read(String name, byte[] picture) throws IOException;

  /** {@return the answer of a reader that refuses a picture; noise is nothing drawn} */
  static int refused(Refusal reason) {
    return switch (reason) {
      case NOTHING_DRAWN, ONLY_NOISE -> -1;
      case TOO_MUCH_INK -> -2;
    };
  }
}
