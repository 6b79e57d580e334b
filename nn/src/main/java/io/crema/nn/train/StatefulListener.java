package io.crema.nn.train;

import io.crema.nn.io.Stateful;

/**
 * A listener with state that checkpoints contain. This one finds the epoch with the lowest
 * validation loss:
 *
 * <pre>{@code
 * final class BestEpoch implements StatefulListener {
 *
 *   private int epoch;
 *   private double loss = Double.POSITIVE_INFINITY;
 *
 *   int epoch() {
 *     return epoch;
 *   }
 *
 *   public void trainingStarted(Training training) {
 *     training.requireValidation("BestEpoch");
 *     epoch = 0;
 *     loss = Double.POSITIVE_INFINITY;
 *   }
 *
 *   public void epochEnded(Training training, EpochResult result) {
 *     if (result.validationLoss().orElseThrow() < loss) {
 *       epoch = result.epoch();
 *       loss = result.validationLoss().orElseThrow();
 *     }
 *   }
 *
 *   public String stateName() {
 *     return "best_epoch";
 *   }
 *
 *   public State state() {
 *     return new State().put("epoch", epoch).put("loss", loss);
 *   }
 *
 *   public void restore(State state) {
 *     epoch = (int) state.integer("epoch");
 *     loss = state.number("loss");
 *   }
 * }
 * }</pre>
 *
 * <p>When a training run is resumed, {@link #trainingStarted} is called first, and {@link #restore}
 * after it. {@link #state} is called between two events. All calls come from the thread that called
 * {@link Trainer#fit}.
 *
 * <p>A run can be resumed only with listeners of the same names as those in the checkpoint, in the
 * same order.
 */
public interface StatefulListener extends TrainingListener, Stateful {

  /** {@return the name of this kind of listener in checkpoints, such as {@code early_stopping}} */
  String stateName();
}
