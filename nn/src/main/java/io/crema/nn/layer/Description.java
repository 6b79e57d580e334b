package io.crema.nn.layer;

import io.crema.nn.init.Initializer;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Builds the text of a layer: its name and everything that differs from the defaults. */
final class Description {

  private final String name;
  private final StringJoiner parts = new StringJoiner(", ", "(", ")");
  private boolean empty = true;

  Description(String name) {
    this.name = name;
  }

  /** {@return a name and a list of parts} */
  static String ofAll(String name, List<?> parts) {
    Description description = new Description(name);
    parts.forEach(description::with);
    return description.toString();
  }

  Description with(Object part) {
    parts.add(part.toString());
    empty = false;
    return this;
  }

  Description withIf(boolean condition, Object part) {
    return condition ? with(part) : this;
  }

  Description stride(int height, int width, int usualHeight, int usualWidth) {
    if (height == usualHeight && width == usualWidth) {
      return this;
    }
    return with(height == width ? "stride " + height : "stride " + height + "x" + width);
  }

  Description padding(Padding padding) {
    return withIf(!padding.equals(Padding.VALID), padding);
  }

  Description padding(Padding1D padding) {
    return withIf(!padding.equals(Padding1D.VALID), padding);
  }

  Description blockOrder(BlockOrder order) {
    return withIf(order != BlockOrder.PIXELS_FIRST, "channels first");
  }

  Description initializer(Initializer initializer) {
    return withIf(
        initializer != Initializer.HE_NORMAL, initializer.name().toLowerCase(Locale.ROOT));
  }

  Description bias(boolean bias) {
    return withIf(!bias, "no bias");
  }

  @Override
  public String toString() {
    return empty ? name : name + parts;
  }
}
