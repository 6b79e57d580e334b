package io.crema.examples.exam;

import java.util.function.Consumer;

/** Chalk on a board: strokes with gaps, and what the sponge left. */
final class Chalk {

  private static final Colour DUST = Colour.grey(0.85f);

  private Chalk() {}

  /** {@return traces of wiping along a direction, up to a fifth as bright as chalk} */
  static Canvas.Layer smears(Dice dice) {
    float degrees = dice.around(40);
    float strength = dice.between(0.08f, 0.2f);
    Texture streaks = Texture.stretched(dice.seed(), degrees, 160, dice.between(6, 20));
    Texture clouds = Texture.of(dice.seed(), dice.between(50, 120));
    return canvas -> {
      Mask dust = new Mask(canvas.width, canvas.height);
      for (int i = 0; i < dust.cover.length; i++) {
        int x = i % canvas.width;
        int y = i / canvas.width;
        float height = 0.5f + 0.35f * streaks.at(x, y) + 0.35f * clouds.at(x, y);
        dust.cover[i] = strength * Colour.clamp(height);
      }
      canvas.paint(dust, DUST);
    };
  }

  /** {@return strokes through which the board can be seen} */
  static Consumer<Mask> rough(float size, Dice dice) {
    Texture fine = Texture.of(dice.seed(), Math.max(1.5f, 0.015f * size));
    Texture coarse = Texture.of(dice.seed(), 0.06f * size);
    float degrees = dice.between(0, 180);
    Texture streaks = Texture.stretched(dice.seed(), degrees, 0.2f * size, 0.02f * size);
    float gaps = dice.between(0.3f, 0.55f);
    return mask -> {
      for (int i = 0; i < mask.cover.length; i++) {
        if (mask.cover[i] > 0) {
          int x = i % mask.width;
          int y = i / mask.width;
          float rough = 0.7f * fine.at(x, y) + 0.5f * coarse.at(x, y) + 0.5f * streaks.at(x, y);
          mask.cover[i] *= Math.max(0.2f, Colour.clamp(1 - gaps * (0.4f + rough)));
        }
      }
      Blur.outOfFocus(mask, 0.6f);
    };
  }
}
