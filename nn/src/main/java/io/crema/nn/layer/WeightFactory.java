package io.crema.nn.layer;

import io.crema.core.random.SplitMix64;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.init.Initializer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes the parameters of a model's layers and hands out their names and random numbers. */
public final class WeightFactory {

  private final List<Parameter> made = new ArrayList<>();
  private final long seed;
  private String layerName = "";

  /**
   * A factory for the parameters of one model.
   *
   * @param seed of all initial weights
   */
  public WeightFactory(long seed) {
    this.seed = seed;
  }

  /**
   * Makes what follows belong to another layer.
   *
   * @param name prefix of the parameters' names
   */
  public void beginLayer(String name) {
    layerName = name;
  }

  /**
   * {@return a new parameter to which weight decay applies}
   *
   * @param name unique in its layer
   * @param shape shape of the parameter
   * @param initializer what it is drawn from
   * @param fanIn inputs of one output value
   * @param fanOut outputs that one input value reaches
   */
  public Parameter weights(
      String name, Shape shape, Initializer initializer, int fanIn, int fanOut) {
    Parameter parameter = make(name, shape, true);
    long ownSeed = SplitMix64.derive(seed, parameter.index());
    initializer.fill(parameter.value().array(), fanIn, fanOut, ownSeed);
    return parameter;
  }

  /**
   * {@return a new parameter of zeros to which weight decay does not apply}
   *
   * @param name unique in its layer
   * @param shape shape of the parameter
   */
  public Parameter bias(String name, Shape shape) {
    return make(name, shape, false);
  }

  private Parameter make(String name, Shape shape, boolean decayed) {
    Parameter parameter =
        new Parameter(made.size(), layerName + "." + name, Tensor.zeros(shape), decayed);
    made.add(parameter);
    return parameter;
  }

  /** {@return all parameters made so far, in order} */
  public List<Parameter> parameters() {
    return Collections.unmodifiableList(made);
  }
}
