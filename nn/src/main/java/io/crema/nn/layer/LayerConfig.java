package io.crema.nn.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The hyper-parameters of a layer by name, as they stand in a model file. Immutable. */
public final class LayerConfig {

  /** No hyper-parameters. */
  public static final LayerConfig EMPTY = new LayerConfig(Map.of());

  private final Map<String, Object> values;

  private LayerConfig(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * {@return all values, each a Long, a Double, a Boolean, a String, an {@link Operator} or a List
   * of such values, in the order in which they were added}
   */
  public Map<String, Object> values() {
    return values;
  }

  /**
   * {@return this and a whole number}
   *
   * @param name name of the value
   * @param value the value
   */
  public LayerConfig with(String name, long value) {
    return withValue(name, value);
  }

  /**
   * {@return this and a number}
   *
   * @param name name of the value
   * @param value the value
   */
  public LayerConfig with(String name, double value) {
    return withValue(name, value);
  }

  /**
   * {@return this and a truth value}
   *
   * @param name name of the value
   * @param value the value
   */
  public LayerConfig with(String name, boolean value) {
    return withValue(name, value);
  }

  /**
   * {@return this and a list of whole numbers}
   *
   * @param name name of the value
   * @param values the numbers. Not modified.
   */
  public LayerConfig with(String name, int... values) {
    return withValue(name, Arrays.stream(values).mapToObj(Long::valueOf).toList());
  }

  /**
   * {@return this and a list}
   *
   * @param name name of the value
   * @param values each a Long, a Double, a Boolean, a String, an Operator or such a list. Copied.
   * @throws IllegalArgumentException if one is something else
   */
  public LayerConfig with(String name, List<?> values) {
    return withValue(name, checked(name, values));
  }

  private static List<Object> checked(String name, List<?> values) {
    List<Object> copy = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof List<?> inner) {
        copy.add(checked(name, inner));
      } else if (value instanceof Long
          || value instanceof Double
          || value instanceof Boolean
          || value instanceof String
          || value instanceof Operator) {
        copy.add(value);
      } else {
        throw new IllegalArgumentException(
            "%s: expected Long, Double, Boolean, String, Operator or List, got %s"
                .formatted(name, value == null ? "null" : value.getClass().getName()));
      }
    }
    return Collections.unmodifiableList(copy);
  }

  /**
   * {@return this and an operator with its own hyper-parameters}
   *
   * @param name name of the value
   * @param value the operator
   */
  public LayerConfig with(String name, Operator value) {
    return withValue(name, value);
  }

  /**
   * {@return this and a text}
   *
   * @param name name of the value
   * @param value the value
   */
  public LayerConfig with(String name, String value) {
    return withValue(name, value);
  }

  private LayerConfig withValue(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new LayerConfig(Collections.unmodifiableMap(more));
  }

  /**
   * {@return a whole number}
   *
   * @param name name of the value
   * @throws IllegalArgumentException if there is none of that name, or it is no int
   */
  public int integer(String name) {
    if (values.get(name) instanceof Long value && value == value.intValue()) {
      return value.intValue();
    }
    throw unexpected(name, "a whole number");
  }

  /**
   * {@return a whole number}
   *
   * @param name name of the value
   * @param missing what to return if there is no value of that name
   * @throws IllegalArgumentException if the value is no int
   */
  public int integer(String name, int missing) {
    return values.containsKey(name) ? integer(name) : missing;
  }

  /**
   * {@return a number}
   *
   * @param name name of the value
   * @throws IllegalArgumentException if there is none of that name, or it is no number
   */
  public double number(String name) {
    if (values.get(name) instanceof Number value) {
      return value.doubleValue();
    }
    throw unexpected(name, "a number");
  }

  /**
   * {@return a number}
   *
   * @param name name of the value
   * @param missing what to return if there is no value of that name
   * @throws IllegalArgumentException if the value is no number
   */
  public double number(String name, double missing) {
    return values.containsKey(name) ? number(name) : missing;
  }

  /**
   * {@return a truth value}
   *
   * @param name name of the value
   * @param missing what to return if there is no value of that name
   * @throws IllegalArgumentException if the value is no truth value
   */
  public boolean flag(String name, boolean missing) {
    Object value = values.get(name);
    if (value == null) {
      return missing;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw unexpected(name, "true or false");
  }

  /**
   * {@return a list of whole numbers}
   *
   * @param name name of the value
   * @throws IllegalArgumentException if there is none of that name, or one is no int
   */
  public int[] integers(String name) {
    List<?> list = list(name);
    int[] integers = new int[list.size()];
    for (int i = 0; i < integers.length; i++) {
      if (!(list.get(i) instanceof Long value) || value != value.intValue()) {
        throw unexpected(name, "a list of whole numbers");
      }
      integers[i] = value.intValue();
    }
    return integers;
  }

  /**
   * {@return a list of numbers}
   *
   * @param name name of the value
   * @throws IllegalArgumentException if there is none of that name, or one is no number
   */
  public List<Double> numbers(String name) {
    List<Double> numbers = new ArrayList<>();
    for (Object value : list(name)) {
      if (!(value instanceof Number number)) {
        throw unexpected(name, "a list of numbers");
      }
      numbers.add(number.doubleValue());
    }
    return numbers;
  }

  /**
   * {@return a list}
   *
   * @param name name of the value
   * @throws IllegalArgumentException if there is none of that name, or it is no list
   */
  public List<?> list(String name) {
    if (values.get(name) instanceof List<?> list) {
      return list;
    }
    throw unexpected(name, "a list");
  }

  /**
   * {@return an operator}
   *
   * @param name name of the value
   * @param type its type, such as {@code Layer.class}
   * @param <T> its type
   * @throws IllegalArgumentException if there is none of that name and type
   */
  public <T extends Operator> T operator(String name, Class<T> type) {
    Object value = values.get(name);
    if (!type.isInstance(value)) {
      throw unexpected(name, "a " + type.getSimpleName());
    }
    return type.cast(value);
  }

  /**
   * {@return a text}
   *
   * @param name name of the value
   * @throws IllegalArgumentException if there is none of that name, or it is no text
   */
  public String text(String name) {
    if (values.get(name) instanceof String value) {
      return value;
    }
    throw unexpected(name, "a text");
  }

  /**
   * {@return a constant of an enum}
   *
   * @param name name of the value
   * @param type the enum; its constants are written in lower case
   * @param <E> the enum
   * @throws IllegalArgumentException if there is none of that name, or no such constant
   */
  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    String value = text(name);
    for (E constant : type.getEnumConstants()) {
      if (nameOf(constant).equals(value)) {
        return constant;
      }
    }
    List<String> names = Arrays.stream(type.getEnumConstants()).map(LayerConfig::nameOf).toList();
    throw unexpected(name, "one of " + names);
  }

  /**
   * {@return a constant's name as it is written}
   *
   * @param constant of an enum
   */
  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private IllegalArgumentException unexpected(String name, String expected) {
    return new IllegalArgumentException(
        "%s: expected %s, got %s".formatted(name, expected, values.get(name)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LayerConfig that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
