package io.crema.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is explained, and what is said where there is nothing to explain. */
@ExtendWith(PageExtension.class)
class WhyTest {

  @TempDir Path directory;

  @Test
  void beforeReading_saysWhatToDo_andLeadsThere(Page page) {
    page.click("#tab-why");
    page.awaitText("#why", "Nothing to explain yet");
    page.click("#why .button");
    assertThat(page.find("#read").isDisplayed()).isTrue();
  }

  @Test
  void afterReading_showsImportanceAndActivations(Page page) {
    page.click("#samples .tile:nth-child(8)");
    page.awaitText("#answer .digit", "7");
    page.click("#tab-why");
    page.awaitText("#why", "Why a 7?");
    assertThat(page.all("#why .layer")).hasSize(2);
    assertThat(page.all("#why .maps canvas")).hasSizeGreaterThan(20);
    String covering = importance(page);
    page.click("#why input[value=gradient]");
    assertThat(page.text("#why h3")).contains("a little lighter");
    assertThat(importance(page)).isNotEqualTo(covering);
  }

  @Test
  void afterReadingANumber_explainsTheDigitChosen(Page page) throws IOException {
    page.upload(Photo.of(directory.resolve("number.png"), "27"));
    page.awaitText("#answer .digit", "27");
    page.click("#tab-why");
    page.awaitText("#why", "Why a 2?");
    page.click("#why .choose-digit label:nth-of-type(2)");
    page.awaitText("#why", "Why a 7?");
  }

  private static String importance(Page page) {
    return (String) page.run("return document.querySelector('.importance canvas').toDataURL()");
  }
}
