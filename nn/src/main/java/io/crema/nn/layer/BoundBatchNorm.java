package io.crema.nn.layer;

import io.crema.core.kernel.Kernels;
import io.crema.core.tensor.Tensor;
import io.crema.nn.compute.BatchWide;
import io.crema.nn.compute.Fusible;
import io.crema.nn.compute.Fusion;
import io.crema.nn.compute.PassControl;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@link BatchNorm} with its weights, over groups of samples or over whole batches. */
final class BoundBatchNorm implements BoundLayer, Fusible, BatchWide {

  private static final Set<Fusion> FUSIONS = Set.of(Fusion.ADD, Fusion.RECTIFY);

  private final BatchNorm layer;
  private final Parameter gamma;
  private final Parameter beta;
  private final Parameter mean;
  private final Parameter variance;
  private final int channels;
  private final Supplier<Moments> moments;

  /** Of the running variance. */
  private final float[] inverseDeviation;

  /** Refuses an invalid variance from a file. */
  BoundBatchNorm(
      BatchNorm layer, Parameter gamma, Parameter beta, Parameter mean, Parameter variance) {
    this.layer = layer;
    this.gamma = gamma;
    this.beta = beta;
    this.mean = mean;
    this.variance = variance;
    channels = gamma.value().size();
    inverseDeviation = new float[channels];
    moments = () -> new Moments(channels);
    for (float value : variance.value().array()) {
      if (!(value >= 0)) {
        throw new IllegalArgumentException(
            "parameter %s: expected values of at least 0, found %s"
                .formatted(variance.name(), value));
      }
    }
  }

  /** Statistics that a group or chunk of samples keeps from its forward to its backward pass. */
  private static final class Moments {
    final float[] mean;
    final float[] variance;
    final float[] inverse;

    /** Of the rows that were gathered: sums of the output gradient and of its products. */
    final double[] sums;

    /** Of the whole batch, in the first chunk. */
    final double[] totals;

    /** Rows of this chunk, and of the whole batch. */
    int rows;

    long allRows;

    Moments(int channels) {
      mean = new float[channels];
      variance = new float[channels];
      inverse = new float[channels];
      sums = new double[2 * channels];
      totals = new double[2 * channels];
    }
  }

  private Moments moments(PassControl pass) {
    return pass.memory(this, Moments.class, moments);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(gamma, beta, mean, variance);
  }

  @Override
  public Access access() {
    return Access.READS_INPUT;
  }

  @Override
  public Set<Fusion> fusions() {
    return FUSIONS;
  }

  @Override
  public boolean isBatchWide() {
    return layer.groupSize() == BatchNorm.WHOLE_BATCH;
  }

  @Override
  public void weightsChanged() {
    invert(variance.value().array(), inverseDeviation);
  }

  private void invert(float[] variances, float[] inverses) {
    for (int c = 0; c < channels; c++) {
      inverses[c] = (float) (1 / Math.sqrt(variances[c] + layer.epsilon()));
    }
  }

  @Override
  public void forward(Tensor input, Tensor output, Pass pass) {
    PassControl control = ThreadPass.control(pass);
    if (!pass.training()) {
      normalize(input, mean.value().array(), inverseDeviation, output, control);
      return;
    }
    Moments group = moments(control);
    if (!isBatchWide()) {
      gatherForward(input, control);
      observe(group.rows, group, pass);
      invert(group.variance, group.inverse);
    }
    normalize(input, group.mean, group.inverse, output, control);
  }

  private void normalize(
      Tensor input, float[] means, float[] inverses, Tensor output, PassControl pass) {
    Tensor addend = pass.addend();
    Kernels.lookup()
        .normalizeForward(
            input.size() / channels,
            channels,
            input.array(),
            means,
            inverses,
            gamma.value().array(),
            beta.value().array(),
            addend == null ? null : addend.array(),
            pass.rectify(),
            output.array(),
            pass.scratch());
  }

  @Override
  public void gatherForward(Tensor input, PassControl chunk) {
    Moments own = moments(chunk);
    own.rows = input.size() / channels;
    Kernels.lookup()
        .batchMoments(own.rows, channels, input.array(), own.mean, own.variance, chunk.scratch());
  }

  @Override
  public void combineForward(List<PassControl> chunks) {
    Kernels kernels = Kernels.lookup();
    double[] totals = totals(chunks);
    long rows = 0;
    for (PassControl chunk : chunks) {
      Moments own = moments(chunk);
      kernels.mergeMoments(channels, rows, own.rows, own.mean, own.variance, totals);
      rows += own.rows;
    }
    for (PassControl chunk : chunks) {
      Moments own = moments(chunk);
      own.allRows = rows;
      for (int c = 0; c < channels; c++) {
        own.mean[c] = (float) totals[c];
        own.variance[c] = (float) (totals[channels + c] / rows);
      }
      invert(own.variance, own.inverse);
    }
    observe(rows, moments(chunks.get(0)), (Pass) chunks.get(0));
  }

  private double[] totals(List<PassControl> chunks) {
    double[] totals = moments(chunks.get(0)).totals;
    Arrays.fill(totals, 0);
    return totals;
  }

  /** Adds the mean and variance of a group to those of the groups before it. */
  private void observe(long rows, Moments group, Pass pass) {
    float[] means = pass.gradient(mean);
    float[] variances = pass.gradient(variance);
    float unbiased = (float) ((double) rows / Math.max(1, rows - 1));
    float[] observed = rows > 1 ? group.variance : variance.value().array();
    for (int c = 0; c < channels; c++) {
      means[c] += group.mean[c];
      variances[c] += observed[c] * unbiased;
    }
  }

  @Override
  public void updateStatistics(float[][] sums, int groups) {
    int observed = isBatchWide() ? 1 : groups;
    follow(mean, sums, observed);
    follow(variance, sums, observed);
  }

  private void follow(Parameter statistic, float[][] sums, int groups) {
    float[] running = statistic.value().array();
    float[] sum = sums[statistic.index()];
    for (int c = 0; c < channels; c++) {
      running[c] +=
          (float) ((1 - layer.momentum()) * ((double) sum[c] / groups - (double) running[c]));
    }
  }

  @Override
  public void backward(Tensor input, Tensor output, Tensor dOutput, Tensor dInput, Pass pass) {
    PassControl control = ThreadPass.control(pass);
    Moments own = moments(control);
    if (isBatchWide()) {
      if (pass.needsInputGradient()) {
        Kernels.lookup()
            .normalizeBackwardData(
                own.rows,
                channels,
                own.allRows,
                input.array(),
                own.mean,
                own.inverse,
                gamma.value().array(),
                own.sums,
                dOutput.array(),
                dInput.array(),
                control.scratch());
      }
      return;
    }
    Kernels.lookup()
        .normalizeBackward(
            own.rows,
            channels,
            input.array(),
            own.mean,
            own.inverse,
            gamma.value().array(),
            dOutput.array(),
            pass.gradient(gamma),
            pass.gradient(beta),
            pass.needsInputGradient() ? dInput.array() : null,
            control.scratch());
  }

  @Override
  public void gatherBackward(Tensor input, Tensor dOutput, PassControl chunk) {
    Moments own = moments(chunk);
    Kernels.lookup()
        .normalizeBackwardSums(
            own.rows,
            channels,
            input.array(),
            own.mean,
            dOutput.array(),
            own.sums,
            chunk.scratch());
  }

  @Override
  public void combineBackward(List<PassControl> chunks) {
    double[] totals = totals(chunks);
    for (PassControl chunk : chunks) {
      double[] sums = moments(chunk).sums;
      for (int i = 0; i < totals.length; i++) {
        totals[i] += sums[i];
      }
    }
    for (PassControl chunk : chunks) {
      System.arraycopy(totals, 0, moments(chunk).sums, 0, totals.length);
    }
    Pass first = (Pass) chunks.get(0);
    Kernels.lookup()
        .normalizeBackwardParameters(
            channels,
            moments(chunks.get(0)).inverse,
            totals,
            first.gradient(gamma),
            first.gradient(beta));
  }
}
