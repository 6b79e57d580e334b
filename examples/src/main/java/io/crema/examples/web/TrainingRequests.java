package io.crema.examples.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.crema.examples.web.TrainingView.State;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts and stops trainings, and tells how they go. */
final class TrainingRequests {

  private static final int MOST_BYTES = 64 << 10;

  private final Trainings trainings;
  private final TrainingLimits limits;
  private final Uploads uploads;
  private final EventStreams streams;

  TrainingRequests(
      Trainings trainings, TrainingLimits limits, Uploads uploads, EventStreams streams) {
    this.trainings = trainings;
    this.limits = limits;
    this.uploads = uploads;
    this.streams = streams;
  }

  /**
   * Where a training is.
   *
   * @param id which it is
   * @param state see {@link State}
   */
  private record Started(@Nullable Integer id, State state) {}

  /**
   * Where a training is.
   *
   * @param state see {@link State}
   */
  private record Stopping(State state) {}

  void training(Context ctx) {
    Json.answer(ctx, trainings.view());
  }

  void start(Context ctx) throws IOException, Problem, InterruptedException {
    if (!MediaTypes.of(ctx).equals(Json.TYPE)) {
      throw MediaTypes.unsupported("Expected JSON.");
    }
    uploads.read(ctx, MOST_BYTES, body -> start(ctx, body));
  }

  private void start(Context ctx, byte[] body) throws IOException, Problem {
    JsonNode json;
    try {
      json = Json.parse(body);
    } catch (JsonProcessingException e) {
      throw noJson();
    }
    if (json.isMissingNode()) { // the body is empty
      throw noJson();
    }
    TrainingView started = trainings.start(limits.settings(json));
    if (started == null) {
      throw new Problem(409, "Conflict", "A training runs already.");
    }
    ctx.status(202);
    Json.answer(ctx, new Started(started.id(), started.state()));
  }

  private static Problem noJson() {
    return Problem.badRequest("The body is no JSON.");
  }

  void stop(Context ctx) throws Problem {
    if (!trainings.stop()) {
      throw new Problem(409, "Conflict", "No training runs.");
    }
    ctx.status(202);
    Json.answer(ctx, new Stopping(State.STOPPING));
  }

  void stream(Context ctx) throws Problem, InterruptedException {
    streams.serve(ctx, trainings.topic(), this::opening);
  }

  private List<Event> opening() {
    TrainingView view = trainings.view();
    Event state = Event.of("state", view);
    return view.state().isActive() ? List.of(state) : List.of(state, Event.of(Event.DONE, view));
  }
}
