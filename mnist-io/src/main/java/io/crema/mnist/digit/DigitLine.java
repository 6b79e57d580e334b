package io.crema.mnist.digit;

import io.crema.mnist.digit.DigitReading.Reason;
import io.crema.mnist.digit.TouchingDigits.Cuts;
import io.crema.mnist.digit.TouchingDigits.Piece;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.raster.Box;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Resampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a number: finds the digits of a line, from left to right, touching or not.
 *
 * <p>Ink that does not hang together is told apart by the preprocessor. Ink that may be several
 * digits is cut in many ways; each piece is shown to a network that knows digits and what is none,
 * and the way that is most probable is taken. Immutable.
 */
public final class DigitLine {

  /** The class of what is no digit, after those of the ten digits: {@value}. */
  public static final int NO_DIGIT = 10;

  /** The number of classes: {@value}. */
  public static final int CLASSES = 11;

  private static final Set<Step> STEPS = EnumSet.complementOf(EnumSet.of(Step.DESKEW));

  /** A piece lower than this, compared with the tallest, is less probable, the lower the less. */
  private static final double LOW = 0.9;

  private static final double LOW_WEIGHT = 7.5;

  /** How much it counts that a piece is hardly none, and what each piece gains. */
  private static final double NONE_WEIGHT = 0.24;

  private static final double GAIN = 0.4;

  /** No piece is less probably none. */
  private static final double LEAST_NONE = 1e-3;

  /** A piece is at least this probable a digit, so that there is always a way. */
  private static final double LEAST_PROBABLE = 1e-4;

  /** What tells digits and what is none apart: a network. */
  @FunctionalInterface
  public interface Reader {

    /**
     * Reads pieces.
     *
     * @param images of 28 x 28, as MNIST has them
     * @return for each image {@value #CLASSES} probabilities: of the digits 0 to 9, and of {@link
     *     #NO_DIGIT}
     */
    float[][] probabilities(List<GreyImage> images);
  }

  /**
   * What was read.
   *
   * @param digits from left to right; empty where there are none
   * @param reason why there are none; empty if there are some
   */
  public record Line(List<LineDigit> digits, Optional<Reason> reason) {

    /**
     * Makes a line.
     *
     * @param digits from left to right; copied
     * @param reason why there are none; empty if there are some
     */
    public Line {
      digits = List.copyOf(digits);
    }

    /** {@return the digits as they are written, such as {@code 2026}} */
    public String number() {
      StringBuilder number = new StringBuilder();
      for (LineDigit digit : digits) {
        number.append(digit.digit());
      }
      return number.toString();
    }
  }

  /**
   * One digit of a line.
   *
   * @param digit 0 to 9
   * @param confidence its probability, 0 to 1
   * @param box where it is in the picture
   * @param image 28 x 28, as MNIST has it
   */
  public record LineDigit(int digit, float confidence, Box box, GreyImage image) {}

  /** A piece of the ink of a picture that may be a digit. */
  public static final class Candidate {

    private final Piece piece;
    private final Box box;

    private Candidate(Piece piece, double scale) {
      this.piece = piece;
      box = piece.box().scaled(scale);
    }

    /** {@return where it is in the picture} */
    public Box box() {
      return box;
    }

    /** {@return a new image of 28 x 28, as MNIST has it} */
    public GreyImage image() {
      return piece.image();
    }
  }

  private final Reader reader;

  /**
   * Makes one.
   *
   * @param reader reads the pieces; called by the thread that reads a line
   */
  public DigitLine(Reader reader) {
    this.reader = reader;
  }

  /**
   * {@return all pieces that a picture is cut into, for a network to learn from} Most are no
   * digits.
   *
   * @param picture of any size and polarity. Not modified.
   */
  public static List<Candidate> candidates(GreyImage picture) {
    GreyImage small = Resampling.limit(picture, PictureReader.MAX_SIDE);
    Page page = Page.of(small, STEPS, StepListener.NONE);
    List<Candidate> candidates = new ArrayList<>();
    if (page.reason() == null) {
      double scale = (double) picture.width() / small.width();
      for (TouchingDigits ink : groups(page)) {
        for (Piece piece : ink.cut().pieces()) {
          candidates.add(new Candidate(piece, scale));
        }
      }
    }
    return candidates;
  }

  /**
   * {@return the digits of a picture}
   *
   * @param picture of any size and polarity. Not modified.
   */
  public Line read(GreyImage picture) {
    GreyImage small = Resampling.limit(picture, PictureReader.MAX_SIDE);
    Page page = Page.of(small, STEPS, StepListener.NONE);
    if (page.reason() != null) {
      return new Line(List.of(), Optional.of(page.reason()));
    }
    double scale = (double) picture.width() / small.width();
    List<TouchingDigits> groups = groups(page);
    List<LineDigit> digits = new ArrayList<>();
    for (TouchingDigits ink : groups) {
      digits.addAll(read(ink.cut(), lineHeight(page), scale));
    }
    return new Line(digits, Optional.empty());
  }

  static List<TouchingDigits> groups(Page page) {
    List<InkGroup> groups = new ArrayList<>(page.groups());
    groups.sort(Comparator.comparingInt(group -> group.box().x()));
    DigitFitter fitter = new DigitFitter(STEPS, StepListener.NONE);
    int height = lineHeight(page);
    List<TouchingDigits> all = new ArrayList<>();
    for (InkGroup group : groups) {
      all.add(new TouchingDigits(page.cut(group, 0), group.box(), height, fitter));
    }
    return all;
  }

  static int lineHeight(Page page) {
    int height = 1;
    for (InkGroup group : page.groups()) {
      height = Math.max(height, group.box().height());
    }
    return height;
  }

  /** {@return the most probable way through the pieces, found from left to right} */
  private List<LineDigit> read(Cuts cuts, int lineHeight, double scale) {
    List<Piece> pieces = cuts.pieces();
    List<GreyImage> images = new ArrayList<>();
    for (Piece piece : pieces) {
      images.add(piece.image());
    }
    float[][] probabilities = reader.probabilities(images);
    double[] costs = new double[cuts.seams()];
    Arrays.fill(costs, 1, costs.length, Double.POSITIVE_INFINITY);
    int[] last = new int[costs.length];
    for (int end = 1; end < costs.length; end++) {
      for (int i = 0; i < pieces.size(); i++) {
        Piece piece = pieces.get(i);
        double cost = costs[piece.from()] + cost(piece, probabilities[i], lineHeight);
        if (piece.to() == end && cost < costs[end]) {
          costs[end] = cost;
          last[end] = i;
        }
      }
    }
    List<LineDigit> digits = new ArrayList<>();
    for (int end = costs.length - 1; end > 0; end = pieces.get(last[end]).from()) {
      Piece piece = pieces.get(last[end]);
      float[] of = probabilities[last[end]];
      int digit = largest(of);
      GreyImage image = images.get(last[end]);
      digits.add(0, new LineDigit(digit, of[digit], piece.box().scaled(scale), image));
    }
    return digits;
  }

  private static double cost(Piece piece, float[] probabilities, int lineHeight) {
    double probable = Math.max(probabilities[largest(probabilities)], LEAST_PROBABLE);
    double height = (double) piece.box().height() / lineHeight;
    double none = Math.max(probabilities[NO_DIGIT], LEAST_NONE);
    return NONE_WEIGHT * Math.log(none)
        - Math.log(probable)
        - GAIN
        + LOW_WEIGHT * Math.max(0, LOW - height);
  }

  private static int largest(float[] probabilities) {
    int best = 0;
    for (int digit = 1; digit < NO_DIGIT; digit++) {
      best = probabilities[digit] > probabilities[best] ? digit : best;
    }
    return best;
  }
}
