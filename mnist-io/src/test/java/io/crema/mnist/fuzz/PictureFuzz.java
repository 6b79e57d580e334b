package io.crema.mnist.fuzz;

import io.crema.mnist.digit.DigitPreprocessor;
import io.crema.vision.picture.PictureException;
import io.crema.vision.picture.PictureReader;
import java.io.IOException;

/** Fuzzes the reader of pictures and, with what it lets through, the preprocessor. */
public final class PictureFuzz {

  private PictureFuzz() {}

  /**
   * Reads a picture.
   *
   * @param data a file
   */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      DigitPreprocessor.DEFAULT.read(PictureReader.read("fuzz", data));
    } catch (PictureException e) {
      // A broken picture is refused.
    } catch (IOException e) {
      throw new AssertionError("expected a PictureException", e);
    }
  }
}
