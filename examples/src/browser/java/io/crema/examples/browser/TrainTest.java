package io.crema.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** A training started, watched, asked and stopped. */
@ExtendWith(PageExtension.class)
class TrainTest {

  static void set(Page page, String name, String value) {
    page.find("#settings [name=" + name + "]").sendKeys(Keys.chord(Keys.CONTROL, "a"), value);
  }

  private static void start(Page page, String network, String images, String epochs) {
    page.click("#tab-train");
    page.await("the state", () -> page.find("#start").isEnabled());
    page.click("#settings option[value=" + network + "]");
    set(page, "limit", images);
    set(page, "epochs", epochs);
    page.click("#start");
  }

  @AfterEach
  void stop(Page page) {
    if (page.find("#stop").isEnabled()) {
      page.click("#stop");
    }
    page.await("the end", () -> page.find("#start").isEnabled());
  }

  @Test
  void training_running_drawsCurvesAndAnswers_untilStopped(Page page) throws IOException {
    start(page, "reference", "55000", "20");
    page.awaitText("#training-status", "Epoch 1 of 20");
    page.await("filters", () -> page.all("#filters canvas").size() == 64);
    String before = curve(page);
    page.draw("#ask-pad", Stroke.digit(1));
    page.awaitText("#ask-answer .confidence", "%");
    page.await("a longer curve", () -> !curve(page).equals(before));
    assertThat(page.text("#training-view .measures")).contains("Images a second");
    page.shot("TrainTest-running");
    page.click("#stop");
    page.awaitText("#training-status", "Stopped");
    assertThat(page.find("#start").isEnabled()).isTrue();
  }

  @Test
  void training_ofFewImages_endsWithATest(Page page) {
    start(page, "lenet", "2000", "2");
    page.awaitText("#training-status", "of the test images right");
    assertThat(page.text("#training-view .measures")).containsPattern("Test accuracy\\s+[5-9]\\d\\.");
  }

  @Test
  void settings_outOfRange_areNotSent(Page page) {
    start(page, "lenet", "2000", "21");
    assertThat(page.all("#settings input:invalid")).hasSize(1);
    assertThat(page.find("#start").isEnabled()).isTrue();
  }

  private static String curve(Page page) {
    return (String) page.run("return document.querySelector('.curve canvas').toDataURL()");
  }
}
