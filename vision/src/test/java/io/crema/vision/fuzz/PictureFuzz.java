package io.crema.vision.fuzz;

import io.crema.vision.picture.ColorMode;
import io.crema.vision.picture.PictureException;
import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.picture.ResizeMode;
import java.io.IOException;

/** Fuzzes the reader of pictures, in grey and in color: both read a file or both refuse it. */
public final class PictureFuzz {

  private static final PicturePreparation CROP =
      PicturePreparation.of(8, 16, ColorMode.RGB, ResizeMode.CROP);

  private static final PicturePreparation FIT =
      PicturePreparation.of(16, 8, ColorMode.GREY, ResizeMode.FIT);

  private PictureFuzz() {}

  /**
   * Reads a picture.
   *
   * @param data a file
   */
  public static void fuzzerTestOneInput(byte[] data) {
    boolean grey = isRead(() -> PictureReader.read("fuzz", data));
    boolean color = isRead(() -> PictureReader.readColor("fuzz", data));
    if (grey != color) {
      throw new AssertionError("read in grey: %b, in color: %b".formatted(grey, color));
    }
    isRead(() -> PictureReader.read("fuzz", data, CROP));
    isRead(() -> PictureReader.read("fuzz", data, FIT));
  }

  private interface Read {
    Object read() throws IOException;
  }

  private static boolean isRead(Read read) {
    try {
      read.read();
      return true;
    } catch (PictureException e) {
      return false; // A broken picture is refused.
    } catch (IOException e) {
      throw new AssertionError("expected a PictureException", e);
    }
  }
}
