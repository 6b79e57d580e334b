package io.crema.nn.layer;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.init.Initializer;
import io.crema.nn.layer.Parameter.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the parameters of a model's layers, drawn at random or taken from where they were saved,
 * and hands out their names.
 */
public final class WeightFactory {

  private final List<Parameter> made = new ArrayList<>();
  private final long seed;
  private final @Nullable Map<String, Tensor> saved;
  private String layerName = "";

  /**
   * A factory for the parameters of one model.
   *
   * @param seed of all initial weights
   */
  public WeightFactory(long seed) {
    this(seed, null);
  }

  private WeightFactory(long seed, @Nullable Map<String, Tensor> saved) {
    this.seed = seed;
    this.saved = saved;
  }

  /**
   * {@return a factory that draws nothing and takes every parameter from a map, without a copy}
   *
   * @param saved the parameters by name
   */
  public static WeightFactory of(Map<String, Tensor> saved) {
    return new WeightFactory(0, Map.copyOf(saved));
  }

  /**
   * Makes what follows belong to another layer.
   *
   * @param name prefix of the parameters' names
   */
  public void beginLayer(String name) {
    layerName = name;
  }

  /** {@return the prefix of the names of parameters that are made now} Empty before any layer. */
  public String layerName() {
    return layerName;
  }

  /**
   * {@return a new parameter to which weight decay applies}
   *
   * @param name unique in its layer
   * @param shape shape of the parameter
   * @param initializer what it is drawn from
   * @param fanIn inputs of one output value
   * @param fanOut outputs that one input value reaches
   * @throws IllegalArgumentException if there is no saved parameter of that name and shape
   */
  public Parameter weights(
      String name, Shape shape, Initializer initializer, int fanIn, int fanOut) {
    Parameter parameter = make(name, shape, Kind.DECAYED);
    if (saved == null) {
      long ownSeed = SplitMix64.derive(seed, parameter.index());
      initializer.fill(parameter.value().array(), fanIn, fanOut, ownSeed);
    }
    return parameter;
  }

  /**
   * {@return a new parameter of zeros to which weight decay does not apply}
   *
   * @param name unique in its layer
   * @param shape shape of the parameter
   * @throws IllegalArgumentException if there is no saved parameter of that name and shape
   */
  public Parameter bias(String name, Shape shape) {
    return make(name, shape, Kind.UNDECAYED);
  }

  /**
   * {@return a new parameter to which weight decay does not apply}
   *
   * @param name unique in its layer
   * @param shape shape of the parameter
   * @param initial what all its values begin with
   * @throws IllegalArgumentException if there is no saved parameter of that name and shape
   */
  public Parameter undecayed(String name, Shape shape, float initial) {
    return filled(make(name, shape, Kind.UNDECAYED), initial);
  }

  /**
   * {@return a new parameter that is not trained but follows what the samples show, see {@link
   * BoundOperator#updateStatistics}}
   *
   * @param name unique in its layer
   * @param shape shape of the parameter
   * @param initial what all its values begin with
   * @throws IllegalArgumentException if there is no saved parameter of that name and shape
   */
  public Parameter statistic(String name, Shape shape, float initial) {
    return filled(make(name, shape, Kind.STATISTIC), initial);
  }

  private Parameter filled(Parameter parameter, float initial) {
    if (saved == null) {
      parameter.value().fill(initial);
    }
    return parameter;
  }

  private Parameter make(String name, Shape shape, Kind kind) {
    String fullName = layerName + "." + name;
    Parameter parameter = new Parameter(made.size(), fullName, value(fullName, shape), kind);
    made.add(parameter);
    return parameter;
  }

  private Tensor value(String name, Shape shape) {
    if (saved == null) {
      return Tensor.zeros(shape);
    }
    Tensor value = saved.get(name);
    if (value == null || !value.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "parameter %s: expected %s, found %s"
              .formatted(name, shape, value == null ? "none" : value.shape()));
    }
    return value;
  }

  /** {@return all parameters made so far, in order} */
  public List<Parameter> parameters() {
    return Collections.unmodifiableList(made);
  }
}
