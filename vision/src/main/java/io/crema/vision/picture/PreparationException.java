package io.crema.vision.picture;

import java.io.IOException;

/** Facts, as of a model file, that describe no {@link PicturePreparation}. */
public final class PreparationException extends IOException {

  private static final long serialVersionUID = 1L;

  PreparationException(String message) {
    super(message);
  }
}
