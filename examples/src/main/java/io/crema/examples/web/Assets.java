package io.crema.examples.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of the page: {@code index.html} and what is in {@code assets}, nothing else. */
final class Assets {

  /** The chart library, which comes as a webjar. */
  private static final String ECHARTS =
      "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

  /** A file right in the folder: no way leads out of it. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*(\\.[a-z0-9]+)+");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2");

  /**
   * A file.
   *
   * @param content its bytes
   * @param type its media type
   * @param tag tells it from what it was before
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  private record Asset(byte[] content, String type, String tag) {}

  private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

  void index(Context ctx) throws IOException, Problem {
    answer(ctx, "index.html");
  }

  void asset(Context ctx) throws IOException, Problem {
    String name = ctx.pathParam("name");
    if (!NAME.matcher(name).matches()) {
      throw Problems.of(404);
    }
    answer(ctx, name.equals("echarts.min.js") ? ECHARTS : "assets/" + name);
  }

  void openApi(Context ctx) throws IOException, Problem {
    answer(ctx, "openapi.json");
  }

  private void answer(Context ctx, String resource) throws IOException, Problem {
    Asset asset = loaded.get(resource);
    if (asset == null) {
      asset = load(resource);
      if (asset == null) {
        throw Problems.of(404);
      }
      loaded.put(resource, asset);
    }
    ctx.header("Cache-Control", "no-cache").header("ETag", asset.tag);
    if (asset.tag.equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
    } else {
      ctx.contentType(asset.type).result(asset.content);
    }
  }

  private static @Nullable Asset load(String resource) throws IOException {
    String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null || type == null) {
        return null;
      }
      byte[] content = in.readAllBytes();
      return new Asset(content, type, '"' + sha256(content) + '"');
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
