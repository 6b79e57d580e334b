package io.crema.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The test of the model, run to its end, and what is shown of it. */
@ExtendWith(PageExtension.class)
class PerformanceTest {

  /** Cell (4, 9) of ten rows of ten; the bundled model takes at least one four for a nine. */
  private static final String FOUR_AS_NINE = ".cell[aria-label^='4 read as 9']";

  private static void test(Page page) {
    page.click("#tab-performance");
    page.awaitText("#evaluation-status", "10,000 images tested");
  }

  @Test
  void evaluation_runAgain_showsProgressThenFigures(Page page) {
    test(page);
    page.click("#evaluate");
    page.await("progress", () -> page.text("#evaluation-status").matches("[\\d,]+ of 10,000 .*"));
    page.awaitText("#evaluation-status", "10,000 images tested");
    assertThat(page.text("#measures")).contains("Accuracy", "Precision", "Recall", "F1", "interval");
    assertThat(page.text("#measures dd")).contains("99.");
    assertThat(page.all(".cell")).hasSize(100);
    assertThat(sumOfCells(page)).isEqualTo(10_000);
    assertThat(page.all("#evaluation-view .data tbody tr")).hasSize(10);
    page.awaitText("#model-view", "Conv2D(64, 3x3, same)");
    page.click("#evaluation-view input[value=errors]");
    assertThat(page.text("#evaluation-view")).contains("The axis starts at 0");
  }

  private static long sumOfCells(Page page) {
    return page.all(".cell").stream().mapToLong(cell -> Long.parseLong(cell.getText())).sum();
  }

  @Test
  void cell_clickedOn_showsItsDigits_whichCanBeRead(Page page) throws IOException {
    test(page);
    int images = Integer.parseInt(page.text(FOUR_AS_NINE));
    page.click(FOUR_AS_NINE);
    page.awaitText(".cell-card h2", "4 read as 9");
    assertThat(page.all(".cell-card .tile")).hasSize(images);
    page.shot("PerformanceTest-cell");
    page.click(".cell-card .tile");
    page.awaitText("#answer .digit", "9");
  }

  @Test
  void cell_enteredByKeyboard_showsItsDigits(Page page) {
    test(page);
    page.run("document.querySelector('.cell').focus()");
    page.type(Keys.ARROW_DOWN, Keys.ARROW_RIGHT, Keys.ENTER);
    page.awaitText(".cell-card h2", "1 read rightly");
    assertThat(page.all(".cell-card .tile")).hasSize(60);
  }
}
