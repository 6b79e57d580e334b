package io.crema.nn.layer;

import static io.crema.nn.layer.LayerRow.row;

import java.util.stream.Stream;

/** Layers of sequences in awkward lengths. */
final class SequenceRows {

  private SequenceRows() {}

  static Stream<LayerRow> rows() {
    return Stream.of(convolutions(), depthwise(), pools(), sizes()).flatMap(rows -> rows);
  }

  private static Stream<LayerRow> convolutions() {
    return Stream.of(
        row(new Conv1D(2, 3), 7, 1),
        row(new Conv1D(3, 4).same(), 6, 5), // uneven padding
        row(new Conv1D(3, 3).same().stride(2).withoutBias(), 6, 2), // padding at one end only
        row(new Conv1D(2, 3).stride(2), 8, 3), // stride does not divide
        row(new Conv1D(2, 2).stride(3), 7, 2), // stride above the kernel
        row(new Conv1D(4, 3).causal(), 5, 3),
        row(new Conv1D(3, 3).causal().dilation(2), 4, 2), // dilation to before the sequence
        row(new Conv1D(2, 3).causal().dilation(2).stride(2), 7, 3),
        row(new Conv1D(3, 3).same().dilation(5), 4, 2), // dilation larger than the sequence
        row(new Conv1D(2, 2).dilation(3), 9, 17),
        row(new Conv1D(3, 3).padding(Padding1D.of(4, 1)), 3, 2), // more than the kernel
        row(new Conv1D(3, 3).padding(Padding1D.of(1)).stride(2), 7, 3),
        row(new Conv1D(6, 3).same().groups(2), 5, 4),
        row(new Conv1D(3, 3).same().groups(3).withoutBias(), 5, 3), // each channel by itself
        row(new Conv1D(10, 2).groups(5).stride(2), 7, 5), // two kernels for each channel
        row(new Conv1D(6, 3).causal().dilation(2).groups(3), 5, 6),
        row(new Conv1D(5, 1), 4, 3),
        row(new Conv1D(33, 2), 3, 17).batch(1), // more than a vector of both
        row(new Conv1D(3, 5).same(), 1, 1).batch(1));
  }

  private static Stream<LayerRow> depthwise() {
    return Stream.of(
        row(new DepthwiseConv1D(3), 7, 1),
        row(new DepthwiseConv1D(4).same(), 5, 3), // uneven padding
        row(new DepthwiseConv1D(3).stride(2).withoutBias(), 8, 2), // stride does not divide
        row(new DepthwiseConv1D(3).causal().dilation(2), 6, 5),
        row(new DepthwiseConv1D(3).same().dilation(5), 4, 2), // dilation larger than the sequence
        row(new DepthwiseConv1D(2).padding(Padding1D.of(0, 2)).multiplier(3), 4, 3),
        row(new DepthwiseConv1D(3).same().multiplier(2).stride(2), 7, 17),
        row(new DepthwiseConv1D(3).same(), 1, 33).batch(1));
  }

  private static Stream<LayerRow> pools() {
    return Stream.of(
        row(new MaxPool1D(2), 7, 3).separated(), // a step is left over
        row(new MaxPool1D(3).stride(1), 5, 17).separated(),
        row(new MaxPool1D(3).stride(2).same(), 6, 2).separated(), // uneven padding
        row(new MaxPool1D(2).stride(3), 8, 1).separated(), // steps between windows
        row(new MaxPool1D(5).stride(1).same(), 2, 3).separated(),
        row(new MaxPool1D(3).stride(2).padding(Padding1D.of(2, 0)), 6, 3).separated(),
        row(new MaxPool1D(3).stride(2).padding(Padding1D.CAUSAL), 6, 2).separated(),
        row(new MaxPool1D(1), 1, 4).separated().batch(1),
        row(new AveragePool1D(3).stride(2).padding(Padding1D.of(2, 1)), 6, 3),
        row(new AveragePool1D(3).padding(Padding1D.of(1)).countingPadding(), 5, 2),
        row(new AveragePool1D(2), 7, 3),
        row(new AveragePool1D(3).stride(2).same(), 6, 17),
        row(new AveragePool1D(3).stride(2).same().countingPadding(), 6, 2),
        row(new AveragePool1D(2).stride(3), 8, 1),
        row(new AveragePool1D(5).same(), 2, 3).batch(1),
        row(new GlobalAveragePool1D(), 7, 4),
        row(new GlobalAveragePool1D(), 1, 17).batch(1),
        row(new GlobalMaxPool1D(), 7, 4).separated(),
        row(new GlobalMaxPool1D(), 1, 17).separated().batch(1));
  }

  private static Stream<LayerRow> sizes() {
    return Stream.of(
        row(new UpSampling1D(2), 5, 3),
        row(new UpSampling1D(3), 1, 17).batch(1),
        row(new UpSampling1D(1), 4, 1),
        row(new ZeroPadding1D(1), 4, 3),
        row(new ZeroPadding1D(3, 0), 1, 17).batch(1),
        row(new ZeroPadding1D(0), 5, 1));
  }
}
