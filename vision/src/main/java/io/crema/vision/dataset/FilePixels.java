package io.crema.vision.dataset;

import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.PictureReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of picture files, of which the first ones are in memory and the others are decoded
 * whenever they are read.
 *
 * <p>The checksum of its pixels tells whether a file has changed since the data set was loaded.
 */
final class FilePixels implements Pixels {

  private final PackedPixels kept;
  private final int keptCount;
  private final List<Path> files;
  private final int[] checksums;
  private final PicturePreparation preparation;

  /**
   * Creates the pixels of some files.
   *
   * @param kept the pixels of the first files
   * @param keptCount how many they are
   * @param files all files
   * @param checksums of the pixels of every file. Not copied.
   * @param preparation how the files are read
   */
  FilePixels(
      PackedPixels kept,
      int keptCount,
      List<Path> files,
      int[] checksums,
      PicturePreparation preparation) {
    this.kept = kept;
    this.keptCount = keptCount;
    this.files = List.copyOf(files);
    this.checksums = checksums;
    this.preparation = preparation;
  }

  /** {@return the checksum of the pixels of an image} */
  static int checksum(byte[] pixels) {
    CRC32C crc = new CRC32C();
    crc.update(pixels);
    return (int) crc.getValue();
  }

  @Override
  public int imageBytes() {
    return kept.imageBytes();
  }

  @Override
  public void read(int image, float[] values, float[] to, int offset) {
    if (image < keptCount) {
      kept.read(image, values, to, offset);
      return;
    }
    byte[] pixels = decode(image);
    for (int i = 0; i < pixels.length; i++) {
      to[offset + i] = values[pixels[i] & 0xFF];
    }
  }

  @Override
  public void read(int image, byte[] to) {
    if (image < keptCount) {
      kept.read(image, to);
    } else {
      System.arraycopy(decode(image), 0, to, 0, imageBytes());
    }
  }

  private byte[] decode(int image) {
    Path file = files.get(image);
    byte[] pixels;
    try {
      pixels = PictureReader.read(file, preparation).samples();
    } catch (IOException e) {
      throw lost(file, "cannot be read any more (%s)".formatted(FolderListing.reason(e)), e);
    }
    if (checksum(pixels) != checksums[image]) {
      throw lost(file, "has changed", null);
    }
    return pixels;
  }

  private static UncheckedIOException lost(Path file, String what, @Nullable IOException cause) {
    String message = "%s: %s since the data set was loaded; load it again".formatted(file, what);
    return new UncheckedIOException(new IOException(ClassFolder.printable(message), cause));
  }
}
