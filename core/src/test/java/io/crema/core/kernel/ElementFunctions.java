package io.crema.core.kernel;

import io.crema.core.kernel.ElementFunction.Curve;
import io.crema.core.kernel.ElementFunction.ExponentialLinear;
import io.crema.core.kernel.ElementFunction.HardSigmoid;
import io.crema.core.kernel.ElementFunction.Rectifier;
import java.util.ArrayList;
import java.util.List;

/** Every element function, with usual and unusual parameters. */
final class ElementFunctions {

  private ElementFunctions() {}

  static List<ElementFunction> all() {
    List<ElementFunction> all =
        new ArrayList<>(
            List.of(
                ElementFunction.RELU,
                new Rectifier(0.01f, 0f, Float.POSITIVE_INFINITY),
                new Rectifier(0.3f, 0f, 6f),
                new Rectifier(0f, 0f, 6f),
                new Rectifier(0f, 1f, Float.POSITIVE_INFINITY),
                new Rectifier(0.25f, 0.5f, 0.75f),
                new ExponentialLinear(1f, 1f),
                new ExponentialLinear(1.6732632f, 1.050701f),
                new ExponentialLinear(0.3f, 1f),
                new ExponentialLinear(0f, 1f),
                new HardSigmoid(1 / 6f, 0.5f),
                new HardSigmoid(0.2f, 0.5f),
                new HardSigmoid(3f, -2f)));
    all.addAll(List.of(Curve.values()));
    return all;
  }
}
