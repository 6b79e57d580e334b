package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.parallel.Workers;
import io.crema.examples.exam.NoDigitVariation;
import io.crema.examples.exam.NumberPicture;
import io.crema.examples.exam.PictureVariation;
import io.crema.examples.exam.SheetColumn;
import io.crema.examples.exam.SheetResult;
import io.crema.examples.exam.SheetRow;
import io.crema.examples.exam.SheetTable;
import io.crema.examples.reader.DigitReader;
import io.crema.mnist.data.BundledMnist;
import io.crema.vision.dataset.ImageSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorruptionSheetTest {

  @TempDir private Path dir;

  private static Map<String, Object> shares(Map<String, Object> line, String field) {
    @SuppressWarnings("unchecked")
    Map<String, Object> shares = (Map<String, Object>) line.get(field);
    return shares;
  }

  @Test
  void run_oneOfEachRow_isATableAndAPicture() throws IOException {
    Cli cli = Cli.run("corruption-sheet", "--per-row", 1, "--numbers", 1, "--out", dir);

    assertThat(cli.status()).isZero();
    String table = Files.readString(dir.resolve("corruption-sheet.md"));
    assertThat(cli.out()).endsWith(table);
    int rows = PictureVariation.values().length + NoDigitVariation.values().length + 2;
    // Three parts with a head of two lines and a mean each, two empty lines between.
    assertThat(table).hasLineCount(rows + 3 * 3 + 2);
    assertThat(table.lines().filter(line -> !line.isEmpty()))
        .allMatch(line -> line.matches("\\|.*\\|"));
    for (PictureVariation variation : PictureVariation.values()) {
      assertThat(table).contains("| %s | 1 | ".formatted(variation.title()));
    }
    BufferedImage examples = ImageIO.read(dir.resolve("corruption-sheet.png").toFile());
    assertThat(examples.getHeight()).isEqualTo(rows * 102 + 6);
  }

  @Test
  void run_someRowsAsJson_isALineForEach() {
    Cli cli = Cli.run("corruption-sheet", "--per-row", 4, "--rows", "crop,BLANK", "--json");

    assertThat(cli.status()).isZero();
    assertThat(cli.outLines()).hasSize(2);
    Map<String, Object> crop = Json.object(cli.outLines().get(0));
    assertThat(crop.keySet())
        .containsExactly("row", "title", "pictures", "right", "refused", "unreadable");
    assertThat(crop).containsEntry("row", "CROP").containsEntry("pictures", 4);
    assertThat(crop).containsEntry("unreadable", 0);
    assertThat((Double) shares(crop, "right").get("plain resize")).isBetween(0.0, 1.0);
    Map<String, Object> blank = Json.object(cli.outLines().get(1));
    for (String share : List.of("right", "refused")) {
      assertThat(shares(blank, share))
          .containsEntry("plain resize", 0.0)
          .containsEntry("with the preprocessor", 1.0);
    }
  }

  @Test
  void run_sameSeed_givesTheSameTable() {
    Object[] args = {"corruption-sheet", "--per-row", 5, "--rows", "LIGHT_ON_DARK", "--seed", 3};

    assertThat(Cli.run(args).out()).isEqualTo(Cli.run(args).out());
  }

  @Test
  void run_tooFewImages_fails() throws IOException {
    SmallData.write(dir, 100, 10);

    Cli cli = Cli.run("corruption-sheet", "--data", dir);

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err())
        .startsWith("3 of 10 classes have no images to test with: 3, 6, 8.")
        .contains("digits corruption-sheet: " + dir + ": expected more than 5000 training images")
        .hasLineCount(2);
  }

  /** The means over many pictures are in the README; this is to notice a break. */
  @Test
  void run_preprocessor_readsWhatPlainResizeDoesNot() {
    Cli cli = Cli.run("corruption-sheet", "--per-row", 40, "--rows", "POSITION", "--json");

    Map<String, Object> right = shares(Json.object(cli.out()), "right");
    assertThat((Double) right.get("with the preprocessor")).isGreaterThan(0.9);
    assertThat((Double) right.get("plain resize")).isLessThan(0.4);
  }

  @Test
  void result_readerThatKnowsSome_isTheirShare() throws IOException {
    ImageSet digits = BundledMnist.load().test();
    SheetRow<Integer> row = SheetRow.of(PictureVariation.SMALL, digits, 1);
    int first = row.pictures().apply(0).answer();
    long same = 0;
    for (int i = 0; i < 50; i++) {
      same += row.pictures().apply(i).answer() == first ? 1 : 0;
    }
    List<SheetColumn<Integer>> columns =
        List.of(
            SheetColumn.ofDigits("one", (name, picture) -> first),
            SheetColumn.ofDigits("none", (name, picture) -> DigitReader.REFUSED_OTHERWISE));

    try (Workers workers = new Workers(2)) {
      SheetResult result = SheetResult.of(row, columns, 50, workers);

      assertThat(result.right(0)).isEqualTo(same / 50.0);
      assertThat(result.right(1)).isZero();
      assertThat(result.refused(0)).isZero();
      assertThat(result.refused(1)).isEqualTo(1);
    }
  }

  @Test
  void result_readerThatFails_isNotRightAndSaysWhy() {
    SheetRow<Integer> row = SheetRow.of(NoDigitVariation.BLANK, 1);
    List<SheetColumn<Integer>> columns =
        List.of(
            SheetColumn.ofDigits(
                "fails",
                (name, picture) -> {
                  throw new IOException(name + ": broken");
                }));

    try (Workers workers = new Workers(1)) {
      SheetResult result = SheetResult.of(row, columns, 2, workers);

      assertThat(result.right(0)).isZero();
      assertThat(result.refused(0)).isZero();
      assertThat(result.failures()).containsExactly("BLANK 0: broken", "BLANK 1: broken");
      assertThat(new SheetTable().part("row", columns, List.of(result)).toString())
          .endsWith("2 could not be read and are not right, the first: BLANK 0: broken\n");
    }
  }

  @Test
  void result_refusalForTheRightReason_counts() {
    SheetRow<Integer> row = SheetRow.of(NoDigitVariation.SCRIBBLE, 1);
    int right = DigitReader.refused(NoDigitVariation.SCRIBBLE.refusal());
    int wrong = DigitReader.refused(NoDigitVariation.BLANK.refusal());
    List<SheetColumn<Integer>> columns =
        List.of(
            SheetColumn.ofDigits("right", (name, picture) -> right),
            SheetColumn.ofDigits("wrong", (name, picture) -> wrong));

    try (Workers workers = new Workers(1)) {
      SheetResult result = SheetResult.of(row, columns, 3, workers);

      assertThat(result.right(0)).isEqualTo(1);
      assertThat(result.right(1)).isZero();
      assertThat(result.refused(1)).isEqualTo(1);
    }
  }

  @Test
  void numberRow_answers_areTwoToSixDigits() throws IOException {
    SheetRow<String> row = SheetRow.of(NumberPicture.Kind.APART, BundledMnist.load().test(), 1);

    for (int i = 0; i < 20; i++) {
      assertThat(row.pictures().apply(i).answer()).matches("\\d{2,6}");
    }
  }
}
