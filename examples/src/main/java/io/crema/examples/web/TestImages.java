package io.crema.examples.web;

import io.crema.mnist.dataset.Mnist;
import io.crema.vision.dataset.ImageSet;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The images to test with as pictures, and some of them as samples to try. */
final class TestImages {

  private static final int SIDE = 28;
  private static final int SAMPLES_OF_EACH = 5;

  /**
   * An image to try.
   *
   * @param id the digit and which of its samples, such as {@code 3-2}
   * @param digit what it is
   * @param picture its address
   */
  record Sample(String id, int digit, String picture) {}

  /**
   * The samples.
   *
   * @param samples in the order of their digits
   */
  record Samples(List<Sample> samples) {}

  private final ImageSet images;

  /** Places of the samples among the images, by id. */
  private final Map<String, Integer> places = new LinkedHashMap<>();

  private final Samples samples;

  TestImages(ImageSet images) {
    this.images = images;
    List<Sample> found = new ArrayList<>();
    for (int digit = 0; digit < Mnist.CLASSES; digit++) {
      int count = 0;
      for (int i = 0; i < images.size() && count < SAMPLES_OF_EACH; i++) {
        if (images.label(i) == digit) {
          count++;
          String id = digit + "-" + count;
          places.put(id, i);
          found.add(new Sample(id, digit, "/api/samples/" + id + ".png"));
        }
      }
    }
    samples = new Samples(List.copyOf(found));
  }

  /** {@return where the picture of an image is} */
  static String address(int index) {
    return "/api/test-images/" + index + ".png";
  }

  void samples(Context ctx) {
    Json.answer(ctx, samples);
  }

  void sample(Context ctx) throws IOException, Problem {
    Integer place = places.get(ctx.pathParam("id"));
    if (place == null) {
      throw Problem.notFound("There is no such sample.");
    }
    answer(ctx, place);
  }

  void image(Context ctx) throws IOException, Problem {
    int index = Queries.number(ctx.pathParam("index"), -1);
    if (index < 0 || index >= images.size()) {
      throw Problem.notFound("Expected an image from 0 to %d.".formatted(images.size() - 1));
    }
    answer(ctx, index);
  }

  private void answer(Context ctx, int index) throws IOException {
    ctx.contentType(Png.TYPE).result(Png.of(images.image(index), SIDE));
  }
}
