package io.crema.examples;

import java.io.IOException;

/**
 * A column of the sheet: a reader with a name.
 *
 * @param title what to call it
 * @param reader what reads a picture; called from several threads at once
 * @param <A> what it reads
 */
record SheetColumn<A>(String title, Reader<A> reader) {

  /** Reads a picture file. */
  @FunctionalInterface
  interface Reader<A> {
    A read(String name, byte[] picture) throws IOException;
  }

  static SheetColumn<Integer> ofDigits(String title, DigitReader reader) {
    return new SheetColumn<>(title, reader::read);
  }

  static SheetColumn<String> ofNumbers(String title, NumberReader reader) {
    return new SheetColumn<>(title, (name, picture) -> reader.read(picture));
  }
}
