package io.crema.nn.graph;

import io.crema.nn.graph.Node.Vertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives each node of a network its name: that of the blocks around it and its own, with dots in
 * between. What has no name of its own gets its type and the smallest number that is free in its
 * block.
 */
final class Names {

  private static final int MAX_LENGTH = 500;

  private final IdentityHashMap<Scope, String> prefixes = new IdentityHashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Vertex> taken = new HashMap<>();
  private final Set<String> scopes = new HashSet<>();

  private Names() {}

  /** {@return a name that a program gives, if it is one} */
  static String require(@Nullable String name) {
    if (name == null || name.isBlank() || name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "node name: expected 1 to %d characters, got %s"
              .formatted(MAX_LENGTH, name == null ? "null" : name.length()));
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("node name: expected no control characters, got one");
    }
    return name;
  }

  /** {@return the names of vertices in order} */
  static List<String> of(List<Vertex> vertices) {
    Names names = new Names();
    names.prefixes.put(Scope.ROOT, "");
    names.takeGiven(vertices);
    long inputs = vertices.stream().filter(each -> each.operator == null).count();
    List<String> result = new ArrayList<>();
    for (Vertex vertex : vertices) {
      String prefix = names.prefix(vertex.scope);
      String name =
          vertex.given != null ? prefix + vertex.given : names.own(prefix, vertex, inputs);
      names.take(name, vertex);
      result.add(name);
    }
    return result;
  }

  /** Given names come first, so that no other node takes them: those at the top, then the rest. */
  private void takeGiven(List<Vertex> vertices) {
    for (Vertex vertex : vertices) {
      String given = vertex.given;
      if (given == null || vertex.scope != Scope.ROOT) {
        continue;
      }
      take(given, vertex);
      for (int dot = given.indexOf('.'); dot >= 0; dot = given.indexOf('.', dot + 1)) {
        scopes.add(given.substring(0, dot));
      }
    }
    for (Vertex vertex : vertices) {
      String prefix = prefix(vertex.scope);
      if (vertex.given != null) {
        take(prefix + vertex.given, vertex);
      }
    }
  }

  private void take(String name, Vertex vertex) {
    Vertex other = taken.putIfAbsent(name, vertex);
    if (other != null && other != vertex) {
      throw new IllegalArgumentException(
          "network: expected nodes with different names, got two of the name %s: %s and %s"
              .formatted(name, other, vertex));
    }
  }

  private String prefix(@Nullable Scope scope) {
    if (scope == null) {
      return "";
    }
    String known = prefixes.get(scope);
    if (known != null) {
      return known;
    }
    String outer = prefix(scope.parent());
    String own = scope.given() != null ? outer + scope.given() : free(outer, scope.type());
    if (!scopes.add(own) && scope.given() != null) {
      throw new IllegalArgumentException(
          "network: expected blocks with different names, got two of the name " + own);
    }
    prefixes.put(scope, own + ".");
    return own + ".";
  }

  /** An input that is the only one has its type as its name, without a number. */
  private String own(String prefix, Vertex vertex, long inputs) {
    boolean only = vertex.operator == null && inputs == 1 && !taken.containsKey(Node.INPUT_TYPE);
    return only ? Node.INPUT_TYPE : free(prefix, vertex.type());
  }

  private String free(String prefix, String type) {
    String base = prefix + type.replace('.', '_') + "_";
    String name;
    do {
      name = base + counts.merge(base, 1, Integer::sum);
    } while (taken.containsKey(name) || scopes.contains(name));
    return name;
  }
}
