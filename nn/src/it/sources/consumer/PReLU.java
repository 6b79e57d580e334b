package consumer;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.nn.layer.BoundLayer;
import io.crema.nn.layer.Layer;
import io.crema.nn.layer.LayerConfig;
import io.crema.nn.layer.Parameter;
import io.crema.nn.layer.Pass;
import io.crema.nn.layer.WeightFactory;
import java.util.List;

/**
 * A layer: the rectifier with a trained slope below zero for each channel (He et al. 2015). Inputs
 * and outputs are {@code [N, ..., C]}, slopes {@code [C]}.
 */
record PReLU(double initialSlope) implements Layer {

  @Override
  public String type() {
    return "prelu";
  }

  @Override
  public LayerConfig config() {
    return LayerConfig.EMPTY.with("initialSlope", initialSlope);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public BoundLayer bind(Shape input, WeightFactory weights) {
    int channels = input.dim(input.rank() - 1);
    return new Bound(weights.undecayed("slopes", Shape.of(channels), (float) initialSlope));
  }

  private record Bound(Parameter slopes) implements BoundLayer {

    @Override
    public List<Parameter> parameters() {
      return List.of(slopes);
    }

    @Override
    public void forward(Tensor input, Tensor output, Pass pass) {
      float[] slope = slopes.value().array();
      for (int i = 0; i < input.size(); i++) {
        float x = input.array()[i];
        output.array()[i] = x > 0 ? x : slope[i % slope.length] * x;
      }
    }

    @Override
    public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
      float[] slope = slopes.value().array();
      float[] dSlope = pass.gradient(slopes);
      for (int i = 0; i < input.size(); i++) {
        float x = input.array()[i];
        float dy = dOutput.array()[i];
        dInput.array()[i] = x > 0 ? dy : slope[i % slope.length] * dy;
        dSlope[i % slope.length] += x > 0 ? 0 : x * dy;
      }
    }
  }
}
