package io.crema.examples.cli;

import io.crema.vision.raster.GreyImage;
import java.util.Locale;

/** Draws grey images with characters, from the top, a line of the screen after the other. */
enum Blocks {

  /** Letters and signs, the lighter the more ink: two beside each other are about a square. */
  PLAIN {
    @Override
    String draw(GreyImage image) {
      StringBuilder lines = new StringBuilder();
      for (int y = 0; y < image.height(); y++) {
        StringBuilder line = new StringBuilder();
        for (int x = 0; x < image.width(); x++) {
          char sign = RAMP.charAt(Math.round(image.get(x, y) * (RAMP.length() - 1)));
          line.append(sign).append(sign);
        }
        lines.append(line.toString().stripTrailing()).append(System.lineSeparator());
      }
      return lines.toString();
    }
  },

  /** Half blocks in 26 greys, as nearly all terminals know them. */
  GREY_256 {
    @Override
    String draw(GreyImage image) {
      return halves(image);
    }

    @Override
    String colour(float level) {
      int grey = Math.round(level * 25);
      return "5;" + (grey == 0 ? 16 : grey == 25 ? 231 : 231 + grey); // 16 black, 231 white
    }
  },

  /** Half blocks in 256 greys. */
  GREY_24_BIT {
    @Override
    String draw(GreyImage image) {
      return halves(image);
    }

    @Override
    String colour(float level) {
      int grey = Math.round(level * 255);
      return String.format(Locale.ROOT, "2;%d;%d;%d", grey, grey, grey);
    }
  };

  /** The upper half of a character's field. */
  static final char HALF = '\u2580';

  private static final String RAMP = " .:-=+*#%@";

  /** {@return the image in lines} */
  abstract String draw(GreyImage image);

  /** {@return the end of an escape sequence for a level} */
  String colour(float level) {
    throw new UnsupportedOperationException(name());
  }

  /** The upper pixel of two is the block, the lower one its ground. */
  final String halves(GreyImage image) {
    StringBuilder lines = new StringBuilder();
    for (int y = 0; y < image.height(); y += 2) {
      for (int x = 0; x < image.width(); x++) {
        float lower = y + 1 < image.height() ? image.get(x, y + 1) : 0;
        lines.append("\u001b[38;").append(colour(image.get(x, y)));
        lines.append(";48;").append(colour(lower)).append('m').append(HALF);
      }
      lines.append("\u001b[0m").append(System.lineSeparator());
    }
    return lines.toString();
  }
}
