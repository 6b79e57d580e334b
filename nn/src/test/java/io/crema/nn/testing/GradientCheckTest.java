package io.crema.nn.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.graph.Network;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.Pass;
import io.crema.nn.layer.WeightFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The harness itself: it must notice wrong gradients. */
class GradientCheckTest {

  /** One factor for all values, {@code output = factor * input}, its gradients off as told. */
  private record Scale(float wrongInput, float wrongParameter) implements Layer {

    @Override
    public String type() {
      return "scale";
    }

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public BoundLayer bind(Shape input, WeightFactory weights) {
      return new Bound(this, weights.bias("factor", Shape.of(1)));
    }
  }

  private record Bound(Scale scale, Parameter factor) implements BoundLayer {

    @Override
    public List<Parameter> parameters() {
      return List.of(factor);
    }

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      for (int i = 0; i < input.size(); i++) {
        output.array()[i] = factor.value().array()[0] * input.array()[i];
      }
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      for (int i = 0; i < input.size(); i++) {
        float dFactor = input.array()[i] * dOutput.array()[i];
        pass.gradient(factor)[0] += scale.wrongParameter * dFactor;
        if (pass.needsInputGradient()) {
          float exact = factor.value().array()[0] * dOutput.array()[i];
          dInput.array()[i] = scale.wrongInput * exact;
        }
      }
    }
  }

  private static void check(float wrongInput, float wrongParameter) {
    Network network = Network.input(9).add(new Scale(wrongInput, wrongParameter));
    GradientCheck.check(network, GradientCheck.uniform(3, network.inputShape()));
  }

  @Test
  void check_rightGradients_passes() {
    check(1f, 1f);
  }

  @Test
  void check_wrongGradientByInput_fails() {
    assertThatThrownBy(() -> check(1.02f, 1f))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("gradient by input[");
  }

  @Test
  void check_wrongGradientByParameter_fails() {
    assertThatThrownBy(() -> check(1f, 1.02f))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("gradient by scale_1.factor[0]");
  }
}
