package io.crema.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page docs/layers.md has a line for every layer and join, which the README links. */
class LayerReferenceTest {

  private static final Path ROOT = Path.of("..");
  private static final Path REFERENCE = ROOT.resolve("docs/layers.md");

  @Test
  void page_everyStandardType_hasOneRow() throws IOException {
    List<String> first =
        Files.readString(REFERENCE)
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("`", 3)[1])
            .toList();
    List<String> classes =
        LayerTable.rows().stream()
            .map(LayerRow::operator)
            .flatMap(Optional::stream)
            .map(operator -> operator.getClass().getSimpleName())
            .distinct()
            .toList();

    assertThat(first).containsAll(classes).doesNotHaveDuplicates();
  }

  @Test
  void page_anyTable_hasAsManyCellsInEachRow() throws IOException {
    int cells = 0;
    for (String line : Files.readAllLines(REFERENCE)) {
      int own = line.startsWith("|") ? line.split("\\|", -1).length : 0;
      assertThat(own).as(line).isIn(own == 0 || cells == 0 ? List.of(own) : List.of(cells));
      cells = own;
    }
  }

  @Test
  void readme_linksThePage() throws IOException {
    assertThat(Files.readString(ROOT.resolve("README.md"))).contains("(docs/layers.md)");
  }
}
