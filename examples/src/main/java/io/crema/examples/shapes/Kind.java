package io.crema.examples.shapes;

/**
 * The kinds of shapes. Each fills a part of the square from -1 to 1 on both axes: {@code u} to the
 * right, {@code v} down.
 */
public enum Kind {
  /** All points within 1 of the center. */
  DISC {
    @Override
    boolean contains(double u, double v) {
      return u * u + v * v <= 1;
    }
  },
  /** The whole square. */
  RECTANGLE {
    @Override
    boolean contains(double u, double v) {
      return Math.max(Math.abs(u), Math.abs(v)) <= 1;
    }
  },
  /** A triangle that stands on its base. */
  TRIANGLE {
    @Override
    boolean contains(double u, double v) {
      return v <= 1 && 2 * Math.abs(u) <= 1 + v;
    }
  },
  /** A disc with a hole. */
  RING {
    @Override
    boolean contains(double u, double v) {
      return DISC.contains(u, v) && !DISC.contains(u * 1.7, v * 1.7);
    }
  },
  /** A rectangle with a hole. */
  FRAME {
    @Override
    boolean contains(double u, double v) {
      return RECTANGLE.contains(u, v) && !RECTANGLE.contains(u * 1.7, v * 1.7);
    }
  },
  /** A square that stands on a corner. */
  DIAMOND {
    @Override
    boolean contains(double u, double v) {
      return Math.abs(u) + Math.abs(v) <= 1;
    }
  },
  /** Two bars that cross, one upright. */
  PLUS {
    @Override
    boolean contains(double u, double v) {
      return RECTANGLE.contains(u, v) && Math.min(Math.abs(u), Math.abs(v)) <= 0.35;
    }
  },
  /** Two bars that cross, both slanted. */
  SALTIRE {
    @Override
    boolean contains(double u, double v) {
      return RECTANGLE.contains(u, v) && Math.abs(Math.abs(u) - Math.abs(v)) <= 0.4;
    }
  },
  /** The upper half of a disc. */
  ARCH {
    @Override
    boolean contains(double u, double v) {
      return DISC.contains(u, v) && v <= 0;
    }
  },
  /** Two triangles that meet at the center. */
  HOURGLASS {
    @Override
    boolean contains(double u, double v) {
      return RECTANGLE.contains(u, v) && Math.abs(u) <= Math.abs(v);
    }
  };

  /** {@return whether a point belongs to the shape} */
  abstract boolean contains(double u, double v);
}
