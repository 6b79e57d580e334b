package io.crema.core.kernel;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Prints a SHA-256 over all bits that the kernels give for a handful of geometries. */
final class KernelDigest {

  private static final int IMAGES = 2;

  /** So often that the loops are compiled on the way; every round must give the same bits. */
  private static final int ROUNDS = 3;

  private static final List<ConvGeometry> GEOMETRIES =
      List.of(
          new ConvGeometry(Window.valid(12, 12, 3, 3, 1, 1), 1, 33),
          new ConvGeometry(Window.same(13, 13, 3, 3, 1, 1), 17, 16),
          new ConvGeometry(Window.same(13, 13, 3, 3, 1, 1), 24, 33),
          new ConvGeometry(Window.same(9, 10, 3, 3, 2, 2), 5, 21),
          new ConvGeometry(Window.valid(14, 14, 5, 5, 1, 1), 6, 16),
          new ConvGeometry(Window.valid(9, 7, 1, 1, 1, 1), 24, 40),
          new ConvGeometry(new Window(Axis.same(9, 3, 1, 2), new Axis(8, 4, 3, 2, 5, 3)), 6, 40, 2),
          ConvGeometry.matrix(207, 35));

  private static final AdamStep STEP = new AdamStep(0.9f, 0.999f, 0.01f, 1e-7f, 0.01f);

  private final Kernels kernels = Kernels.lookup();
  private final Scratch scratch = new Scratch();
  private final MessageDigest digest;

  private KernelDigest() throws NoSuchAlgorithmException {
    digest = MessageDigest.getInstance("SHA-256");
  }

  public static void main(String[] args) throws NoSuchAlgorithmException {
    KernelDigest work = new KernelDigest();
    System.out.println("kernels=" + work.kernels.name());
    System.out.println("lanes=" + work.kernels.lanes());
    for (int round = 0; round < ROUNDS; round++) {
      System.out.println("digest" + round + "=" + work.round());
    }
  }

  private String round() {
    for (ConvGeometry geometry : GEOMETRIES) {
      convolve(geometry);
      convolveDepthwise(new DepthwiseGeometry(geometry.window(), geometry.outChannels(), 1));
      pool(geometry.window(), geometry.outChannels());
      upsample(geometry.window(), geometry.outChannels());
      activate(IMAGES * geometry.window().outPixels(), geometry.outChannels());
      normalize(IMAGES * geometry.window().outPixels(), geometry.outChannels());
      normalizeRows(IMAGES * geometry.window().outPixels(), geometry.outChannels());
      normalizeRows(IMAGES, geometry.inSize());
      normalizeGroups(geometry.window().outPixels(), geometry.outChannels(), 1);
      normalizeGroups(
          geometry.window().outPixels(), geometry.outChannels(), geometry.outChannels());
      join(IMAGES * geometry.window().outPixels(), geometry.outChannels());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void convolve(ConvGeometry g) {
    float[] input = Values.random(IMAGES * g.inSize(), 1);
    float[] weights = Values.random(g.weights(), 2);
    float[] bias = Values.random(g.outChannels(), 3);
    float[] dOutput = Values.random(IMAGES * g.outSize(), 4);
    float[] packed = new float[kernels.packedForwardLength(g)];
    float[] output = new float[IMAGES * g.outSize()];
    kernels.packForward(g, weights, packed);
    kernels.convForward(g, IMAGES, input, packed, bias, output, scratch);
    update(output);
    int units = IMAGES * g.forwardUnits();
    kernels.convForward(g, 0, units, input, packed, null, dOutput, true, output, scratch);
    update(output);

    float[] packedBackward = new float[kernels.packedBackwardLength(g)];
    float[] dInput = new float[IMAGES * g.inSize()];
    kernels.packBackward(g, weights, packedBackward);
    kernels.convBackwardData(g, IMAGES, dOutput, packedBackward, dInput, scratch);
    update(dInput);

    kernels.convBackwardWeights(g, IMAGES, input, dOutput, weights, scratch);
    update(weights);
  }

  private void convolveDepthwise(DepthwiseGeometry g) {
    float[] input = Values.random(IMAGES * g.inSize(), 9);
    float[] weights = Values.random(g.weights(), 10);
    float[] bias = Values.random(g.channels(), 11);
    float[] output = new float[IMAGES * g.outSize()];
    kernels.depthwiseForward(g, IMAGES, input, weights, bias, false, output, scratch);
    update(output);
    kernels.depthwiseForward(g, IMAGES, input, weights, null, true, output, scratch);
    update(output);
    float[] dInput = new float[input.length];
    kernels.depthwiseBackwardData(g, IMAGES, output, weights, dInput, scratch);
    update(dInput);
    kernels.depthwiseBackwardWeights(g, IMAGES, input, output, weights, scratch);
    update(weights);
  }

  private void pool(Window w, int channels) {
    float[] input = Values.randomSigns(IMAGES * w.inPixels() * channels, 5);
    float[] dOutput = Values.random(IMAGES * w.outPixels() * channels, 6);
    float[] output = new float[dOutput.length];
    float[] dInput = new float[input.length];
    kernels.maxPoolForward(w, channels, IMAGES, input, output);
    update(output);
    kernels.maxPoolBackward(w, channels, IMAGES, input, output, dOutput, false, dInput, scratch);
    update(dInput);
    for (boolean countsPadding : new boolean[] {false, true}) {
      kernels.averagePoolForward(w, countsPadding, channels, IMAGES, dInput, output);
      update(output);
      kernels.averagePoolBackward(w, countsPadding, channels, IMAGES, dOutput, dInput);
      update(dInput);
    }
  }

  private void upsample(Window w, int channels) {
    UpsamplingGeometry g =
        new UpsamplingGeometry(w.outHeight(), w.outWidth(), channels, w.rows().stride() + 1, 3);
    float[] input = Values.random(IMAGES * g.inSize(), 15);
    float[] output = new float[IMAGES * g.outSize()];
    kernels.upsampleNearest(g, IMAGES, input, output);
    update(output);
    kernels.upsampleBilinear(g, IMAGES, input, output, scratch);
    update(output);
    kernels.upsampleNearestBackward(g, IMAGES, output, input);
    update(input);
    kernels.upsampleBilinearBackward(g, IMAGES, output, input, scratch);
    update(input);
  }

  private void activate(int rows, int columns) {
    float[] values = Values.random(rows * columns, 7);
    float[] sums = Values.random(columns, 8);
    kernels.addRows(rows, columns, values, sums, new Scratch());
    update(sums);
    float[] output = new float[values.length];
    for (ElementFunction function : ElementFunctions.all()) {
      kernels.activate(function, values.length, Values.scaled(20f, values), output);
      update(output);
      float[] at = function.readsInput() ? values : output;
      kernels.activateBackward(function, values.length, at, values, output);
      update(output);
    }
    float[] slopes = Values.random(columns, 16);
    kernels.preluForward(rows, columns, slopes, values, output, scratch);
    update(output);
    kernels.preluBackward(rows, columns, slopes, output, values, slopes, values, scratch);
    update(slopes);
    update(values);
    kernels.addPenalty(0, values.length, values, 0.1f, 0.01f, output);
    update(output);
    kernels.limitNorms(rows, columns, 1, 0, columns, 0.5, values, new double[columns]);
    update(values);
    kernels.adam(0, values.length, values, output, output.clone(), new float[values.length], STEP);
    update(values);
  }

  private void normalize(int rows, int channels) {
    float[] input = Values.random(rows * channels, 9);
    float[] mean = new float[channels];
    float[] variance = new float[channels];
    kernels.batchMoments(rows, channels, input, mean, variance, scratch);
    update(mean);
    update(variance);
    float[] gamma = Values.random(channels, 10);
    float[] beta = Values.random(channels, 11);
    float[] output = new float[input.length];
    kernels.normalizeForward(
        rows, channels, input, mean, variance, gamma, beta, null, true, output, scratch);
    update(output);
    kernels.normalizeForward(
        rows, channels, input, mean, variance, gamma, beta, input, true, output, scratch);
    update(output);
    float[] dInput = new float[input.length];
    kernels.normalizeBackward(
        rows, channels, input, mean, variance, gamma, output, gamma, beta, dInput, scratch);
    update(gamma);
    update(beta);
    update(dInput);
  }

  private void normalizeRows(int rows, int columns) {
    float[] input = Values.random(rows * columns, 16);
    float[] gamma = Values.random(columns, 17);
    float[] beta = Values.random(columns, 18);
    double[] statistics = new double[2 * rows];
    float[] output = new float[input.length];
    kernels.layerNormForward(rows, columns, 1e-3, input, gamma, beta, statistics, output, scratch);
    update(output);
    float[] dInput = new float[input.length];
    float[] dGamma = new float[columns];
    kernels.layerNormBackward(
        rows, columns, input, statistics, gamma, output, dGamma, beta, dInput, scratch);
    update(dGamma);
    update(beta);
    update(dInput);
  }

  private void normalizeGroups(int pixels, int channels, int groups) {
    GroupNormGeometry g = new GroupNormGeometry(pixels, channels, groups);
    float[] input = Values.random(IMAGES * g.size(), 19);
    float[] gamma = Values.random(channels, 20);
    float[] beta = Values.random(channels, 21);
    double[] statistics = new double[2 * IMAGES * groups];
    float[] output = new float[input.length];
    kernels.groupNormForward(
        g, IMAGES, 1e-3, input, gamma, beta, statistics, input, true, output, scratch);
    update(output);
    float[] dInput = new float[input.length];
    float[] dGamma = new float[channels];
    kernels.groupNormBackward(
        g, IMAGES, input, statistics, gamma, output, dGamma, beta, dInput, scratch);
    update(dGamma);
    update(beta);
    update(dInput);
  }

  private void join(int rows, int channels) {
    int n = rows * channels;
    float[][] inputs = {Values.randomSigns(n, 12), Values.randomSigns(n, 13)};
    float[] dOutput = Values.random(n, 14);
    float[] output = new float[n];
    float[] dInput = new float[n];
    kernels.maximum(n, inputs[0], inputs[1], output);
    update(output);
    kernels.maximumBackward(n, inputs[1], output, inputs, 1, dOutput, dInput);
    update(dInput);
    kernels.sum(n, inputs[0], dOutput, true, output);
    update(output);
    kernels.multiply(n, dInput, dOutput, output);
    kernels.scale(n, 1 / 3f, output, output);
    update(output);
    float[] both = new float[2 * n];
    kernels.concat(rows, channels, output, 2 * channels, 0, both);
    kernels.concat(rows, channels, dOutput, 2 * channels, channels, both);
    kernels.slice(rows, channels, both, 2 * channels, channels / 2, output);
    update(output);
  }

  private void update(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.asFloatBuffer().put(values);
    digest.update(bytes);
  }
}
