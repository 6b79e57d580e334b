package io.crema.mnist.digit;

import io.crema.vision.raster.Box;
import io.crema.vision.raster.Components.Component;
import java.util.ArrayList;
import java.util.List;

/** Parts of the ink that belong to one digit. */
final class InkGroup {

  private final List<Component> parts = new ArrayList<>();
  private Box box;

  InkGroup(Component first) {
    parts.add(first);
    box = first.box();
  }

  void add(Component part) {
    parts.add(part);
    box = box.union(part.box());
  }

  void addAll(InkGroup other) {
    parts.addAll(other.parts);
    box = box.union(other.box);
  }

  /** {@return the smallest box around all parts} */
  Box box() {
    return box;
  }

  List<Component> parts() {
    return parts;
  }
}
