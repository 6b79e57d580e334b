package io.crema.examples.cli;

import io.crema.core.data.LabelledSamples;
import io.crema.vision.augment.Augmentation;
import io.crema.vision.augment.Augmented;
import java.util.Locale;

/** How training images are distorted, by the names of the command line. */
enum Augment {
  /** Not at all. */
  NONE(Augmentation.NONE),
  /** Moved and turned a little. */
  LIGHT(Augmentation.LIGHT),
  /** As other hands would write. */
  DIGITS(Augmentation.DIGITS),
  /** And as cameras see it. */
  ROBUST(Augmentation.ROBUST),
  /** As natural pictures differ: moved, lighter and darker. */
  PICTURES(Augmentation.PICTURES),
  /** And in other colors. */
  COLORS(Augmentation.COLOR_PICTURES),
  /** And mirrored, left to right. */
  MIRRORED(Augmentation.MIRRORED_PICTURES);

  @SuppressWarnings("ImmutableEnumChecker") // its map is a copy that nobody can change
  private final Augmentation augmentation;

  Augment(Augmentation augmentation) {
    this.augmentation = augmentation;
  }

  /** {@return the images as a training is to read them} */
  LabelledSamples of(LabelledSamples images) {
    return this == NONE ? images : Augmented.of(images, augmentation);
  }

  /** {@return the name and the ranges, for the record of a training} */
  String description() {
    return this == NONE ? toString() : "%s: %s".formatted(this, augmentation);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
