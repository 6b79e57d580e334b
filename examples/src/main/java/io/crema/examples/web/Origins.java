package io.crema.examples.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/**
 * Tells requests of the page itself, and of programs, from those that another site makes a browser
 * send.
 */
final class Origins {

  private static final Set<String> LOOPBACK_NAMES =
      Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  /** What {@code Sec-Fetch-Site} says of the page itself, and of an address typed by hand. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private final String host;
  private final boolean loopback;

  /**
   * Takes where the server listens.
   *
   * @param host its address
   * @throws UnknownHostException if there is no such address
   */
  Origins(String host) throws UnknownHostException {
    this.host = host.toLowerCase(Locale.ROOT);
    loopback = InetAddress.getByName(host).isLoopbackAddress();
  }

  /**
   * Refuses a request to a server of this machine alone that came by another name: by DNS rebinding
   * a page elsewhere would be of the same origin.
   */
  void requireOwnName(Context ctx) throws Problem {
    if (!loopback || ctx.header("Host") == null) {
      return;
    }
    String name = ctx.req().getServerName().toLowerCase(Locale.ROOT);
    boolean own = LOOPBACK_NAMES.contains(name) || name.equals(host);
    if (!own || ctx.req().getServerPort() != ctx.req().getLocalPort()) {
      String detail = "This server answers by the name and port that it was started with.";
      throw new Problem(421, "Misdirected Request", detail).closing();
    }
  }

  /** {@return a handler that refuses what another site makes a browser send} */
  static Handler ownSiteOnly(Handler handler) {
    return ctx -> {
      if (isCrossSite(ctx)) {
        throw new Problem(403, "Forbidden", "Another site may not change anything here.").closing();
      }
      handler.handle(ctx);
    };
  }

  static boolean isCrossSite(Context ctx) {
    String site = ctx.header("Sec-Fetch-Site");
    if (site != null && !OWN_SITES.contains(site)) {
      return true;
    }
    String origin = ctx.header("Origin");
    if (origin == null) {
      return false;
    }
    String authority = origin.substring(origin.indexOf("://") + 1).replaceFirst("^//", "");
    return !authority.equalsIgnoreCase(ctx.header("Host"));
  }
}
