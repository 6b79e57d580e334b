package io.crema.examples.web;

import io.javalin.http.Context;

/** What the query of an address says. */
final class Queries {

  private Queries() {}

  /** {@return a switch, or a value where it is not given} */
  static boolean flag(Context ctx, String name, boolean otherwise) throws Problem {
    String value = ctx.queryParam(name);
    if (value == null) {
      return otherwise;
    }
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.badRequest(name + ": expected true or false.");
    };
  }

  /** {@return a class of digits} */
  static int digit(Context ctx, String name) throws Problem {
    String value = ctx.queryParam(name);
    if (value == null || value.length() != 1 || value.charAt(0) < '0' || value.charAt(0) > '9') {
      throw Problem.badRequest(name + ": expected a digit from 0 to 9.");
    }
    return value.charAt(0) - '0';
  }

  /** {@return a number of up to nine digits, or a value for anything else} */
  static int number(String text, int otherwise) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : otherwise;
  }
}
