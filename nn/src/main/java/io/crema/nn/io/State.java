package io.crema.nn.io;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state of a {@link Stateful}: tensors, texts and numbers by name. For one thread at a time.
 */
public final class State {

  private static final String SEPARATOR = "/";

  private final SortedMap<String, Tensor> tensors = new TreeMap<>();
  private final SortedMap<String, String> texts = new TreeMap<>();

  /** Creates an empty state. */
  public State() {}

  /**
   * Adds a tensor.
   *
   * @param name its name
   * @param tensor not copied
   * @return this
   */
  public State put(String name, Tensor tensor) {
    tensors.put(name, tensor);
    return this;
  }

  /**
   * Adds an array as a tensor of one axis.
   *
   * @param name its name
   * @param values at least one. Not copied.
   * @return this
   */
  public State put(String name, float[] values) {
    return put(name, Tensor.of(Shape.of(values.length), values));
  }

  /**
   * Adds a text.
   *
   * @param name its name
   * @param text the text
   * @return this
   */
  public State put(String name, String text) {
    texts.put(name, text);
    return this;
  }

  /**
   * Adds a number.
   *
   * @param name its name
   * @param number kept exactly
   * @return this
   */
  public State put(String name, double number) {
    return put(name, Double.toString(number));
  }

  /**
   * Adds a whole number.
   *
   * @param name its name
   * @param number the number
   * @return this
   */
  public State put(String name, long number) {
    return put(name, Long.toString(number));
  }

  /**
   * Adds all of another state, which {@link #part} gives back.
   *
   * @param name of the part
   * @param part its tensors are not copied
   * @return this
   */
  public State put(String name, State part) {
    part.tensors.forEach((key, tensor) -> put(name + SEPARATOR + key, tensor));
    part.texts.forEach((key, text) -> put(name + SEPARATOR + key, text));
    return this;
  }

  /**
   * {@return the part of that name; empty if there is none}
   *
   * @param name of the part
   */
  public State part(String name) {
    String prefix = name + SEPARATOR;
    State part = new State();
    tensors
        .tailMap(prefix)
        .forEach(
            (key, tensor) -> {
              if (key.startsWith(prefix)) {
                part.put(key.substring(prefix.length()), tensor);
              }
            });
    texts
        .tailMap(prefix)
        .forEach(
            (key, text) -> {
              if (key.startsWith(prefix)) {
                part.put(key.substring(prefix.length()), text);
              }
            });
    return part;
  }

  /**
   * Copies the values of a tensor.
   *
   * @param name of the tensor
   * @param to overwritten
   * @throws IllegalArgumentException if there is none, or it has more or fewer values
   */
  public void read(String name, float[] to) {
    Tensor tensor = tensors.get(name);
    if (tensor == null || tensor.size() != to.length) {
      throw new IllegalArgumentException(
          "state %s: expected %d values, found %s"
              .formatted(name, to.length, tensor == null ? "none" : tensor.size()));
    }
    System.arraycopy(tensor.array(), 0, to, 0, to.length);
  }

  /**
   * {@return a text}
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none
   */
  public String text(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException("state %s: expected a text, found none".formatted(name));
    }
    return text;
  }

  /**
   * {@return a number}
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none
   */
  public double number(String name) {
    return Double.parseDouble(text(name));
  }

  /**
   * {@return a whole number}
   *
   * @param name its name
   * @throws IllegalArgumentException if there is none
   */
  public long integer(String name) {
    return Long.parseLong(text(name));
  }

  /** {@return the tensors by name, in order} */
  public Map<String, Tensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  /** {@return the texts by name, in order} */
  public Map<String, String> texts() {
    return Collections.unmodifiableMap(texts);
  }
}
