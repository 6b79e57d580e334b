package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import io.crema.nn.architecture.SeparableConv1D;
import io.crema.nn.architecture.SeparableConv2D;
import io.crema.nn.architecture.SqueezeExcite;
import io.crema.nn.graph.Residual;
import io.crema.nn.plan.Grouping;
import java.util.stream.Stream;

/** Blocks of several layers. */
final class BlockRows {

  private BlockRows() {}

  static Stream<LayerRow> rows() {
    return Stream.of(
        row(new Residual(new Dense(6)), 6),
        row(new Residual(new Sigmoid()), 7).batch(1),
        row(new Residual(new Tanh(), new Sigmoid()), 3, 2, 2),
        row(new Residual(new Dropout(0.4)), 20),
        row(new Residual(new Dense(5), new Tanh(), new Dense(4)), 4).batch(Grouping.MAX_SAMPLES),
        row(new Residual(new Conv2D(3, 3).same(), new Sigmoid(), new Conv2D(2, 2).same()), 4, 5, 2),
        row(new Residual(new DepthwiseConv2D(3).same(), new Conv2D(3, 1)), 4, 4, 3),
        row(new Residual(new Residual(new Dense(5), new Tanh()), new Dense(5)), 5),
        row(new SeparableConv2D(4, 3), 5, 6, 3),
        row(new SeparableConv2D(4, 3).same().multiplier(2), 4, 3, 3),
        row(new SeparableConv2D(17, 3).same().stride(2).withoutBias(), 4, 7, 5).batch(1),
        row(new SeparableConv1D(4, 3).same().stride(2).multiplier(2), 6, 3),
        row(new SqueezeExcite(2), 3, 4, 5),
        row(new SqueezeExcite(), 1, 1, 17).batch(1),
        row(new Residual(new Dense(6)).shortcut(new Dense(6)), 4),
        row(
            new Residual(new Conv2D(4, 3).same().stride(2)).shortcut(new Conv2D(4, 1).stride(2)),
            5,
            6,
            3),
        row(
            new Residual(new Conv2D(2, 3).same(), new BatchNorm())
                .shortcut(new Conv2D(2, 1).withoutBias(), new BatchNorm()),
            5,
            6,
            3));
  }
}
