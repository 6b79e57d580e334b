package io.crema.examples.exam;

/** Thins ink to the lines in the middle of its strokes. */
final class Skeleton {

  /* Zhang and Suen, "A Fast Parallel Algorithm for Thinning Digital Patterns", 1984: take away, in
   * turn at the south-east and at the north-west, border cells that are no ends and hold nothing
   * together. */

  private final boolean[] ink;
  private final int side;

  private Skeleton(boolean[] ink, int side) {
    this.ink = ink;
    this.side = side;
  }

  /**
   * {@return the cells of the middle lines}
   *
   * @param ink {@code side * side} cells, none at the border. Not modified.
   */
  static boolean[] of(boolean[] ink, int side) {
    Skeleton skeleton = new Skeleton(ink.clone(), side);
    boolean changed = true;
    while (changed) {
      changed = skeleton.peel(true);
      changed |= skeleton.peel(false);
    }
    return skeleton.ink;
  }

  private boolean peel(boolean southEast) {
    int[] gone = new int[ink.length];
    int count = 0;
    for (int i = side + 1; i < ink.length - side - 1; i++) {
      if (ink[i] && canGo(i, southEast)) {
        gone[count++] = i;
      }
    }
    for (int k = 0; k < count; k++) {
      ink[gone[k]] = false;
    }
    return count > 0;
  }

  private boolean canGo(int i, boolean southEast) {
    boolean north = ink[i - side];
    boolean east = ink[i + 1];
    boolean south = ink[i + side];
    boolean west = ink[i - 1];
    boolean free =
        southEast
            ? !(north && east && south) && !(east && south && west)
            : !(north && east && west) && !(north && south && west);
    return free && isBorder(i);
  }

  private boolean isBorder(int i) {
    int neighbours = 0;
    int rises = 0;
    boolean before = ink[around(i, 7)];
    for (int k = 0; k < 8; k++) {
      boolean here = ink[around(i, k)];
      neighbours += here ? 1 : 0;
      rises += here && !before ? 1 : 0;
      before = here;
    }
    return neighbours >= 2 && neighbours <= 6 && rises == 1;
  }

  /** The neighbours of a cell, clockwise from the north. */
  private int around(int i, int k) {
    return switch (k) {
      case 0 -> i - side;
      case 1 -> i - side + 1;
      case 2 -> i + 1;
      case 3 -> i + side + 1;
      case 4 -> i + side;
      case 5 -> i + side - 1;
      case 6 -> i - 1;
      default -> i - side - 1;
    };
  }
}
