package io.crema.mnist.image;

import io.crema.mnist.image.Components.Component;
import io.crema.mnist.image.DigitReading.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ink of a picture, apart from paper, light and noise. */
final class Page {

  /** Ink that is no darker than this is not read. */
  private static final double FAINTEST = 0.07;

  /** Ink, to be there at all, is this many deviations of the noise above the paper. */
  private static final double ABOVE_NOISE = 9;

  /** And this much, where there is no noise. */
  private static final double ABOVE_PAPER = 0.04;

  private static final float INK = 0.5f;
  private static final float LITTLE_INK = 0.3f;

  /** At least this part of a picture is paper. */
  private static final double PAPER = 0.2;

  private static final double MORE_PAPER = 0.35;

  private static final double FULL = 0.25;

  /** The part of a picture that ink covers at most, but for ones that fill it. */
  private static final double MOST_INK = 0.58;

  /** Where ink covers this much, it may not have more holes than digits have. */
  private static final double MUCH_INK = 0.4;

  private static final int MOST_HOLES = 4;

  /** The part of the edges that light ink covers at most. */
  private static final double LIGHT_EDGE = 0.15;

  /** Ink at an edge that is no part of a digit is not this high, as a part of the picture. */
  private static final double SPAN = 0.8;

  /** Less dark than this, compared with the digit, is a shadow. */
  private static final double FAINT = 0.8;

  /** What is smaller than this part of the largest component is a speck. */
  private static final double SPECK = 0.015;

  /** A part of a digit may be as far from the rest as this part of the digit's longer side. */
  private static final double FAR = 0.35;

  private static final double NEAR = 0.15;

  /** What is at least this high, compared with the tallest part, may be a digit of its own. */
  private static final double DIGIT = 0.45;

  /** And has at least this part of the ink of the largest. */
  private static final double FRAGMENT = 0.1;

  /** Boxes that have this part in common on both axes are of one digit. */
  private static final double OVERLAP = 0.2;

  private final Set<Step> steps;
  private final StepListener listener;

  /** Ink, from 0 (paper) to 1. */
  private GreyImage ink;

  private double coverage;
  private double darkness;

  private boolean light;
  private double peak = 1;
  private @Nullable Reason reason;
  private Components components;
  private List<InkGroup> groups = List.of();

  private Page(GreyImage picture, Set<Step> steps, StepListener listener) {
    this.steps = steps;
    this.listener = listener;
    ink = picture;
    components = Components.of(new boolean[0], 0, 0);
  }

  static Page of(GreyImage picture, Set<Step> steps, StepListener listener) {
    Page page = new Page(picture, steps, listener);
    page.findInk();
    page.stretch();
    if (page.reason == null) {
      page.findGroups();
    }
    return page;
  }

  GreyImage ink() {
    return ink;
  }

  /** {@return why there is nothing to read; null if there is} */
  @Nullable Reason reason() {
    return reason;
  }

  /** {@return the digits, the largest first} */
  List<InkGroup> groups() {
    return groups;
  }

  private void take(Step step, GreyImage image) {
    ink = image;
    listener.stepDone(step, image);
  }

  private void findInk() {
    Overview overview = Overview.of(ink);
    if (steps.contains(Step.POLARITY)) {
      light = !overview.isDarkOnLight();
      overview = light ? overview.negative() : overview;
      take(Step.POLARITY, light ? Light.negative(ink) : ink);
    }
    coverage = overview.coverage();
    darkness = overview.darkness();
    if (steps.contains(Step.FLATTEN)) {
      boolean full = coverage > FULL && overview.hasFreeCorners(); // no paper near some pixels
      take(Step.FLATTEN, full ? Light.flatten(ink, overview.paper()) : Light.flatten(ink));
    } else {
      ink = Light.negative(ink);
    }
    if (steps.contains(Step.DENOISE)) {
      take(Step.DENOISE, Noise.remove(ink));
    }
  }

  private void stretch() {
    float[] sample = sample(ink.levels());
    double paper = Quantile.of(sample, PAPER);
    peak = peak(ink.levels());
    double spread = (Quantile.of(sample, MORE_PAPER) - paper) / 0.456;
    boolean slim = 2 * ink.width() < ink.height(); // a one may fill its box
    if (Math.max(coverage, darkness) > MOST_INK && !slim) {
      reason = Reason.TOO_MUCH_INK;
      return;
    }
    double noise = Math.max(slim && coverage > FULL ? 0 : spread, Noise.sigma(ink));
    if (peak < paper + Math.max(ABOVE_PAPER, ABOVE_NOISE * noise)) {
      reason = Math.max(coverage, darkness) > FULL ? Reason.TOO_MUCH_INK : Reason.BLANK;
      return;
    }
    if (peak - paper < FAINTEST) {
      reason = Reason.LOW_CONTRAST;
      return;
    }
    if (steps.contains(Step.STRETCH)) {
      float[] levels = new float[ink.levels().length];
      float[] from = ink.levels();
      float scale = (float) (1 / (peak - paper));
      float zero = (float) paper;
      for (int i = 0; i < levels.length; i++) {
        levels[i] = Math.min(Math.max((from[i] - zero) * scale, 0f), 1f);
      }
      take(Step.STRETCH, new GreyImage(ink.width(), ink.height(), levels));
    }
  }

  private static float[] sample(float[] levels) {
    int step = Math.max(1, levels.length / 2_000);
    float[] sample = new float[(levels.length + step - 1) / step];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = levels[i * step];
    }
    return sample;
  }

  /** {@return the mean of what is nearly as dark as the darkest} */
  private static double peak(float[] levels) {
    float most = 0f;
    for (float level : levels) {
      most = Math.max(most, level);
    }
    double sum = 0;
    int count = 0;
    for (float level : levels) {
      if (level >= 0.7f * most) {
        sum += level;
        count++;
      }
    }
    return sum / count;
  }

  private void findGroups() {
    int width = ink.width();
    int height = ink.height();
    boolean[] mask = threshold();
    show(Step.THRESHOLD, mask);
    if (steps.contains(Step.UNRULE) && RuledLines.remove(mask, width, height)) {
      show(Step.UNRULE, mask);
    }
    List<Component> parts = parts(mask);
    if (isCovered(mask, parts)) {
      reason = Reason.TOO_MUCH_INK;
      return;
    }
    if (parts.isEmpty()) {
      reason = Reason.BLANK;
      return;
    }
    if (steps.contains(Step.CLEAN)) {
      parts = clean(parts);
    }
    groups = group(parts);
    if (listener != StepListener.NONE) {
      show(Step.CLEAN, groupMask());
    }
  }

  /** {@return the pixels that may be ink} */
  private boolean[] threshold() {
    float[] levels = ink.levels();
    boolean[] mask = new boolean[levels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = levels[i] >= LITTLE_INK;
    }
    return mask;
  }

  /** {@return the parts of a mask that have some real ink, the largest first} */
  private List<Component> parts(boolean[] mask) {
    components = Components.of(mask, ink.width(), ink.height());
    boolean[] inked = new boolean[components.all().size() + 1];
    float[] levels = ink.levels();
    int[] labels = components.labels();
    for (int i = 0; i < labels.length; i++) {
      if (levels[i] >= INK) {
        inked[labels[i]] = true;
      }
    }
    for (int i = 0; i < labels.length; i++) {
      mask[i] &= inked[labels[i]];
    }
    List<Component> parts = new ArrayList<>(components.all());
    parts.removeIf(part -> !inked[part.label()]);
    parts.sort(Comparator.comparingInt(Component::area).reversed());
    return parts;
  }

  private boolean isCovered(boolean[] mask, List<Component> parts) {
    int width = ink.width();
    int height = ink.height();
    double area = 0;
    double edge = 0;
    int gaps = 0;
    for (Component part : parts) {
      area += part.area();
      boolean spans = part.box().longestSide() >= SPAN * Math.max(width, height);
      if (part.edges() > 0 && !spans && part.area() > 0.005 * mask.length) {
        edge += part.area();
        gaps++;
      }
    }
    double share = Math.max(coverage, area / mask.length);
    boolean single = !parts.isEmpty() && parts.get(0).area() > 0.95 * area;
    boolean one = single && 2 * width < height && holes(mask) == 0;
    return share > MOST_INK && !one
        || share > MUCH_INK && holes(mask) > MOST_HOLES
        || edge > 0.5 * area && gaps > 2
        || light && isGaps(mask, parts);
  }

  /** Whether light ink is rather what dark ink left free: along the edges, or here and there. */
  private boolean isGaps(boolean[] mask, List<Component> parts) {
    int width = ink.width();
    int height = ink.height();
    int edge = 0;
    for (int i = 0; i < mask.length; i++) {
      int x = i % width;
      int y = i / width;
      boolean atEdge = x == 0 || y == 0 || x == width - 1 || y == height - 1;
      edge += atEdge && mask[i] ? 1 : 0;
    }
    int scattered = 0;
    for (Component part : parts) {
      Box largest = parts.get(0).box();
      boolean besides = largest.commonRows(part.box()) < 0.5 * part.box().height();
      scattered += besides && part.area() > 0.1 * parts.get(0).area() ? 1 : 0;
    }
    return edge > LIGHT_EDGE * 2 * (width + height) || scattered > 1;
  }

  /** {@return the parts of the paper that ink surrounds} */
  private int holes(boolean[] mask) {
    boolean[] paper = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      paper[i] = !mask[i];
    }
    int holes = 0;
    for (Component part : Components.of(paper, ink.width(), ink.height()).all()) {
      holes += part.edges() == 0 && part.area() > 2e-4 * mask.length ? 1 : 0;
    }
    return holes;
  }

  private List<Component> clean(List<Component> parts) {
    List<Component> kept = new ArrayList<>();
    Component inner = null;
    for (Component part : parts) {
      if (part.edges() == 0 && (inner == null || part.area() > inner.area())) {
        inner = part;
      }
    }
    int largest = parts.get(0).area();
    for (Component part : parts) {
      boolean speck = part.area() < Math.max(2, SPECK * largest);
      if (!speck && !(inner != null && isShadow(part, inner))) {
        kept.add(part);
      }
    }
    return kept.isEmpty() ? parts.subList(0, 1) : kept;
  }

  /** Whether a part at an edge is something that lies beside the digit, or its shadow. */
  private boolean isShadow(Component part, Component digit) {
    if (part.edges() == 0 || digit.area() < 0.1 * part.area()) {
      return false;
    }
    Box box = part.box();
    boolean strip = box.width() == ink.width() || box.height() == ink.height();
    boolean far = box.gap(digit.box()) > FAR * digit.box().longestSide();
    return strip || far || meanInk(part) < FAINT * meanInk(digit);
  }

  private double meanInk(Component part) {
    Box box = part.box();
    double sum = 0;
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int x = box.x(); x < box.right(); x++) {
        int at = y * ink.width() + x;
        sum += components.labels()[at] == part.label() ? ink.levels()[at] : 0;
      }
    }
    return sum / part.area();
  }

  /** With the largest first. */
  private static List<InkGroup> group(List<Component> parts) {
    List<InkGroup> groups = new ArrayList<>();
    List<Component> fragments = new ArrayList<>();
    int tallest = 0;
    for (Component part : parts) {
      tallest = Math.max(tallest, part.box().height());
    }
    for (Component part : parts) {
      boolean tall = part.box().height() >= DIGIT * tallest;
      if (groups.isEmpty() || tall && part.area() >= FRAGMENT * parts.get(0).area()) {
        groups.add(new InkGroup(part));
      } else {
        fragments.add(part);
      }
    }
    merge(groups);
    for (Component part : fragments) {
      InkGroup nearest = groups.get(0);
      for (InkGroup group : groups) {
        nearest = group.box().gap(part.box()) < nearest.box().gap(part.box()) ? group : nearest;
      }
      if (isNear(nearest.box(), part.box())) {
        nearest.add(part);
      }
    }
    return groups;
  }

  /** Whether a fragment belongs to a digit: close to it, or farther but above or below. */
  private static boolean isNear(Box digit, Box fragment) {
    double most = isStacked(digit, fragment) ? FAR : NEAR;
    return digit.gap(fragment) <= most * digit.longestSide();
  }

  private static boolean isStacked(Box a, Box b) {
    return a.commonColumns(b) >= 0.5 * Math.min(a.width(), b.width());
  }

  /** Puts together what is one digit: parts above one another, or that reach into each other. */
  private static void merge(List<InkGroup> groups) {
    for (int i = 0; i < groups.size(); i++) {
      for (int j = groups.size() - 1; j > i; j--) {
        Box a = groups.get(i).box();
        Box b = groups.get(j).box();
        double side = Math.max(a.longestSide(), b.longestSide());
        boolean inside =
            a.commonColumns(b) >= OVERLAP * Math.min(a.width(), b.width())
                && a.commonRows(b) >= OVERLAP * Math.min(a.height(), b.height());
        if (inside || isStacked(a, b) && a.gap(b) <= FAR * side) {
          groups.get(i).addAll(groups.remove(j));
        }
      }
    }
  }

  private boolean[] groupMask() {
    boolean[] kept = new boolean[components.all().size() + 1];
    for (InkGroup group : groups) {
      for (Component part : group.parts()) {
        kept[part.label()] = true;
      }
    }
    int[] labels = components.labels();
    boolean[] mask = new boolean[labels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = kept[labels[i]];
    }
    return mask;
  }

  private void show(Step step, boolean[] mask) {
    if (listener != StepListener.NONE) {
      float[] levels = new float[mask.length];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = mask[i] ? 1f : 0f;
      }
      listener.stepDone(step, new GreyImage(ink.width(), ink.height(), levels));
    }
  }

  /** {@return the ink in a box and a frame of paper around it, without that of other groups} */
  GreyImage cut(InkGroup group, int frame) {
    boolean[] mine = new boolean[components.all().size() + 1];
    mine[0] = true;
    for (Component part : group.parts()) {
      mine[part.label()] = true;
    }
    Box box = group.box();
    int width = box.width() + 2 * frame;
    int height = box.height() + 2 * frame;
    float[] levels = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int fromX = box.x() - frame + x;
        int fromY = box.y() - frame + y;
        if (fromX >= 0 && fromX < ink.width() && fromY >= 0 && fromY < ink.height()) {
          int at = fromY * ink.width() + fromX;
          levels[y * width + x] = mine[components.labels()[at]] ? ink.levels()[at] : 0f;
        }
      }
    }
    return new GreyImage(width, height, levels);
  }
}
