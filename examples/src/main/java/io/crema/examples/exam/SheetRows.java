package io.crema.examples.exam;

import io.crema.vision.dataset.ImageSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The rows of the sheet.
 *
 * @param digits one digit a picture
 * @param empty no digit
 * @param numbers several digits a picture
 */
public record SheetRows(
    List<SheetRow<Integer>> digits, List<SheetRow<Integer>> empty, List<SheetRow<String>> numbers) {

  /** {@return all rows, of digits drawn by a seed} */
  public static SheetRows all(ImageSet digits, long seed) {
    return new SheetRows(
        Stream.of(PictureVariation.values()).map(v -> SheetRow.of(v, digits, seed)).toList(),
        Stream.of(NoDigitVariation.values()).map(v -> SheetRow.of(v, seed)).toList(),
        Stream.of(NumberPicture.Kind.values()).map(k -> SheetRow.of(k, digits, seed)).toList());
  }

  /** {@return the names by which rows of digits and of none are chosen} */
  public static List<String> names() {
    return Stream.concat(Stream.of(PictureVariation.values()), Stream.of(NoDigitVariation.values()))
        .map(Enum::name)
        .toList();
  }

  /**
   * {@return the rows of some names}
   *
   * @param names in any case; none for all
   */
  public SheetRows only(List<String> names) {
    if (names.isEmpty()) {
      return this;
    }
    List<String> wanted = names.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
    return new SheetRows(
        digits.stream().filter(row -> wanted.contains(row.name())).toList(),
        empty.stream().filter(row -> wanted.contains(row.name())).toList(),
        numbers);
  }

  /** {@return the rows without the numbers} */
  public SheetRows withoutNumbers() {
    return new SheetRows(digits, empty, List.of());
  }

  /** {@return every row, whatever is read in it} */
  public List<SheetRow<?>> toList() {
    return Stream.<List<? extends SheetRow<?>>>of(digits, empty, numbers)
        .<SheetRow<?>>flatMap(List::stream)
        .toList();
  }
}
