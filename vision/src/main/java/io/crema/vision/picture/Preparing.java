package io.crema.vision.picture;

import io.crema.vision.raster.Area;
import io.crema.vision.raster.Picture;
import io.crema.vision.raster.RowScaling;
import java.io.IOException;

/** Decodes and scales one picture by a preparation, row by row. */
final class Preparing {

  private final EncodedPicture encoded;
  private final PicturePreparation preparation;

  /** Rows and columns of the picture, scaled and as they are stored, without what is beside it. */
  private final int height;

  private final int width;

  private Preparing(EncodedPicture encoded, PicturePreparation preparation) {
    this.encoded = encoded;
    this.preparation = preparation;
    int sourceWidth = encoded.data().width();
    int sourceHeight = encoded.data().height();
    ResizeMode mode = preparation.resize();
    width = mode.scaled(sourceWidth, sourceHeight, storedWidth(), storedHeight());
    height = mode.scaled(sourceHeight, sourceWidth, storedHeight(), storedWidth());
  }

  /** {@return the picture as an input} */
  static Picture prepare(EncodedPicture encoded, PicturePreparation preparation)
      throws IOException {
    Preparing preparing = new Preparing(encoded, preparation);
    return preparing.placed(preparing.scaled());
  }

  private boolean turned() {
    return Orientation.isTurned(encoded.data().orientation());
  }

  private int storedWidth() {
    return turned() ? preparation.height() : preparation.width();
  }

  private int storedHeight() {
    return turned() ? preparation.width() : preparation.height();
  }

  /** {@return the levels {@code [height, width, C]} of the picture as it is stored} */
  private float[] scaled() throws IOException {
    PictureData data = encoded.data();
    Area kept =
        preparation.resize().kept(data.width(), data.height(), storedWidth(), storedHeight());
    PixelRows rows = encoded.rows(preparation.color(), period(kept));
    double perColumn = (double) rows.width() / data.width();
    double perRow = (double) rows.height() / data.height();
    Area decoded =
        new Area(
            kept.left() * perColumn,
            kept.top() * perRow,
            kept.right() * perColumn,
            kept.bottom() * perRow);
    RowScaling scaling =
        new RowScaling(rows.width(), rows.height(), rows.channels(), decoded, width, height);
    float[] row = new float[rows.width() * rows.channels()];
    float[] opacity = new float[rows.width()];
    for (int y = scaling.firstRow(); y < scaling.endRow(); y++) {
      rows.read(y, row, opacity);
      if (rows.hasAlpha()) {
        putOverBackground(row, opacity);
      }
      scaling.add(row);
    }
    return scaling.levels();
  }

  /** {@return how many rows and columns there are for each that has to be decoded} */
  private int period(Area kept) {
    double columns = (kept.right() - kept.left()) / width;
    double rows = (kept.bottom() - kept.top()) / height;
    return (int) Math.max(1, Math.min(columns, rows) / PicturePreparation.SAMPLES);
  }

  private void putOverBackground(float[] row, float[] opacity) {
    float[] background = preparation.backgroundLevels();
    for (int x = 0, i = 0; x < opacity.length; x++) {
      for (float level : background) {
        row[i++] += (1f - opacity[x]) * level;
      }
    }
  }

  /** {@return the picture as it is shown, in the middle of the background} */
  private Picture placed(float[] stored) {
    int channels = preparation.channels();
    float[] shown =
        Orientation.applied(encoded.data().orientation(), stored, width, height, channels);
    int shownWidth = turned() ? height : width;
    int shownHeight = turned() ? width : height;
    byte[] samples = new byte[preparation.height() * preparation.width() * channels];
    fill(samples);
    int left = (preparation.width() - shownWidth) / 2;
    int top = (preparation.height() - shownHeight) / 2;
    for (int y = 0; y < shownHeight; y++) {
      int at = ((top + y) * preparation.width() + left) * channels;
      for (int i = 0; i < shownWidth * channels; i++) {
        samples[at + i] = sample(shown[y * shownWidth * channels + i]);
      }
    }
    return Picture.wrap(preparation.height(), preparation.width(), channels, samples);
  }

  private void fill(byte[] samples) {
    float[] background = preparation.backgroundLevels();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = sample(background[i % background.length]);
    }
  }

  private static byte sample(float level) {
    return (byte) Math.round(level * 255f);
  }
}
