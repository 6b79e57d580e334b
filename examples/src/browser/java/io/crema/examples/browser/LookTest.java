package io.crema.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every tab in both colour schemes, on a desktop and on a phone. */
@ExtendWith(PageExtension.class)
class LookTest {

  @ParameterizedTest
  @CsvSource({"desktop, light", "desktop, dark", "phone, light", "phone, dark"})
  void tabs_onAnyScreen_fitIntoIt(String screen, String scheme, Page page) throws IOException {
    boolean phone = screen.equals("phone");
    page.size(phone ? 390 : 1280, phone ? 844 : 900, phone);
    page.dark(scheme.equals("dark"));
    page.open("");
    page.draw("#pad", Stroke.digit(7));
    page.awaitText("#answer .digit", "7");
    look(page, "read-" + screen + "-" + scheme);
    page.click("#tab-why");
    page.awaitText("#why", "Why a 7?");
    look(page, "why-" + screen + "-" + scheme);
    page.click("#tab-performance");
    page.awaitText("#evaluation-status", "10,000 images tested");
    page.click(".cell[aria-label^='7 read as 2']");
    page.awaitText(".cell-card h2", "7 read as 2");
    look(page, "performance-" + screen + "-" + scheme);
    page.click("#tab-train");
    page.await("the state", () -> page.find("#start").isEnabled());
    TrainTest.set(page, "limit", "3000");
    page.click("#start");
    page.await("filters", () -> !page.all("#filters canvas").isEmpty());
    page.draw("#ask-pad", Stroke.digit(3));
    page.awaitText("#training-status", "of the test images right");
    look(page, "train-" + screen + "-" + scheme);
  }

  private static void look(Page page, String name) throws IOException {
    page.sleep(400);
    page.assertNoSidewaysScrolling();
    page.smallShot(name);
  }

  @Test
  void scheme_changedByButton_isRemembered(Page page) {
    Object light = ground(page);
    page.click("#theme");
    Object dark = ground(page);
    assertThat(dark).isNotEqualTo(light);
    page.open("");
    assertThat(ground(page)).isEqualTo(dark);
    page.dark(true);
    page.click("#theme");
    assertThat(ground(page)).isEqualTo(light);
  }

  private static Object ground(Page page) {
    return page.run("return getComputedStyle(document.body).backgroundColor");
  }
}
