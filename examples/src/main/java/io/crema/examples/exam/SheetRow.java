package io.crema.examples.exam;

import io.crema.core.random.SplitMix64;
import io.crema.examples.reader.DigitReader;
import io.crema.vision.dataset.ImageSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A row of the sheet: pictures of one kind, and what should be read in each.
 *
 * @param name what to choose it by
 * @param title what to call it
 * @param description what its pictures are, in one line
 * @param pictures draws the picture of a number, from 0 on
 * @param <A> what is read in a picture
 */
public record SheetRow<A>(
    String name, String title, String description, IntFunction<Drawn<A>> pictures) {

  /**
   * A picture.
   *
   * @param file the bytes of its file
   * @param answer what should be read in it
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  public record Drawn<A>(byte[] file, A answer) {}

  /** {@return a row of one digit a picture} */
  public static SheetRow<Integer> of(PictureVariation variation, ImageSet digits, long seed) {
    int[] order = SplitMix64.permutation(digits.size(), seed);
    return new SheetRow<>(
        variation.name(),
        variation.title(),
        variation.description(),
        i -> {
          int index = order[i % order.length];
          byte[] file = variation.draw(levels(digits, index), SplitMix64.derive(seed, i));
          return new Drawn<>(file, digits.label(index));
        });
  }

  /** {@return a row without digits, to be refused} */
  public static SheetRow<Integer> of(NoDigitVariation variation, long seed) {
    int answer = DigitReader.refused(variation.refusal());
    return new SheetRow<>(
        variation.name(),
        variation.title(),
        variation.description(),
        i -> new Drawn<>(variation.draw(SplitMix64.derive(seed, i)), answer));
  }

  /** {@return a row of two to six digits a picture} */
  public static SheetRow<String> of(NumberPicture.Kind kind, ImageSet digits, long seed) {
    String title = kind == NumberPicture.Kind.APART ? "number, apart" : "number, touching";
    return new SheetRow<>(
        kind.name(),
        title,
        "%d to %d digits in a line".formatted(NumberPicture.FEWEST, NumberPicture.MOST),
        i -> number(kind, digits, SplitMix64.derive(seed, i)));
  }

  private static Drawn<String> number(NumberPicture.Kind kind, ImageSet digits, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    int count =
        NumberPicture.FEWEST + random.nextInt(NumberPicture.MOST - NumberPicture.FEWEST + 1);
    List<float[]> images = new ArrayList<>();
    StringBuilder answer = new StringBuilder();
    for (int k = 0; k < count; k++) {
      int index = random.nextInt(digits.size());
      images.add(levels(digits, index));
      answer.append(digits.label(index));
    }
    return new Drawn<>(NumberPicture.draw(images, kind, seed).file(), answer.toString());
  }

  private static float[] levels(ImageSet digits, int index) {
    float[] levels = new float[digits.inputShape().size()];
    digits.readInput(index, levels, 0);
    return levels;
  }
}
