package io.crema.examples.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers with a {@link Problem} what Jetty refuses before a route is looked for. */
final class ErrorBodies implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    SecurityHeaders.set(response.getHeaders());
    Problem problem = Problems.of(response.getStatus());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problems.TYPE);
    response.write(true, ByteBuffer.wrap(Json.bytes(problem.body())), callback);
    return true;
  }
}
