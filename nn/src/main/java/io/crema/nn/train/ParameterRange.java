package io.crema.nn.train;

import io.crema.nn.layer.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * A range of a parameter's values, which one thread works on.
 *
 * @param parameter index of the parameter
 * @param first start of the range, inclusive
 * @param end end of the range, exclusive
 */
record ParameterRange(int parameter, int first, int end) {

  /** Most values of a block: enough to be worth a thread's while. */
  private static final int VALUES = 4096;

  /** Cuts all values of parameters into blocks. */
  static List<ParameterRange> of(List<Parameter> parameters) {
    List<ParameterRange> blocks = new ArrayList<>();
    for (Parameter parameter : parameters) {
      int size = parameter.value().size();
      for (int first = 0; first < size; first += VALUES) {
        blocks.add(new ParameterRange(parameter.index(), first, Math.min(first + VALUES, size)));
      }
    }
    return List.copyOf(blocks);
  }

  /** {@return a block for each parameter, with all its values} */
  static List<ParameterRange> whole(List<Parameter> parameters) {
    return parameters.stream()
        .map(p -> new ParameterRange(p.index(), 0, p.value().size()))
        .toList();
  }
}
