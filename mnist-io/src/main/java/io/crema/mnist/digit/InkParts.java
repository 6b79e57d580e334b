package io.crema.mnist.digit;

import io.crema.vision.raster.Box;
import io.crema.vision.raster.Components;
import io.crema.vision.raster.Components.Component;
import io.crema.vision.raster.GreyImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The parts of some ink that hang together. */
final class InkParts {

  private final GreyImage ink;
  private final boolean[] mask;
  private final Components components;
  private final List<Component> parts;

  private InkParts(GreyImage ink, boolean[] mask, Components components, List<Component> parts) {
    this.ink = ink;
    this.mask = mask;
    this.components = components;
    this.parts = parts;
  }

  /** {@return an image without parts} */
  static InkParts none(GreyImage ink) {
    boolean[] mask = new boolean[ink.levels().length];
    Components components = Components.of(mask, ink.width(), ink.height());
    return new InkParts(ink, mask, components, List.of());
  }

  /** {@return the parts of some ink, with those of some steps that are to be done} */
  static InkParts of(GreyImage ink, Contrast contrast, Set<Step> steps, StepListener listener) {
    boolean[] mask = Threshold.above(ink, contrast.level(Threshold.LITTLE_INK));
    show(Step.THRESHOLD, ink, mask, listener);
    if (steps.contains(Step.UNRULE)) {
      // The lines stay in the ink: without it, strokes that run along one have gaps.
      RuledLines.remove(mask, ink.width(), ink.height());
      show(Step.UNRULE, ink, mask, listener);
    }
    return of(ink, mask, contrast.level(Threshold.INK));
  }

  /**
   * {@return the parts of a mask that have some real ink}
   *
   * @param mask where ink may be. What has no real ink is taken out.
   * @param level of real ink
   */
  static InkParts of(GreyImage ink, boolean[] mask, float level) {
    Components components = Components.of(mask, ink.width(), ink.height());
    boolean[] inked = Threshold.inked(ink, components, level);
    int[] labels = components.labels();
    for (int i = 0; i < mask.length; i++) {
      mask[i] &= inked[labels[i]];
    }
    List<Component> parts = new ArrayList<>(components.all());
    parts.removeIf(part -> !inked[part.label()]);
    parts.sort(Comparator.comparingInt(Component::area).reversed());
    return new InkParts(ink, mask, components, parts);
  }

  private static void show(Step step, GreyImage ink, boolean[] mask, StepListener listener) {
    if (listener != StepListener.NONE) {
      listener.stepDone(step, Threshold.image(mask, ink.width(), ink.height()));
    }
  }

  /** {@return the ink that these are the parts of} */
  GreyImage ink() {
    return ink;
  }

  /** {@return where the parts are} Not to be modified. */
  boolean[] mask() {
    return mask;
  }

  /** {@return all parts, the largest first} */
  List<Component> all() {
    return parts;
  }

  /** {@return for each pixel the label of its part, 0 for none} Not to be modified. */
  int[] labels() {
    return components.labels();
  }

  /** {@return for each label whether it is one of some parts; false at 0} */
  boolean[] labelsOf(Iterable<Component> some) {
    boolean[] theirs = new boolean[components.all().size() + 1];
    for (Component part : some) {
      theirs[part.label()] = true;
    }
    return theirs;
  }

  /** {@return the pixels of some parts} */
  boolean[] maskOf(Iterable<Component> some) {
    boolean[] theirs = labelsOf(some);
    int[] labels = labels();
    boolean[] theirMask = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      theirMask[i] = theirs[labels[i]];
    }
    return theirMask;
  }

  double meanInk(Component part) {
    Box box = part.box();
    double sum = 0;
    for (int y = box.y(); y < box.bottom(); y++) {
      for (int x = box.x(); x < box.right(); x++) {
        int at = y * ink.width() + x;
        sum += labels()[at] == part.label() ? ink.levels()[at] : 0;
      }
    }
    return sum / part.area();
  }
}
