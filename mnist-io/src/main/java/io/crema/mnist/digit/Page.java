package io.crema.mnist.digit;

import io.crema.mnist.digit.DigitReading.Reason;
import io.crema.vision.raster.Box;
import io.crema.vision.raster.Components.Component;
import io.crema.vision.raster.GreyImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A picture whose ink is told from paper, light and noise, and put together to digits. */
final class Page {

  private final InkParts parts;
  private final List<InkGroup> groups;
  private final @Nullable Reason reason;

  private Page(InkParts parts, List<InkGroup> groups, @Nullable Reason reason) {
    this.parts = parts;
    this.groups = groups;
    this.reason = reason;
  }

  /** {@return what is on a picture, with those of some steps that are to be done} */
  static Page of(GreyImage picture, Set<Step> steps, StepListener listener) {
    RawInk raw = RawInk.of(picture, steps, listener);
    GreyImage ink = raw.ink();
    Contrast contrast = Contrast.of(ink);
    Reason reason = Legibility.refusal(raw, contrast);
    if (reason != null) {
      return new Page(InkParts.none(ink), List.of(), reason);
    }
    if (steps.contains(Step.STRETCH)) {
      ink = contrast.stretched(ink);
      contrast = Contrast.STRETCHED;
      listener.stepDone(Step.STRETCH, ink);
    }
    InkParts parts = InkParts.of(ink, contrast, steps, listener);
    if (Covered.test(parts, raw.inkCoverage(), raw.isLight())) {
      return new Page(parts, List.of(), Reason.TOO_MUCH_INK);
    }
    if (parts.all().isEmpty()) {
      return new Page(parts, List.of(), Reason.BLANK);
    }
    return new Page(parts, groups(parts, steps, listener), null);
  }

  private static List<InkGroup> groups(InkParts parts, Set<Step> steps, StepListener listener) {
    if (!steps.contains(Step.CLEAN)) {
      return Grouping.group(parts.all());
    }
    List<InkGroup> groups = Grouping.group(Cleaning.kept(parts));
    if (listener != StepListener.NONE) {
      List<Component> kept = new ArrayList<>();
      groups.forEach(group -> kept.addAll(group.parts()));
      GreyImage ink = parts.ink();
      boolean[] mask = parts.maskOf(kept);
      listener.stepDone(Step.CLEAN, Threshold.image(mask, ink.width(), ink.height()));
    }
    return groups;
  }

  /** {@return the ink, from 0 (paper) to 1} */
  GreyImage ink() {
    return parts.ink();
  }

  /** {@return why there is nothing to read; null if there is} */
  @Nullable Reason reason() {
    return reason;
  }

  /** {@return the digits, the largest first; none if there is nothing to read} */
  List<InkGroup> groups() {
    return groups;
  }

  /** {@return the ink in a box and a frame of paper around it, without that of other groups} */
  GreyImage cut(InkGroup group, int frame) {
    boolean[] mine = parts.labelsOf(group.parts());
    mine[0] = true;
    Box box = group.box();
    int width = box.width() + 2 * frame;
    float[] levels = new float[width * (box.height() + 2 * frame)];
    GreyImage ink = parts.ink();
    int left = Math.max(0, box.x() - frame);
    int right = Math.min(ink.width(), box.right() + frame);
    int bottom = Math.min(ink.height(), box.bottom() + frame);
    for (int y = Math.max(0, box.y() - frame); y < bottom; y++) {
      int to = (y - box.y() + frame) * width - box.x() + frame;
      for (int x = left; x < right; x++) {
        int at = y * ink.width() + x;
        levels[to + x] = mine[parts.labels()[at]] ? ink.levels()[at] : 0f;
      }
    }
    return GreyImage.wrap(width, box.height() + 2 * frame, levels);
  }
}
