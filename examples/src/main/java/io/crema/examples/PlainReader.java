package io.crema.examples;

import io.crema.nn.model.Predictor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads the grey levels of a whole picture, scaled to 28 x 28, and never refuses. */
final class PlainReader implements DigitReader {

  private final Predictor predictor;

  PlainReader(Predictor predictor) {
    this.predictor = predictor;
  }

  @Override
  public int read(String name, byte[] picture) throws IOException {
    BufferedImage image =
        ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(picture)));
    if (image == null) {
      throw new IOException(name + ": not a picture that Java can read");
    }
    return predictor.predict(Picture.resized(image))[0];
  }
}
