package io.crema.examples.reader;

import java.io.IOException;

/** Something that reads several digits in a picture. Called from several threads at once. */
@FunctionalInterface
public interface NumberReader {

  /**
   * {@return the digits from left to right; an empty string for a refusal}
   *
   * @param name what to call the picture in messages
   * @param picture the bytes of its file. Not modified.
   * @throws IOException if it is not a picture
   */
  String read(String name, byte[] picture) throws IOException;
}
