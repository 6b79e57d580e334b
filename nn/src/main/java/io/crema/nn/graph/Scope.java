package io.crema.nn.graph;

import org.jspecify.annotations.Nullable;

/** The place of a node in blocks within blocks, from which its name is made. */
final class Scope {

  static final Scope ROOT = new Scope(null, "", null, 0);

  private final @Nullable Scope parent;
  private final String type;
  private final @Nullable String given;
  private final int depth;

  Scope(Scope parent, String type, @Nullable String given) {
    this(parent, type, given, parent.depth + 1);
  }

  private Scope(@Nullable Scope parent, String type, @Nullable String given, int depth) {
    this.parent = parent;
    this.type = type;
    this.given = given;
    this.depth = depth;
  }

  @Nullable Scope parent() {
    return parent;
  }

  String type() {
    return type;
  }

  @Nullable String given() {
    return given;
  }

  int depth() {
    return depth;
  }
}
