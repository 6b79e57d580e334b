package io.crema.examples.web;

import io.crema.core.parallel.Workers;
import io.crema.examples.web.TrainingRun.Weights;
import io.crema.nn.graph.Network;
import io.crema.nn.model.Model;
import io.crema.vision.dataset.ImageSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Trains networks in the background, one at a time. */
final class Trainings {

  /**
   * The share of the training images, the last of them, which are not learned from but watch the
   * learning: 5,000 of the 60,000 of MNIST.
   */
  private static final int VALIDATION_SHARE = 12;

  private final Site.Digits digits;
  private final Workers answering;
  private final Courtesy courtesy;
  private final ImageSet.Split images;
  private final TestRun test;
  private final EventTopic topic = new EventTopic();

  // All below is guarded by this.
  private @Nullable TrainingRun newest;
  private @Nullable Thread thread;
  private @Nullable Weights restored;
  private @Nullable ServedModel learning;
  private int count;

  Trainings(Site.Digits digits, Workers answering, Courtesy courtesy) {
    this.digits = digits;
    this.answering = answering;
    this.courtesy = courtesy;
    ImageSet all = digits.images().train();
    images = all.split(all.size() - Math.max(1, all.size() / VALIDATION_SHARE));
    test = new TestRun(digits.images().test(), courtesy);
  }

  /** {@return how many images there are to learn from} */
  int images() {
    return images.train().size();
  }

  EventTopic topic() {
    return topic;
  }

  synchronized TrainingView view() {
    return newest == null ? TrainingView.NOTHING : newest.view();
  }

  /** Begins a training: {@return it, or null while another runs} */
  @SuppressWarnings("ThreadPriorityCheck") // where it does nothing, courtesy does it
  synchronized @Nullable TrainingView start(TrainingSettings settings) {
    if (newest != null && newest.isActive()) {
      return null;
    }
    count++;
    TrainingRun run = new TrainingRun(count, settings, means(settings));
    newest = run;
    thread = new Thread(run::run, "digits-training");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY); // its workers inherit it
    thread.start();
    return run.view();
  }

  private TrainingRun.Means means(TrainingSettings settings) {
    ImageSet train = images.train();
    ImageSet first = train.limit(Math.min(settings.limit(), train.size()));
    return new TrainingRun.Means(
        digits.courses(),
        new ImageSet.Split(first, images.validation()),
        test,
        answering.threads(),
        courtesy,
        topic);
  }

  /** Ends the training: {@return whether there is one to end} */
  synchronized boolean stop() {
    return newest != null && newest.stop();
  }

  /** {@return the network as it has learned so far, or null if there is none} */
  synchronized @Nullable ServedModel learning() {
    TrainingRun run = newest;
    Weights weights = run == null ? null : run.weights();
    if (run == null || weights == null) {
      return null;
    }
    if (learning == null || !weights.isSameCopy(restored)) {
      Network network = digits.courses().network(run.settings().network());
      Model model = Model.restore(network, weights.values());
      learning = ServedModel.inTraining(model, digits, answering);
      restored = weights;
    }
    return learning;
  }

  /** Ends the training and waits for its end, but not for ever. */
  void close(Duration most) throws InterruptedException {
    Thread running;
    synchronized (this) {
      stop();
      running = thread;
    }
    if (running != null) {
      running.join(most.toMillis());
    }
  }
}
