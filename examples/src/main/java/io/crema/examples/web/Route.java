package io.crema.examples.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * What answers the requests of a method to a path.
 *
 * @param method the method
 * @param path the path, with parameters in braces
 * @param handler answers
 */
record Route(HandlerType method, String path, Handler handler) {

  static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, handler);
  }

  static Route post(String path, Handler handler) {
    return new Route(HandlerType.POST, path, handler);
  }

  static Route delete(String path, Handler handler) {
    return new Route(HandlerType.DELETE, path, handler);
  }
}
