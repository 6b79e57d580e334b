package io.crema.nn.train;

import io.crema.nn.loss.Loss;
import io.crema.nn.loss.SoftmaxCrossEntropy;
import io.crema.nn.optimizer.Adam;
import io.crema.nn.optimizer.Optimizer;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The settings of a training run on which the resulting weights depend. Immutable; compared by
 * value.
 *
 * <pre>{@code
 * TrainingConfig config = TrainingConfig.DEFAULT.epochs(3).batchSize(64).seed(7);
 * }</pre>
 *
 * @param epochs passes over the samples, at least 1
 * @param batchSize samples per step, at least 1; the last step of an epoch may have fewer
 * @param seed seed of the order of samples, of augmentation and of dropout
 * @param losses the loss function of each output, in the order of the network's outputs
 * @param optimizer how weights follow gradients
 * @param schedule factor of the optimizer's learning rate in each step
 * @param clipping limit on gradients
 * @param averageDecay share of the average of weights that a step keeps, from 0 to below 1; empty
 *     for no average
 * @param regularization penalties and limits on weights
 */
public record TrainingConfig(
    int epochs,
    int batchSize,
    long seed,
    List<WeightedLoss> losses,
    Optimizer optimizer,
    LearningRateSchedule schedule,
    GradientClipping clipping,
    OptionalDouble averageDecay,
    Regularization regularization) {

  /** Default number of epochs: {@value}. */
  public static final int EPOCHS = 3;

  /** Default batch size: {@value}. */
  public static final int BATCH_SIZE = 128;

  /** Default learning rate of Adam: {@value}. */
  public static final double LEARNING_RATE = 1e-3;

  /** Softmax cross-entropy and Adam, seed 0, without schedule, clipping and averaging. */
  public static final TrainingConfig DEFAULT =
      new TrainingConfig(
          EPOCHS,
          BATCH_SIZE,
          0,
          List.of(WeightedLoss.of(new SoftmaxCrossEntropy())),
          new Adam(LEARNING_RATE),
          LearningRateSchedule.constant(),
          GradientClipping.NONE,
          OptionalDouble.empty(),
          Regularization.NONE);

  /**
   * Creates the settings of a training run.
   *
   * @param epochs passes over the samples, at least 1
   * @param batchSize samples per step, at least 1
   * @param seed seed of the order of samples, of augmentation and of dropout
   * @param losses the loss function of each output, in the order of the network's outputs
   * @param optimizer how weights follow gradients
   * @param schedule factor of the optimizer's learning rate in each step
   * @param clipping limit on gradients
   * @param averageDecay share of the average of weights that a step keeps, from 0 to below 1; empty
   *     for no average
   * @param regularization penalties and limits on weights
   * @throws IllegalArgumentException if a number is out of range or there is no loss
   */
  public TrainingConfig {
    requireAtLeastOne("epochs", epochs);
    requireAtLeastOne("batchSize", batchSize);
    losses = List.copyOf(losses);
    requireAtLeastOne("losses", losses.size());
    averageDecay.ifPresent(WeightAverage::requireDecay);
  }

  static void requireAtLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s: expected at least 1, got %d".formatted(what, value));
    }
  }

  /**
   * {@return this with another number of passes over the samples}
   *
   * @param count at least 1
   */
  public TrainingConfig epochs(int count) {
    return new TrainingConfig(
        count,
        batchSize,
        seed,
        losses,
        optimizer,
        schedule,
        clipping,
        averageDecay,
        regularization);
  }

  /**
   * {@return this with another number of samples per step}
   *
   * @param size at least 1
   */
  public TrainingConfig batchSize(int size) {
    return new TrainingConfig(
        epochs, size, seed, losses, optimizer, schedule, clipping, averageDecay, regularization);
  }

  /**
   * {@return this with another seed}
   *
   * @param value any value
   */
  public TrainingConfig seed(long value) {
    return new TrainingConfig(
        epochs,
        batchSize,
        value,
        losses,
        optimizer,
        schedule,
        clipping,
        averageDecay,
        regularization);
  }

  /**
   * {@return this with another loss function, for networks with one output}
   *
   * @param value the loss function
   */
  public TrainingConfig loss(Loss value) {
    return losses(List.of(WeightedLoss.of(value)));
  }

  /**
   * {@return this with other loss functions}
   *
   * @param values one for each output, in the order of the network's outputs
   */
  public TrainingConfig losses(List<WeightedLoss> values) {
    return new TrainingConfig(
        epochs,
        batchSize,
        seed,
        values,
        optimizer,
        schedule,
        clipping,
        averageDecay,
        regularization);
  }

  /**
   * {@return this with another optimizer}
   *
   * @param value the optimizer
   */
  public TrainingConfig optimizer(Optimizer value) {
    return new TrainingConfig(
        epochs, batchSize, seed, losses, value, schedule, clipping, averageDecay, regularization);
  }

  /**
   * {@return this with another learning-rate schedule}
   *
   * @param value factor of the optimizer's learning rate in each step
   */
  public TrainingConfig schedule(LearningRateSchedule value) {
    return new TrainingConfig(
        epochs, batchSize, seed, losses, optimizer, value, clipping, averageDecay, regularization);
  }

  /**
   * {@return this with another limit on gradients}
   *
   * @param value the limit
   */
  public TrainingConfig clipping(GradientClipping value) {
    return new TrainingConfig(
        epochs, batchSize, seed, losses, optimizer, schedule, value, averageDecay, regularization);
  }

  /**
   * {@return this with an average of the weights over the steps, see {@link WeightAverage}}
   *
   * @param decay share of the average that a step keeps, from 0 to below 1, such as 0.999
   */
  public TrainingConfig averageWeights(double decay) {
    return new TrainingConfig(
        epochs,
        batchSize,
        seed,
        losses,
        optimizer,
        schedule,
        clipping,
        OptionalDouble.of(decay),
        regularization);
  }

  /**
   * {@return this with other penalties and limits on weights}
   *
   * @param value the penalties and limits
   */
  public TrainingConfig regularization(Regularization value) {
    return new TrainingConfig(
        epochs, batchSize, seed, losses, optimizer, schedule, clipping, averageDecay, value);
  }

  /**
   * {@return this with a penalty on the weights of all nodes that have none of their own} The loss
   * that training reports does not contain it, so that it can be compared with that of validation.
   *
   * @param value the penalty
   */
  public TrainingConfig penalty(Penalty value) {
    return regularization(regularization.penalty(value));
  }

  /**
   * {@return this with a penalty on the weights of one node, in the place of that on all}
   *
   * @param node name of a node with weights; an unknown one is refused when training begins
   * @param value the penalty; {@link Penalty#NONE} for none on this node
   */
  public TrainingConfig penalty(String node, Penalty value) {
    return regularization(regularization.penalty(node, value));
  }

  /**
   * {@return this with a limit on the weights of each output unit, for all nodes that have none of
   * their own} After each update the weights of a unit, without its bias, are scaled down to a
   * Euclidean norm of {@code limit} if theirs is above (Srebro &amp; Shraibman 2005). The units are
   * the columns of dense layers and the filters of convolutions.
   *
   * @param limit above 0, such as 3
   */
  public TrainingConfig maxNorm(double limit) {
    return regularization(regularization.maxNorm(limit));
  }

  /**
   * {@return this with a limit on the weights of each output unit of one node, in the place of that
   * for all}
   *
   * @param node name of a node with weights; an unknown one is refused when training begins
   * @param limit above 0; infinity for none for this node
   */
  public TrainingConfig maxNorm(String node, double limit) {
    return regularization(regularization.maxNorm(node, limit));
  }
}
