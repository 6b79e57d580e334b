package io.crema.examples.exam;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.examples.exam.NumberPicture.Kind;
import io.crema.mnist.digit.DigitLine;
import io.crema.mnist.digit.DigitLine.Candidate;
import io.crema.vision.dataset.ImageSet;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pieces of drawn numbers with what they are: one of the ten digits, or none. A network that learns
 * from them can tell where digits that touch are to be parted.
 */
public final class LineSamples {

  private static final int PIXELS = 28 * 28;

  /** A piece is a digit if no edge is farther from the digit's than this part of its height. */
  private static final double NEAR = 0.1;

  /** And none if one is farther than this. */
  private static final double FAR = 0.18;

  /** Of a number whose digits are found in many ways this many are taken. */
  private static final int MOST_DIGITS = 12;

  private LineSamples() {}

  private record Sample(Candidate piece, int label) {
    Drawn draw() {
      float[] levels = piece.image().toArray();
      byte[] pixels = new byte[levels.length];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) Math.round(levels[i] * 255);
      }
      return new Drawn(pixels, label);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // private, and never compared
  private record Drawn(byte[] pixels, int label) {}

  /**
   * {@return samples of {@code [28, 28, 1]} of {@value DigitLine#CLASSES} classes, in random order}
   *
   * <p>All digits that are found whole are taken, and about as many pieces that are none.
   *
   * @param digits of 28 x 28, light on dark as in MNIST
   * @param numbers how many numbers are drawn, at least 1; two of three touch
   * @param seed any; one seed gives the same samples
   */
  public static ImageSet draw(ImageSet digits, int numbers, long seed) {
    List<Drawn> all =
        IntStream.range(0, numbers)
            .parallel()
            .mapToObj(i -> samples(digits, Dice.of(seed, "line samples " + i)))
            .flatMap(list -> list.stream().map(Sample::draw))
            .toList();
    int[] order = SplitMix64.permutation(all.size(), seed);
    byte[] pixels = new byte[all.size() * PIXELS];
    int[] labels = new int[all.size()];
    for (int i = 0; i < labels.length; i++) {
      Drawn sample = all.get(order[i]);
      System.arraycopy(sample.pixels(), 0, pixels, i * PIXELS, PIXELS);
      labels[i] = sample.label();
    }
    return ImageSet.of(Shape.of(28, 28, 1), pixels, labels, DigitLine.CLASSES);
  }

  private static List<Sample> samples(ImageSet digits, Dice dice) {
    int[] chosen = new int[dice.integer(NumberPicture.FEWEST, NumberPicture.MOST)];
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = dice.integer(0, digits.size() - 1);
      float[] image = new float[PIXELS];
      digits.readInput(chosen[i], image, 0);
      images.add(image);
    }
    Kind kind = dice.integer(0, 2) == 0 ? Kind.APART : Kind.TOUCHING;
    NumberPicture number = NumberPicture.draw(images, kind, dice.seed());
    List<Sample> some = new ArrayList<>();
    List<Sample> none = new ArrayList<>();
    for (Candidate candidate : DigitLine.candidates(read(number.file()))) {
      int nearest = nearest(candidate.box(), number.boxes());
      double off = off(candidate.box(), number.boxes().get(nearest));
      if (off <= NEAR) {
        some.add(new Sample(candidate, digits.label(chosen[nearest])));
      } else if (off > FAR) {
        none.add(new Sample(candidate, DigitLine.NO_DIGIT));
      }
    }
    return balanced(some, none, dice);
  }

  private static List<Sample> balanced(List<Sample> some, List<Sample> none, Dice dice) {
    List<Sample> all = new ArrayList<>(thinned(some, MOST_DIGITS, dice));
    all.addAll(thinned(none, all.size(), dice));
    return all;
  }

  private static List<Sample> thinned(List<Sample> samples, int most, Dice dice) {
    List<Sample> kept = new ArrayList<>(samples);
    while (kept.size() > most) {
      kept.remove(dice.integer(0, kept.size() - 1));
    }
    return kept;
  }

  private static GreyImage read(byte[] picture) {
    try {
      return PictureReader.read("drawn number", picture);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it was drawn here
    }
  }

  private static int nearest(Box box, List<Box> digits) {
    int nearest = 0;
    for (int i = 1; i < digits.size(); i++) {
      nearest = off(box, digits.get(i)) < off(box, digits.get(nearest)) ? i : nearest;
    }
    return nearest;
  }

  /** {@return how far the edges of two boxes are apart at most, as a part of the height} */
  private static double off(Box box, Box digit) {
    int across = Math.max(Math.abs(box.x() - digit.x()), Math.abs(box.right() - digit.right()));
    int down = Math.max(Math.abs(box.y() - digit.y()), Math.abs(box.bottom() - digit.bottom()));
    return (double) Math.max(across, down) / digit.height();
  }
}
