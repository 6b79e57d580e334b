package io.crema.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digits and numbers drawn, given and chosen, and what is said of pictures without any. */
@ExtendWith(PageExtension.class)
class ReadTest {

  private static final String DIGIT = "#answer .digit";

  /** Dispatches an event with a sample of a three as its file. */
  private static final String GIVE_THREE =
      """
      const [event, done] = arguments;
      fetch("/api/samples/3-1.png").then((r) => r.blob()).then((blob) => {
        const data = new DataTransfer();
        data.items.add(new File([blob], "three.png", { type: "image/png" }));
        const options = { bubbles: true, cancelable: true };
        document.body.dispatchEvent(event === "paste"
          ? new ClipboardEvent(event, { ...options, clipboardData: data })
          : new DragEvent(event, { ...options, dataTransfer: data }));
        done();
      });
      """;

  @TempDir Path directory;

  @Test
  void upload_photoOfADigit_isReadAndShownStepByStep(Page page) throws IOException {
    page.upload(Photo.of(directory.resolve("four.png"), "4"));
    page.awaitText(DIGIT, "4");
    page.await("picture", () -> page.all("#input-view .boxed img").size() == 1);
    assertThat(page.all("#input-view .box")).hasSize(1);
    assertThat(page.all("#input-view .inputs canvas")).hasSize(1);
    assertThat(page.all("#steps img")).hasSizeGreaterThan(3);
    assertThat(page.text("#answer .confidence")).endsWith("%");
    page.click("#answer summary");
    assertThat(page.all("#answer tbody tr")).hasSize(10);
    assertThat(page.text("#answer tr.best th")).isEqualTo("4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"paste", "drop"})
  void pictureGiven_byPasteOrDrop_isRead(String event, Page page) {
    page.click("#tab-train");
    page.runAsync(GIVE_THREE, event);
    page.awaitText(DIGIT, "3");
    assertThat(page.find("#read").isDisplayed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7})
  void drawing_ofADigit_isReadWhileItIsDrawn(int digit, Page page) {
    page.draw("#pad", Stroke.digit(digit));
    page.awaitText(DIGIT, Integer.toString(digit));
    assertThat(page.text("#answer-said")).startsWith("Read as a " + digit);
  }

  @Test
  void drawing_ofTwoDigits_isReadAsANumber(Page page) {
    page.draw(
        "#pad",
        List.of(
            Stroke.digit(1).get(0).scaled(0.8).moved(-90),
            Stroke.digit(7).get(0).scaled(0.8).moved(70)));
    page.awaitText(DIGIT, "17");
    page.await("boxes", () -> page.all("#input-view .box").size() == 2);
  }

  @Test
  void clearedDrawing_isBlank_andUndoTakesBackOneStroke(Page page) {
    page.draw("#pad", Stroke.digit(7));
    page.awaitText(DIGIT, "7");
    page.draw("#pad", List.of(Stroke.of(-80, 10, 0, 0, 90, -10), Stroke.of(-70, 70, 90, 60)));
    page.click("#undo");
    page.click("#undo");
    page.awaitText(DIGIT, "7");
    page.click("#clear");
    page.awaitText("#answer", "No digit here");
    assertThat(page.text("#answer")).contains("The picture is blank");
    assertThat(page.find("#clear").isEnabled()).isFalse();
  }

  @Test
  void upload_ofBlankPaper_saysThatThereIsNoDigit(Page page) throws IOException {
    page.upload(Photo.blank(directory.resolve("blank.png")));
    page.awaitText("#answer", "No digit here");
    assertThat(page.text("#answer")).contains("blank");
    assertThat(page.all("#answer canvas")).isEmpty();
  }

  @Test
  void upload_ofANumber_isReadWithABoxForEachDigit(Page page) throws IOException {
    page.upload(Photo.of(directory.resolve("number.png"), "2071"));
    page.awaitText(DIGIT, "2071");
    page.await("boxes", () -> page.all("#input-view .box").size() == 4);
    assertThat(page.text("#input-view .box")).isEqualTo("2 0 7 1");
    page.click(".digit-of-number:nth-child(3) input");
    assertThat(page.text("#answer .chart")).isEmpty();
    page.click("#answer summary");
    assertThat(page.text("#answer tr.best th")).isEqualTo("7");
  }

  @Test
  void upload_ofAText_isRefusedInWords(Page page) throws IOException {
    page.upload(Files.writeString(directory.resolve("text.png"), "not a picture"));
    page.await("a notice", () -> !page.all("#answer .notice").isEmpty());
    assertThat(page.text("#answer .notice")).containsIgnoringCase("picture");
    assertThat(page.complaints()).singleElement().asString().contains("/api/predict", "status of 4");
  }

  @Test
  void sample_clickedOn_isRead(Page page) {
    assertThat(page.all("#samples .tile")).hasSize(50);
    page.click("#samples .tile:nth-child(6)");
    page.awaitText(DIGIT, "5");
    assertThat(page.find("#samples .tile:nth-child(6)").getDomAttribute("aria-pressed"))
        .isEqualTo("true");
  }
}
