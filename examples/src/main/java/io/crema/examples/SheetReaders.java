package io.crema.examples;

import io.crema.core.parallel.Workers;
import io.crema.nn.model.Model;
import java.util.List;

/**
 * The readers that are examined, by name.
 *
 * @param digits those that read one digit
 * @param numbers those that read a number
 */
record SheetReaders(List<SheetColumn<Integer>> digits, List<SheetColumn<String>> numbers) {

  /** {@return all readers that there are, with one model} */
  static SheetReaders of(Model model, Workers workers) {
    PlainReader plain = new PlainReader(model.predictor(workers));
    return new SheetReaders(
        List.of(
            SheetColumn.ofDigits("plain resize", plain),
            SheetColumn.ofDigits("with the preprocessor", plain)),
        List.of(
            SheetColumn.ofNumbers(
                "as one digit", picture -> Integer.toString(plain.read("number", picture)))));
  }
}
