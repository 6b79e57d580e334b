package io.crema.examples.exam;

import io.crema.examples.reader.DigitReader;
import io.crema.examples.reader.NumberReader;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A column of the sheet: a reader with a name.
 *
 * @param title what to call it
 * @param reader what reads a picture; called from several threads at once
 * @param isRefusal whether an answer says that there is nothing to read
 * @param <A> what it reads
 */
public record SheetColumn<A>(String title, Reader<A> reader, Predicate<A> isRefusal) {

  /** Reads a picture file. */
  @FunctionalInterface
  interface Reader<A> {
    A read(String name, byte[] picture) throws IOException;
  }

  /**
   * How a reader did with a picture.
   *
   * @param right whether it read what is there
   * @param refused whether it found nothing to read
   * @param failure why it could not read the file; null if it could
   */
  record Outcome(boolean right, boolean refused, @Nullable String failure) {}

  public static SheetColumn<Integer> ofDigits(String title, DigitReader reader) {
    return new SheetColumn<>(title, reader::read, digit -> digit < 0);
  }

  static SheetColumn<String> ofNumbers(String title, NumberReader reader) {
    return new SheetColumn<>(title, reader::read, String::isEmpty);
  }

  /** {@return how the reader does with a picture; a file that it cannot read is not right} */
  Outcome read(String name, SheetRow.Drawn<A> drawn) {
    try {
      A answer = reader.read(name, drawn.file());
      return new Outcome(answer.equals(drawn.answer()), isRefusal.test(answer), null);
    } catch (IOException e) {
      return new Outcome(false, false, reason(e));
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }
}
