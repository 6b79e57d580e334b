package io.crema.examples.exam;

import io.crema.core.parallel.Workers;
import io.crema.examples.reader.LineReader;
import io.crema.examples.reader.PlainReader;
import io.crema.examples.reader.PreprocessingReader;
import io.crema.mnist.digit.DigitLine;
import io.crema.nn.model.Model;
import io.crema.nn.model.Predictor;
import io.crema.vision.picture.PictureReader;
import java.io.IOException;
import java.util.List;

/**
 * The readers that are examined, by name, the one in use last.
 *
 * @param digits those that read one digit
 * @param numbers those that read a number
 */
public record SheetReaders(List<SheetColumn<Integer>> digits, List<SheetColumn<String>> numbers) {

  /** {@return all readers that there are, with one model} */
  public static SheetReaders of(Model model, Workers workers) throws IOException {
    Predictor predictor = model.predictor(workers);
    PlainReader plain = new PlainReader(predictor);
    DigitLine line = new DigitLine(LineReader.of(predictor, workers));
    return new SheetReaders(
        List.of(
            SheetColumn.ofDigits("plain resize", plain),
            SheetColumn.ofDigits("with the preprocessor", new PreprocessingReader(predictor))),
        List.of(
            SheetColumn.ofNumbers(
                "as one digit", (name, picture) -> Integer.toString(plain.read(name, picture))),
            SheetColumn.ofNumbers(
                "as a line",
                (name, picture) -> line.read(PictureReader.read(name, picture)).number())));
  }
}
