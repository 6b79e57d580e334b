package io.crema.examples.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.crema.vision.dataset.ImageSet;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tests the loaded model on the test images when somebody first asks. All who ask meanwhile wait
 * for the same test.
 */
final class Evaluations {

  private static final int MOST_DIGITS_OF_CELL = 60;
  private static final long MOST_SECONDS = 60;

  private static final Event FAILURE = Event.of(Event.FAILED, Problems.of(500).body());

  private final ServedModel loaded;
  private final ImageSet images;
  private final Site.Scores scores;
  private final TestRun testRun;
  private final EventStreams streams;
  private final EventTopic topic = new EventTopic();
  private final Problems problems;

  /** The test that runs, or the last one; null before the first. */
  private @Nullable CompletableFuture<Finished> newest;

  /** The last one that came to its end. */
  private volatile @Nullable Finished finished;

  /**
   * A test that was done.
   *
   * @param result what came out
   * @param json the same as it is told
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  private record Finished(TestRun.Result result, byte[] json) {}

  /**
   * An image of a cell of the confusion matrix.
   *
   * @param index its place among the test images
   * @param confidence the probability of what was predicted
   * @param picture its address
   */
  private record CellDigit(int index, float confidence, String picture) {}

  /**
   * A cell of the confusion matrix.
   *
   * @param truth what the digits are
   * @param predicted what they were read as
   * @param count how many there are
   * @param digits the least sure ones first
   */
  private record Cell(
      @JsonProperty("true") int truth, int predicted, int count, List<CellDigit> digits) {}

  Evaluations(
      ServedModel loaded,
      Site.Digits digits,
      EventStreams streams,
      Courtesy courtesy,
      Problems problems) {
    this.loaded = loaded;
    this.streams = streams;
    this.problems = problems;
    images = digits.images().test();
    scores = digits.scores();
    testRun = new TestRun(images, courtesy);
  }

  void evaluation(Context ctx) throws Problem, InterruptedException {
    ctx.contentType(Json.TYPE).result(await().json());
  }

  void stream(Context ctx) throws Problem, InterruptedException {
    boolean again = Queries.flag(ctx, "again", false) && !Origins.isCrossSite(ctx);
    streams.serve(ctx, topic, () -> opening(again));
  }

  private List<Event> opening(boolean again) {
    Finished last = finished;
    if (!again && last != null) {
      return List.of(Event.ofJson(Event.DONE, last.json()));
    }
    CompletableFuture<Finished> running = joined();
    return running.isCompletedExceptionally() ? List.of(FAILURE) : List.of();
  }

  void cell(Context ctx) throws Problem, InterruptedException {
    int truth = Queries.digit(ctx, "true");
    int predicted = Queries.digit(ctx, "predicted");
    TestRun.Result result = await().result();
    int[] predictions = result.evaluation().predictions();
    List<CellDigit> digits = new ArrayList<>();
    for (int i = 0; i < predictions.length; i++) {
      if (images.label(i) == truth && predictions[i] == predicted) {
        digits.add(new CellDigit(i, result.confidences()[i], TestImages.address(i)));
      }
    }
    digits.sort(Comparator.comparingDouble(CellDigit::confidence));
    List<CellDigit> first = digits.subList(0, Math.min(digits.size(), MOST_DIGITS_OF_CELL));
    Json.answer(ctx, new Cell(truth, predicted, digits.size(), first));
  }

  private Finished await() throws Problem, InterruptedException {
    Finished last = finished;
    if (last != null) {
      return last;
    }
    try {
      return joined().get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw Problem.busy("The test is not done yet.");
    } catch (ExecutionException e) {
      throw Problems.of(500);
    }
  }

  /** Joins the test that runs, or begins one. */
  @SuppressWarnings("ThreadPriorityCheck") // where it does nothing, courtesy does it
  private synchronized CompletableFuture<Finished> joined() {
    CompletableFuture<Finished> running = newest;
    if (running == null || running.isDone()) {
      running = new CompletableFuture<>();
      newest = running;
      Thread thread = new Thread(task(running), "digits-evaluation");
      thread.setDaemon(true);
      thread.setPriority(Thread.MIN_PRIORITY);
      thread.start();
    }
    return running;
  }

  private Runnable task(CompletableFuture<Finished> running) {
    return () -> {
      try {
        Finished done = test();
        finished = done;
        running.complete(done);
        topic.publish(Event.ofJson(Event.DONE, done.json()));
      } catch (RuntimeException | Error e) {
        problems.tell("evaluation", e);
        running.completeExceptionally(e);
        topic.publish(FAILURE);
      }
    };
  }

  private Finished test() {
    TestRun.Result result =
        testRun.run(loaded.predictor(), progress -> topic.publish(Event.of("progress", progress)));
    byte[] json =
        Json.object(
            fields -> {
              scores.write(result.evaluation(), fields);
              fields.writeNumberField("seconds", result.seconds());
            });
    return new Finished(result, json);
  }
}
