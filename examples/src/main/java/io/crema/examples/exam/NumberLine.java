package io.crema.examples.exam;

import io.crema.vision.raster.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Digits set one after the other on a line. */
final class NumberLine {

  /** Between the ink of digits that are apart, in pixels: one stays when the edges are smoothed. */
  private static final int CLEAR = 3;

  private final float size;
  private final Dice dice;
  private final int height;
  private final List<Mask> masks = new ArrayList<>();
  private final List<Integer> lefts = new ArrayList<>();

  /** For every row the column behind the last ink so far. */
  private final int[] rightOfAll;

  /** The same of the last digit alone. */
  private int[] rightOfLast = {};

  private Box lastBox = new Box(0, 0, 1, 1);

  NumberLine(float size, Dice dice) {
    this.size = size;
    this.dice = dice;
    height = (int) (1.4f * size);
    rightOfAll = new int[height];
    Arrays.fill(rightOfAll, Integer.MIN_VALUE / 2);
  }

  void add(Ink ink, boolean touches) {
    Placement placement = new Placement(ink, Pose.upright(size * dice.between(0.9f, 1.1f)));
    Mask mask = new Mask((int) Math.ceil(placement.width()) + 4, height);
    float baseline = 1.25f * size + dice.around(0.1f) * size;
    mask.draw(placement, 2, Math.max(0, baseline - placement.height()));
    int left = masks.isEmpty() ? 0 : left(mask, touches ? overlap(placement) : 0, touches);
    masks.add(mask);
    lefts.add(left);
    remember(mask, left);
  }

  private float overlap(Placement placement) {
    return Math.max(1.5f, dice.between(0.3f, 1.8f) * placement.scale());
  }

  private int left(Mask mask, float overlap, boolean touches) {
    if (touches) {
      return meeting(rightOfLast, mask, 0) - Math.round(overlap);
    }
    float share = dice.unit();
    float gap = (1.1f * share * share - 0.1f) * lastBox.width();
    int wanted = lastBox.right() + Math.round(gap) - mask.box().x();
    return Math.max(wanted, meeting(rightOfAll, mask, CLEAR) + CLEAR);
  }

  /** Where a mask has to lie so that its ink, some rows up or down allowed, meets what is there. */
  private static int meeting(int[] right, Mask mask, int rows) {
    int meeting = Integer.MIN_VALUE / 2;
    for (int y = 0; y < mask.height; y++) {
      int first = first(mask, y);
      int from = Math.max(0, y - rows);
      int to = Math.min(mask.height - 1, y + rows);
      for (int other = from; first < mask.width && other <= to; other++) {
        meeting = Math.max(meeting, right[other] - first);
      }
    }
    return meeting;
  }

  private static int first(Mask mask, int y) {
    int x = 0;
    while (x < mask.width && mask.cover[y * mask.width + x] < 0.5f) {
      x++;
    }
    return x;
  }

  private void remember(Mask mask, int left) {
    rightOfLast = new int[height];
    Arrays.fill(rightOfLast, Integer.MIN_VALUE / 2);
    for (int i = 0; i < mask.cover.length; i++) {
      if (mask.cover[i] >= 0.5f) {
        int y = i / mask.width;
        rightOfLast[y] = left + i % mask.width + 1;
        rightOfAll[y] = Math.max(rightOfAll[y], rightOfLast[y]);
      }
    }
    Box box = mask.box();
    lastBox = new Box(left + box.x(), box.y(), box.width(), box.height());
  }

  NumberPicture picture() {
    int first = lefts.stream().mapToInt(left -> left).min().orElse(0);
    int marginX = Math.round(dice.between(0.15f, 0.8f) * size) - first;
    int marginY = Math.round(dice.between(0.05f, 0.6f) * size);
    int end = Arrays.stream(rightOfAll).max().orElse(0);
    Mask all =
        new Mask(
            marginX + end + Math.round(dice.between(0.15f, 0.8f) * size),
            height + marginY + Math.round(dice.between(0.05f, 0.6f) * size));
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      int x = marginX + lefts.get(i);
      all.put(masks.get(i), x, marginY);
      Box box = masks.get(i).box();
      boxes.add(new Box(x + box.x(), marginY + box.y(), box.width(), box.height()));
    }
    return new NumberPicture(file(all), List.copyOf(boxes));
  }

  private byte[] file(Mask ink) {
    Canvas canvas = new Canvas(ink.width, ink.height, true);
    canvas.fill(Colour.grey(dice.between(0.95f, 1)));
    canvas.paint(ink, Colour.grey(dice.between(0.02f, 0.25f)));
    return dice.chance(0.5f)
        ? PictureFile.png(canvas)
        : PictureFile.jpeg(canvas, dice.integer(85, 95));
  }
}
