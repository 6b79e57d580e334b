package io.crema.examples.web;

import io.crema.mnist.image.GreyImage;
import io.crema.mnist.image.PictureException;
import io.crema.mnist.image.PictureReader;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Answers what is in a picture, and why the network thinks so. */
final class PictureRequests {

  private static final String ANY = "application/octet-stream";
  private static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/bmp", ANY);

  private final DigitNetwork loaded;
  private final Uploads uploads;
  private final Decoders decoders;
  private final int mostBytes;

  PictureRequests(DigitNetwork loaded, Uploads uploads, ServerSettings settings) {
    this.loaded = loaded;
    this.uploads = uploads;
    decoders = new Decoders(settings.decoders(), settings.queueTime());
    mostBytes = settings.bodyBytes();
  }

  /** What is done with a picture. */
  @FunctionalInterface
  private interface Question {
    Object answer(GreyImage picture, long start) throws IOException, Problem;
  }

  void predict(Context ctx) throws IOException, Problem, InterruptedException {
    boolean many = Queries.flag(ctx, "many", true);
    boolean steps = Queries.flag(ctx, "steps", false);
    DigitNetwork network = loaded;
    ask(ctx, (picture, start) -> new PictureReading(network, picture, steps, start).answer(many));
  }

  /** Reads the picture of a request and answers a question about it. */
  private void ask(Context ctx, Question question)
      throws IOException, Problem, InterruptedException {
    String contentType = Objects.requireNonNullElse(ctx.contentType(), "");
    String type = mediaType(contentType);
    boolean form = type.equals(Multipart.TYPE);
    if (!form && !PICTURES.contains(type)) {
      String known = "Expected a PNG, JPEG, GIF or BMP picture, or a form with one.";
      throw new Problem(415, "Unsupported Media Type", known).closing();
    }
    uploads.read(
        ctx,
        mostBytes,
        body -> {
          byte[] picture = form ? Multipart.picture(contentType, body) : body;
          Json.answer(ctx, decoders.run(() -> answer(picture, question)));
        });
  }

  private static String mediaType(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static Object answer(byte[] bytes, Question question) throws IOException, Problem {
    long start = System.nanoTime();
    GreyImage picture;
    try {
      picture = PictureReader.read("picture", bytes);
    } catch (PictureException e) {
      throw Problem.unprocessable("The picture cannot be read", sentence(e.problem()));
    }
    return question.answer(picture, start);
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }
}
