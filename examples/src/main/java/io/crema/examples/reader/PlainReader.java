package io.crema.examples.reader;

import io.crema.nn.model.Predictor;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.raster.GreyImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads the grey levels of a whole picture, scaled to 28 x 28, and never refuses. */
public final class PlainReader implements DigitReader {

  private static final int SIDE = 28;

  private final Predictor predictor;

  public PlainReader(Predictor predictor) {
    this.predictor = predictor;
  }

  @Override
  public int read(String name, byte[] picture) throws IOException {
    BufferedImage image =
        ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(picture)));
    if (image == null) {
      throw new IOException(name + ": not a picture that Java can read");
    }
    GreyImage small = resized(PictureReader.of(image));
    return predictor.predict(DigitModel.inputs(List.of(small)))[0];
  }

  /** {@return the picture in 28 x 28, each level the mean of the pixels it stands for} */
  public static GreyImage resized(GreyImage picture) {
    float[] levels = new float[SIDE * SIDE];
    for (int i = 0; i < levels.length; i++) {
      int left = i % SIDE * picture.width() / SIDE;
      int right = (i % SIDE + 1) * picture.width() / SIDE;
      int top = i / SIDE * picture.height() / SIDE;
      int bottom = (i / SIDE + 1) * picture.height() / SIDE;
      levels[i] = mean(picture, left, top, Math.max(right, left + 1), Math.max(bottom, top + 1));
    }
    return GreyImage.of(SIDE, SIDE, levels);
  }

  private static float mean(GreyImage picture, int left, int top, int right, int bottom) {
    double sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += picture.get(x, y);
      }
    }
    return (float) (sum / ((right - left) * (bottom - top)));
  }
}
