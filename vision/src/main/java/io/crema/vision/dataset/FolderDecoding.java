package io.crema.vision.dataset;

import io.crema.vision.dataset.FolderReport.LeftOut;
import io.crema.vision.dataset.PictureFiles.Outcome;
import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.PictureReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Decodes the pictures of a folder, some at a time, and keeps as many as memory allows. */
final class FolderDecoding {

  /** The most files that are read before the listener is told. */
  private static final int BLOCK = 256;

  /** The most bytes of pixels of one block. */
  private static final int BLOCK_BYTES = 1 << 24;

  private final PictureFiles files;
  private final PicturePreparation preparation;
  private final int imageBytes;

  /** The most pictures that are kept in memory. */
  private final long most;

  private final PackedPixels kept;
  private final int[] sources;
  private final int[] checksums;
  private final List<LeftOut> failures = new ArrayList<>();
  private int count;

  private FolderDecoding(PictureFiles files, PicturePreparation preparation, long memoryLimit) {
    this.files = files;
    this.preparation = preparation;
    imageBytes = preparation.height() * preparation.width() * preparation.channels();
    most = memoryLimit / imageBytes;
    kept = new PackedPixels(imageBytes);
    sources = new int[files.size()];
    checksums = new int[files.size()];
  }

  /**
   * The pictures that could be read.
   *
   * @param pixels of the pictures, in the order of the files
   * @param sources for each picture the position of its file
   * @param failures the files that could not be read
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  record Decoded(Pixels pixels, int[] sources, List<LeftOut> failures) {}

  /**
   * {@return the pixels of all files that can be read}
   *
   * @param memoryLimit the most bytes of pixels to keep in memory; those of the other files are
   *     decoded again whenever they are needed
   */
  static Decoded decode(
      PictureFiles files,
      PicturePreparation preparation,
      long memoryLimit,
      PictureFolder.Progress progress) {
    FolderDecoding decoding = new FolderDecoding(files, preparation, memoryLimit);
    int block = Math.max(1, Math.min(BLOCK, BLOCK_BYTES / decoding.imageBytes));
    for (int from = 0; from < files.size(); from += block) {
      int to = Math.min(files.size(), from + block);
      decoding.take(from, to);
      progress.advance(to, files.size());
    }
    decoding.kept.finish();
    return decoding.decoded();
  }

  private void take(int from, int to) {
    List<Outcome<byte[]>> outcomes =
        files.read(from, to, file -> PictureReader.read(file, preparation).samples());
    for (int i = from; i < to; i++) {
      Outcome<byte[]> outcome = outcomes.get(i - from);
      if (outcome.value() == null) {
        failures.add(new LeftOut(files.list().get(i), outcome.reason()));
      } else {
        add(i, outcome.value());
      }
    }
  }

  private void add(int source, byte[] pixels) {
    if (count < most) {
      kept.add(pixels, 1);
    }
    checksums[count] = FilePixels.checksum(pixels);
    sources[count++] = source;
  }

  private Decoded decoded() {
    int[] used = Arrays.copyOf(sources, count);
    if (count <= most) {
      return new Decoded(kept, used, failures);
    }
    List<Path> paths = Arrays.stream(used).mapToObj(files.list()::get).toList();
    int[] ofUsed = Arrays.copyOf(checksums, count);
    return new Decoded(
        new FilePixels(kept, (int) most, paths, ofUsed, preparation), used, failures);
  }
}
