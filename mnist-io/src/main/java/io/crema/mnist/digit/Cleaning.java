package io.crema.mnist.digit;

import io.crema.vision.raster.Box;
import io.crema.vision.raster.Components.Component;
import io.crema.vision.raster.GreyImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out specks, and what lies at the edge of a picture and is no part of a digit inside it:
 * {@link Step#CLEAN}.
 */
public final class Cleaning {

  /** What is smaller than this part of the largest component is a speck. */
  private static final double SPECK = 0.015;

  /** A single pixel always is. */
  private static final int LEAST = 2;

  /** What is less dark than this at the edge, compared with the digit, is a shadow. */
  private static final double FAINT = 0.8;

  /** A part at the edge may be as far from the digit as this part of the digit's longer side. */
  private static final double FAR = 0.35;

  /** What is smaller than this part of something at the edge is no digit beside it. */
  private static final double LEAST_DIGIT = 0.1;

  private Cleaning() {}

  /**
   * {@return the ink with specks and shadows at 0}
   *
   * @param ink of any size, stretched: from 0 (paper) to 1 (the darkest ink)
   */
  public static GreyImage remove(GreyImage ink) {
    InkParts parts = InkParts.of(ink, Contrast.STRETCHED, Set.of(), StepListener.NONE);
    if (parts.all().isEmpty()) {
      return ink;
    }
    List<Component> dropped = new ArrayList<>(parts.all());
    dropped.removeAll(kept(parts));
    boolean[] theirs = parts.maskOf(dropped);
    float[] levels = ink.toArray();
    for (int i = 0; i < levels.length; i++) {
      levels[i] = theirs[i] ? 0f : levels[i];
    }
    return GreyImage.wrap(ink.width(), ink.height(), levels);
  }

  /** {@return the parts that may be of a digit, the largest first} At least one of at least one. */
  static List<Component> kept(InkParts ink) {
    List<Component> parts = ink.all();
    Component digit = largestInside(parts);
    double least = Math.max(LEAST, SPECK * parts.get(0).area());
    List<Component> kept = new ArrayList<>();
    for (Component part : parts) {
      if (part.area() >= least && !(digit != null && isShadow(part, digit, ink))) {
        kept.add(part);
      }
    }
    return kept.isEmpty() ? parts.subList(0, 1) : kept;
  }

  private static @Nullable Component largestInside(List<Component> parts) {
    for (Component part : parts) {
      if (part.edges() == 0) {
        return part;
      }
    }
    return null;
  }

  /** Whether a part at an edge is something that lies beside the digit, or its shadow. */
  private static boolean isShadow(Component part, Component digit, InkParts ink) {
    if (part.edges() == 0 || digit.area() < LEAST_DIGIT * part.area()) {
      return false;
    }
    Box box = part.box();
    boolean isStrip = box.width() == ink.ink().width() || box.height() == ink.ink().height();
    boolean isFar = box.gap(digit.box()) > FAR * digit.box().longestSide();
    return isStrip || isFar || ink.meanInk(part) < FAINT * ink.meanInk(digit);
  }
}
