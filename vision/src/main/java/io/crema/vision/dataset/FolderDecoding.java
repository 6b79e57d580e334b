package io.crema.vision.dataset;

import io.crema.core.parallel.Workers;
import io.crema.vision.dataset.FolderReport.LeftOut;
import io.crema.vision.picture.ColorMode;
import io.crema.vision.picture.PictureException;
import io.crema.vision.picture.PictureInfo;
import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.picture.ResizeMode;
import io.crema.vision.raster.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads many picture files on the workers, some at a time, with a result in their order. */
final class FolderDecoding {

  /** The most files that are read before the listener is told. */
  private static final int BLOCK = 256;

  /** The most bytes of pixels of one block. */
  private static final int BLOCK_BYTES = 1 << 24;

  /** The longest side of an input where the pictures decide. */
  private static final int LONGEST_SIDE = 64;

  private static final int SHORTEST_SIDE = 8;

  /** Sides are a multiple of it, so that they can be halved twice. */
  private static final int SIDE_STEP = 4;

  /** A difference of the channels that compression makes of grey is less: two or three. */
  private static final int COLOR_DIFFERENCE = 16;

  private final List<Path> files;
  private final Workers workers;
  private final PictureFolder.Progress progress;

  FolderDecoding(List<Path> files, Workers workers, PictureFolder.Progress progress) {
    this.files = files;
    this.workers = workers;
    this.progress = progress;
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

  /** What is read of a file. */
  private interface Step<T> {
    T read(Path file) throws IOException;
  }

  /** What came of a file: a value or the reason why there is none. */
  private record Outcome<T>(@Nullable T value, String reason) {}

  private <T> List<Outcome<T>> readAll(int from, int to, Step<T> step) {
    List<Outcome<T>> outcomes = new ArrayList<>(Arrays.asList(arrayOf(to - from)));
    workers.run(to - from, (i, slot) -> outcomes.set(i, outcome(files.get(from + i), step)));
    return outcomes;
  }

  @SuppressWarnings("unchecked") // holds nothing yet
  private static <T> Outcome<T>[] arrayOf(int length) {
    return (Outcome<T>[]) new Outcome<?>[length];
  }

  private static <T> Outcome<T> outcome(Path file, Step<T> step) {
    try {
      return new Outcome<>(step.read(file), "");
    } catch (PictureException e) {
      return new Outcome<>(null, e.problem());
    } catch (IOException e) {
      return new Outcome<>(null, FolderListing.reason(e));
    }
  }

  /**
   * {@return the pixels of all files that can be read}
   *
   * @param memoryLimit the most bytes of pixels to keep in memory; those of the other files are
   *     decoded again whenever they are needed
   */
  Decoded decode(PicturePreparation preparation, long memoryLimit) {
    int imageBytes = preparation.height() * preparation.width() * preparation.channels();
    long most = Math.max(0, memoryLimit / imageBytes);
    PackedPixels kept = new PackedPixels(imageBytes);
    int[] sources = new int[files.size()];
    int[] checksums = new int[files.size()];
    List<LeftOut> failures = new ArrayList<>();
    int count = 0;
    int block = Math.max(1, Math.min(BLOCK, BLOCK_BYTES / imageBytes));
    for (int from = 0; from < files.size(); from += block) {
      int to = Math.min(files.size(), from + block);
      List<Outcome<byte[]>> outcomes =
          readAll(from, to, file -> PictureReader.read(file, preparation).samples());
      for (int i = from; i < to; i++) {
        Outcome<byte[]> outcome = outcomes.get(i - from);
        if (outcome.value() == null) {
          failures.add(new LeftOut(files.get(i), outcome.reason()));
          continue;
        }
        if (count < most) {
          kept.add(outcome.value(), 1);
        }
        checksums[count] = FilePixels.checksum(outcome.value());
        sources[count++] = i;
      }
      progress.advance(to, files.size());
    }
    kept.finish();
    int[] used = Arrays.copyOf(sources, count);
    Pixels pixels =
        count <= most ? kept : fromFiles(kept, (int) most, used, checksums, preparation);
    return new Decoded(pixels, used, failures);
  }

  private Pixels fromFiles(
      PackedPixels kept,
      int keptCount,
      int[] sources,
      int[] checksums,
      PicturePreparation preparation) {
    List<Path> used = Arrays.stream(sources).mapToObj(files::get).toList();
    return new FilePixels(
        kept, keptCount, used, Arrays.copyOf(checksums, used.size()), preparation);
  }

  /**
   * {@return a preparation that suits the pictures}
   *
   * <p>The size is the median height and width, reduced to at most {@value #LONGEST_SIDE} on a
   * side. Where the pictures differ in size they are fitted into it. They are read in color if one
   * of them shows any in that size.
   */
  PicturePreparation preparation() {
    List<PictureInfo> infos = new ArrayList<>();
    List<Path> colored = new ArrayList<>();
    List<Outcome<PictureInfo>> outcomes = readAll(0, files.size(), PictureReader::readInfo);
    for (int i = 0; i < files.size(); i++) {
      PictureInfo info = outcomes.get(i).value();
      if (info != null) {
        infos.add(info);
        if (info.color()) {
          colored.add(files.get(i));
        }
      }
    }
    if (infos.isEmpty()) { // refused when there are no classes
      return PicturePreparation.of(LONGEST_SIDE, LONGEST_SIDE, ColorMode.RGB, ResizeMode.FIT);
    }
    PicturePreparation inColor = sized(infos);
    boolean color = new FolderDecoding(colored, workers, progress).showsColor(inColor);
    return PicturePreparation.of(
        inColor.height(),
        inColor.width(),
        color ? ColorMode.RGB : ColorMode.GREY,
        inColor.resize());
  }

  private static PicturePreparation sized(List<PictureInfo> infos) {
    int height = median(infos.stream().mapToInt(PictureInfo::height).toArray());
    int width = median(infos.stream().mapToInt(PictureInfo::width).toArray());
    boolean same = infos.stream().allMatch(i -> i.height() == height && i.width() == width);
    int longest = Math.max(height, width);
    boolean exact = same && longest <= LONGEST_SIDE;
    double scale = Math.min(1.0, (double) LONGEST_SIDE / longest);
    return PicturePreparation.of(
        exact ? height : rounded(height * scale),
        exact ? width : rounded(width * scale),
        ColorMode.RGB,
        same ? ResizeMode.STRETCH : ResizeMode.FIT);
  }

  private static int median(int[] lengths) {
    Arrays.sort(lengths);
    return lengths[lengths.length / 2];
  }

  private static int rounded(double side) {
    return Math.max(SHORTEST_SIDE, SIDE_STEP * (int) Math.round(side / SIDE_STEP));
  }

  private boolean showsColor(PicturePreparation preparation) {
    for (int from = 0; from < files.size(); from += BLOCK) {
      int to = Math.min(files.size(), from + BLOCK);
      List<Outcome<Boolean>> outcomes =
          readAll(from, to, file -> isColored(PictureReader.read(file, preparation)));
      if (outcomes.stream().anyMatch(outcome -> Boolean.TRUE.equals(outcome.value()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isColored(Picture picture) {
    byte[] samples = picture.samples();
    for (int i = 0; i < samples.length; i += 3) {
      int red = samples[i] & 0xFF;
      int green = samples[i + 1] & 0xFF;
      int blue = samples[i + 2] & 0xFF;
      int most = Math.max(red, Math.max(green, blue));
      int least = Math.min(red, Math.min(green, blue));
      if (most - least > COLOR_DIFFERENCE) {
        return true;
      }
    }
    return false;
  }
}
