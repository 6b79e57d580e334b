package io.crema.examples.web;

import io.crema.mnist.digit.DigitPreprocessor;
import io.crema.mnist.digit.DigitReading.OneDigit;
import io.crema.vision.picture.PictureException;
import io.crema.vision.picture.PictureReader;
import io.crema.vision.raster.GreyImage;
import io.crema.vision.raster.Picture;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what is in a picture, and why the network thinks so. */
final class PictureRequests {

  private static final String ANY = "application/octet-stream";
  private static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/bmp", ANY);

  private final ServedModel loaded;
  private final @Nullable Trainings trainings;
  private final Uploads uploads;
  private final Decoders decoders;
  private final int mostBytes;

  PictureRequests(
      ServedModel loaded,
      @Nullable Trainings trainings,
      Uploads uploads,
      Decoders decoders,
      int mostBytes) {
    this.loaded = loaded;
    this.trainings = trainings;
    this.uploads = uploads;
    this.decoders = decoders;
    this.mostBytes = mostBytes;
  }

  /** Answers one kind of request from the bytes of a picture file. */
  @FunctionalInterface
  private interface Question {
    Object answer(byte[] file, long start) throws IOException, Problem;
  }

  void predict(Context ctx) throws IOException, Problem, InterruptedException {
    boolean many = Queries.flag(ctx, "many", true);
    boolean steps = Queries.flag(ctx, "steps", false);
    ServedModel model = model(ctx);
    ask(ctx, (file, start) -> new PictureReading(model, steps, start).answer(file, many));
  }

  void explain(Context ctx) throws IOException, Problem, InterruptedException {
    ServedModel model = model(ctx);
    ask(ctx, (file, start) -> explanation(model, file));
  }

  private static Object explanation(ServedModel model, byte[] file) throws IOException, Problem {
    if (model.model().readsDigits()) {
      return new Explainer(model).explain(digitIn(PictureReader.read("picture", file)));
    }
    Picture picture = PictureReader.read("picture", file, model.model().preparation());
    return new ClassExplainer(model).explain(picture);
  }

  private static GreyImage digitIn(GreyImage picture) throws Problem {
    if (DigitPreprocessor.DEFAULT.read(picture) instanceof OneDigit one) {
      return one.image();
    }
    throw Problem.unprocessable("There is nothing to explain", "Expected one digit.");
  }

  private ServedModel model(Context ctx) throws Problem {
    String name = ctx.queryParam("model");
    if (name == null) {
      return loaded;
    }
    if (!name.equals("training")) {
      throw Problem.badRequest("model: expected training, or nothing for the loaded one.");
    }
    ServedModel learning = trainings == null ? null : trainings.learning();
    if (learning == null) {
      throw Problem.notFound("No network has been trained here yet.");
    }
    return learning;
  }

  /** Reads the picture of a request and answers a question about it. */
  private void ask(Context ctx, Question question)
      throws IOException, Problem, InterruptedException {
    String type = MediaTypes.of(ctx);
    boolean form = type.equals(Multipart.TYPE);
    if (!form && !PICTURES.contains(type)) {
      throw MediaTypes.unsupported("Expected a PNG, JPEG, GIF or BMP picture, or a form with one.");
    }
    uploads.read(
        ctx,
        mostBytes,
        body -> {
          byte[] picture = form ? Multipart.picture(ctx.contentType(), body) : body;
          Json.answer(ctx, decoders.run(() -> answer(picture, question)));
        });
  }

  private static Object answer(byte[] bytes, Question question) throws IOException, Problem {
    long start = System.nanoTime();
    try {
      return question.answer(bytes, start);
    } catch (PictureException e) {
      throw Problem.unprocessable("The picture cannot be read", sentence(e.problem()));
    }
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }
}
