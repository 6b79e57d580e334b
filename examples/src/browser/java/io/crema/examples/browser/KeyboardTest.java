package io.crema.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The page without a mouse. */
@ExtendWith(PageExtension.class)
class KeyboardTest {

  private static String focused(Page page) {
    return (String) page.run("return document.activeElement.id || document.activeElement.className");
  }

  private static void tabTo(Page page, String idOrClass) {
    for (int presses = 0; !focused(page).equals(idOrClass); presses++) {
      assertThat(presses).as("presses of Tab to %s", idOrClass).isLessThan(20);
      page.type(Keys.TAB);
    }
  }

  @Test
  void tabs_byArrowKeys_showTheirPanels(Page page) {
    tabTo(page, "tab-read");
    page.type(Keys.ARROW_RIGHT);
    assertThat(page.find("#why").isDisplayed()).isTrue();
    page.type(Keys.END);
    assertThat(page.find("#train").isDisplayed()).isTrue();
    page.type(Keys.ARROW_RIGHT);
    assertThat(page.find("#read").isDisplayed()).isTrue();
    assertThat(focused(page)).isEqualTo("tab-read");
    assertThat(page.all("[role=tab][tabindex='0']")).hasSize(1);
  }

  @Test
  void skipLink_enteredFirst_leadsToTheContent(Page page) {
    tabTo(page, "skip");
    page.type(Keys.ENTER);
    assertThat(focused(page)).isEqualTo("content");
    assertThat(page.find("#read").isDisplayed()).isTrue();
  }

  @Test
  void pad_drawnOnByArrowKeys_isRead(Page page) {
    tabTo(page, "pad");
    page.type(Keys.ARROW_UP.toString().repeat(9));
    page.type(" ", Keys.ARROW_DOWN.toString().repeat(18), " ");
    page.awaitText("#answer .digit", "1");
    page.type(Keys.DELETE);
    page.awaitText("#answer", "No digit here");
  }

  @Test
  void sample_enteredByKeyboard_isRead(Page page) {
    tabTo(page, "tile");
    page.type(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_DOWN, Keys.ENTER);
    page.awaitText("#answer .digit", "2");
  }

  @Test
  void focus_onEachStop_isVisible(Page page) {
    tabTo(page, "skip");
    int stops = 0;
    for (; !focused(page).isEmpty(); stops++) {
      assertThat(page.run("return getComputedStyle(document.activeElement).outlineStyle"))
          .as("outline of %s", focused(page))
          .isNotEqualTo("none");
      page.type(Keys.TAB);
    }
    assertThat(stops).isGreaterThan(7);
  }
}
