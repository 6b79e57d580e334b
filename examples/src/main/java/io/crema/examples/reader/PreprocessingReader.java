package io.crema.examples.reader;

import io.crema.examples.cli.Predict;
import io.crema.mnist.digit.DigitPreprocessor;
import io.crema.mnist.digit.DigitReading;
import io.crema.mnist.digit.DigitReading.NoDigit;
import io.crema.mnist.digit.DigitReading.OneDigit;
import io.crema.mnist.digit.DigitReading.Reason;
import io.crema.nn.model.Predictor;
import io.crema.vision.picture.PictureReader;
import java.io.IOException;
import java.util.List;

/** Reads what {@link Predict} reads. */
public final class PreprocessingReader implements DigitReader {

  private final Predictor predictor;

  public PreprocessingReader(Predictor predictor) {
    this.predictor = predictor;
  }

  @Override
  public int read(String name, byte[] picture) throws IOException {
    DigitReading reading = DigitPreprocessor.DEFAULT.read(PictureReader.read(name, picture));
    if (reading instanceof OneDigit one) {
      return predictor.predict(DigitModel.inputs(List.of(one.image())))[0];
    }
    return reading instanceof NoDigit none ? refused(none.reason()) : REFUSED_OTHERWISE;
  }

  private static int refused(Reason reason) {
    return switch (reason) {
      case BLANK, LOW_CONTRAST -> DigitReader.refused(Refusal.NOTHING_DRAWN);
      case TOO_MUCH_INK -> DigitReader.refused(Refusal.TOO_MUCH_INK);
    };
  }
}
