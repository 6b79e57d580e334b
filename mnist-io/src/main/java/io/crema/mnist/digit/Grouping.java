package io.crema.mnist.digit;

import io.crema.vision.raster.Box;
import io.crema.vision.raster.Components.Component;
import java.util.ArrayList;
import java.util.List;

/** Puts the parts of some ink together to digits. */
final class Grouping {

  /** What is at least this high, compared with the tallest part, may be a digit of its own. */
  private static final double DIGIT = 0.45;

  /** And has at least this part of the ink of the largest. */
  private static final double FRAGMENT = 0.1;

  /** Boxes that have this part in common on both axes are of one digit. */
  private static final double OVERLAP = 0.2;

  /** A part lies above another if they have this part of their columns in common. */
  private static final double STACKED = 0.5;

  /** Or this part, if they are close: the bar of a 5 that its body does not touch. */
  private static final double BROKEN = 0.3;

  /** A part may be as far above or below the rest as this part of the digit's longer side. */
  private static final double FAR = 0.35;

  /** And as far beside it. */
  private static final double NEAR = 0.15;

  private Grouping() {}

  /**
   * {@return the digits, the one with the largest part first}
   *
   * @param parts the largest first, at least one
   */
  static List<InkGroup> group(List<Component> parts) {
    int tallest = 0;
    for (Component part : parts) {
      tallest = Math.max(tallest, part.box().height());
    }
    List<InkGroup> groups = new ArrayList<>();
    List<Component> fragments = new ArrayList<>();
    for (Component part : parts) {
      boolean isTall = part.box().height() >= DIGIT * tallest;
      if (groups.isEmpty() || (isTall && part.area() >= FRAGMENT * parts.get(0).area())) {
        groups.add(new InkGroup(part));
      } else {
        fragments.add(part);
      }
    }
    merge(groups);
    for (Component part : fragments) {
      addToNearest(groups, part);
    }
    return groups;
  }

  /** Puts together what is one digit: parts above one another, or that reach into each other. */
  private static void merge(List<InkGroup> groups) {
    for (int i = 0; i < groups.size(); i++) {
      for (int j = groups.size() - 1; j > i; j--) {
        if (isOneDigit(groups.get(i).box(), groups.get(j).box())) {
          groups.get(i).addAll(groups.remove(j));
        }
      }
    }
  }

  /** Digits of a number stand side by side: what has no row in common is one, if it is close. */
  private static boolean isOneDigit(Box a, Box b) {
    boolean isInside =
        a.commonColumns(b) >= OVERLAP * Math.min(a.width(), b.width())
            && a.commonRows(b) >= OVERLAP * Math.min(a.height(), b.height());
    double side = Math.max(a.longestSide(), b.longestSide());
    boolean isBroken =
        a.commonRows(b) == 0
            && a.commonColumns(b) >= BROKEN * Math.min(a.width(), b.width())
            && a.gap(b) <= NEAR * side;
    return isInside || isBroken || (isStacked(a, b) && a.gap(b) <= FAR * side);
  }

  private static void addToNearest(List<InkGroup> groups, Component fragment) {
    Box box = fragment.box();
    InkGroup nearest = groups.get(0);
    for (InkGroup group : groups) {
      nearest = group.box().gap(box) < nearest.box().gap(box) ? group : nearest;
    }
    if (isNear(nearest.box(), box)) {
      nearest.add(fragment);
    }
  }

  /** Whether a fragment belongs to a digit: close to it, or farther but above or below. */
  private static boolean isNear(Box digit, Box fragment) {
    double most = isStacked(digit, fragment) ? FAR : NEAR;
    return digit.gap(fragment) <= most * digit.longestSide();
  }

  private static boolean isStacked(Box a, Box b) {
    return a.commonColumns(b) >= STACKED * Math.min(a.width(), b.width());
  }
}
