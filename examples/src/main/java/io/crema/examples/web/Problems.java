package io.crema.examples.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.IOException;
import java.io.PrintWriter;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;

/** Answers with {@link Problem}s whatever goes wrong, and tells the operator of what should not. */
final class Problems {

  static final String TYPE = "application/problem+json";

  private final PrintWriter log;

  /**
   * Takes where the operator reads.
   *
   * @param log gets a line for each error of the server's own
   */
  Problems(PrintWriter log) {
    this.log = log;
  }

  void register(RoutesConfig routes) {
    routes.exception(Problem.class, (problem, ctx) -> answer(ctx, problem));
    routes.exception(HttpResponseException.class, this::answer);
    routes.exception(Exception.class, this::unexpected);
  }

  static void answer(Context ctx, Problem problem) {
    if (problem.endsConnection()) {
      Leftovers.discard(ctx.req());
    }
    problem.headers().forEach(ctx::header);
    ctx.status(problem.status()).contentType(TYPE).result(Json.bytes(problem.body()));
  }

  /** {@return what a status says, in the server's words} */
  static Problem of(int status) {
    String title = HttpStatus.getMessage(status);
    return switch (status) {
      case 400 -> new Problem(400, title, "The request or its address is malformed.").closing();
      case 404 -> new Problem(404, title, "There is nothing at this address.");
      case 405 -> new Problem(405, title, "This address does not take this method.");
      default ->
          new Problem(
              status,
              title,
              status < 500 ? "The request cannot be answered." : "The server failed.");
    };
  }

  private void answer(HttpResponseException e, Context ctx) {
    if (e instanceof MethodNotAllowedResponse) {
      // As Javalin names them, for browsers and for others.
      String html = e.getDetails().get("Available methods");
      String allowed = html != null ? html : e.getDetails().get("availableMethods");
      if (allowed != null) {
        ctx.header("Allow", allowed);
      }
    }
    answer(ctx, of(e.getStatus()));
  }

  private void unexpected(Exception e, Context ctx) {
    if (e instanceof HttpException http) { // what Jetty finds while it reads the body
      answer(ctx, of(http.getCode()));
      return;
    }
    if (!(e instanceof EofException)) {
      tell(ctx.method() + " " + ctx.endpoint().path, e);
    }
    answer(ctx, of(500));
  }

  /** Tells the operator of an error, in one line. */
  void tell(String where, Throwable e) {
    String what = e instanceof IOException ? String.valueOf(e.getMessage()) : e.toString();
    log.println("%s: %s".formatted(where, what.replaceAll("\\s*\\R\\s*", " ")));
    log.flush();
  }
}
