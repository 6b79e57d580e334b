package io.crema.vision.dataset;

import io.crema.vision.dataset.PictureFiles.Outcome;
import io.crema.vision.picture.ColorMode;
import io.crema.vision.picture.PictureInfo;
import io.crema.vision.picture.PicturePreparation;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.picture.ResizeMode;
import io.crema.vision.raster.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chooses the size and the colors of inputs by the pictures there are. */
final class MedianPreparation {

  private static final int LONGEST_SIDE = 64;

  /** With fewer pictures there is little to learn from more pixels. */
  private static final int MANY_PICTURES = 2000;

  private static final int LONGEST_SIDE_OF_FEW = 32;

  private static final int SHORTEST_SIDE = 8;

  /** Sides are a multiple of it, so that they can be halved twice. */
  private static final int SIDE_STEP = 4;

  /** A difference of the channels that compression makes of grey is less: two or three. */
  private static final int COLOR_DIFFERENCE = 16;

  /** The files that are read before it is seen whether one of them shows color. */
  private static final int BLOCK = 256;

  private MedianPreparation() {}

  /**
   * {@return a preparation that suits the pictures}
   *
   * <p>The size is the median height and width, reduced to at most {@value #LONGEST_SIDE} on a
   * side, or {@value #LONGEST_SIDE_OF_FEW} if there are fewer than {@value #MANY_PICTURES}
   * pictures. Pictures of other sizes are stretched. They are read in color if one of them shows
   * any in that size.
   */
  static PicturePreparation of(PictureFiles files) {
    List<PictureInfo> infos = new ArrayList<>();
    List<Path> colored = new ArrayList<>();
    List<Outcome<PictureInfo>> outcomes = files.read(0, files.size(), PictureReader::readInfo);
    for (int i = 0; i < files.size(); i++) {
      PictureInfo info = outcomes.get(i).value();
      if (info != null) {
        infos.add(info);
        if (info.color()) {
          colored.add(files.list().get(i));
        }
      }
    }
    if (infos.isEmpty()) { // refused when there are no classes
      return PicturePreparation.of(LONGEST_SIDE, LONGEST_SIDE, ColorMode.RGB, ResizeMode.STRETCH);
    }
    PicturePreparation inColor = sized(infos);
    boolean color = showsColor(new PictureFiles(colored, files.workers()), inColor);
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
    int most = infos.size() < MANY_PICTURES ? LONGEST_SIDE_OF_FEW : LONGEST_SIDE;
    boolean exact = same && longest <= most;
    double scale = Math.min(1.0, (double) most / longest);
    return PicturePreparation.of(
        exact ? height : rounded(height * scale),
        exact ? width : rounded(width * scale),
        ColorMode.RGB,
        ResizeMode.STRETCH);
  }

  private static int median(int[] lengths) {
    Arrays.sort(lengths);
    return lengths[lengths.length / 2];
  }

  private static int rounded(double side) {
    return Math.max(SHORTEST_SIDE, SIDE_STEP * (int) Math.round(side / SIDE_STEP));
  }

  private static boolean showsColor(PictureFiles files, PicturePreparation preparation) {
    for (int from = 0; from < files.size(); from += BLOCK) {
      int to = Math.min(files.size(), from + BLOCK);
      List<Outcome<Boolean>> outcomes =
          files.read(from, to, file -> isColored(PictureReader.read(file, preparation)));
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
