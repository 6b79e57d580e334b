package io.crema.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.examples.web.ColorModel;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a model of three named classes of color pictures. */
class ClassifyTest {

  @TempDir private static Path directory;
  private static WebServer server;
  private static Chromium browser;
  private static Page page;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Path model = ColorModel.save(directory.resolve("colors.safetensors"));
    server = WebServer.start("--model", model.toString());
    browser = Chromium.start();
    page = new Page(browser.driver(), server.address());
  }

  @AfterAll
  static void stop() throws IOException {
    browser.close();
    server.close();
  }

  @AfterEach
  void browser_complainsOfNothing() {
    page.assertNoSidewaysScrolling();
    assertThat(page.complaints()).isEmpty();
  }

  private static Path red() throws IOException {
    return Files.write(directory.resolve("red.png"), ColorModel.picture(Color.RED));
  }

  @Test
  void upload_colorPicture_showsItsClassAndNoPad() throws IOException {
    page.size(1280, 900, false);
    page.openForClasses();
    assertThat(page.all("#pad")).isEmpty();
    assertThat(page.all("#samples")).isEmpty();
    assertThat(page.text("#tabs")).doesNotContain("Train");
    page.upload(red());
    page.awaitText("#answer .class-name", "red");
    page.await("the input", () -> page.all("#input-view .boxed img").size() == 2);
    assertThat(page.all("#answer .class-bars li")).hasSize(3);
    page.click("#tab-why");
    page.awaitText("#why", "Why red?");
    assertThat(page.all("#why .maps canvas")).hasSize(4);
    page.click("#tab-performance");
    page.awaitText("#model-view", "blue, green, red");
  }

  @Test
  void upload_text_isRefusedInWords() throws IOException {
    page.openForClasses();
    page.upload(Files.writeString(directory.resolve("text.jpg"), "not a picture"));
    page.await("a notice", () -> !page.all("#answer .notice").isEmpty());
    assertThat(page.complaints()).singleElement().asString().contains("/api/predict", "status of 4");
  }

  @ParameterizedTest
  @CsvSource({"desktop, light", "desktop, dark", "phone, light", "phone, dark"})
  void tabs_onAnyScreen_fitIntoIt(String screen, String scheme) throws IOException {
    boolean phone = screen.equals("phone");
    page.size(phone ? 390 : 1280, phone ? 844 : 900, phone);
    page.dark(scheme.equals("dark"));
    page.openForClasses();
    page.upload(red());
    page.await("the input", () -> page.all("#input-view .boxed img").size() == 2);
    page.shot("classify-" + screen + "-" + scheme);
    page.assertNoSidewaysScrolling();
    page.click("#tab-why");
    page.awaitText("#why", "Why red?");
    page.shot("classify-why-" + screen + "-" + scheme);
    page.assertNoSidewaysScrolling();
    page.click("#tab-performance");
    page.awaitText("#model-view", "blue, green, red");
    page.shot("classify-model-" + screen + "-" + scheme);
  }
}
