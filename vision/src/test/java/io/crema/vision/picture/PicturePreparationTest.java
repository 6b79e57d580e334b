package io.crema.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicturePreparationTest {

  private static final PicturePreparation RGB =
      new PicturePreparation(48, 1024, ColorMode.RGB, ResizeMode.CROP, 0x0A0B0C);

  @Test
  void facts_areTheDocumentedOnes() {
    assertThat(RGB.facts())
        .isEqualTo(
            Map.of(
                "height", "48",
                "width", "1024",
                "color", "rgb",
                "resize", "crop",
                "background", "0a0b0c"));
  }

  @Test
  void of_itsFacts_isTheSame() throws IOException {
    for (ColorMode color : ColorMode.values()) {
      for (ResizeMode resize : ResizeMode.values()) {
        PicturePreparation preparation = PicturePreparation.of(1, 7, color, resize);
        Map<String, String> facts = new HashMap<>(preparation.facts());
        facts.put("camera", "any");

        assertThat(PicturePreparation.of(facts)).isEqualTo(preparation);
        assertThat(PicturePreparation.isDescribedBy(facts)).isTrue();
      }
    }
    assertThat(PicturePreparation.of(RGB.facts())).isEqualTo(RGB);
    assertThat(PicturePreparation.isDescribedBy(Map.of("unit", "cm"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "height, 0, 1 to 1024",
    "height, -5, 1 to 1024",
    "height, +5, 1 to 1024",
    "height, 05, 1 to 1024",
    "height, 1025, 1 to 1024",
    "height, 4294967297, 1 to 1024",
    "width, ٣٢, 1 to 1024",
    "width, 3.5, 1 to 1024",
    "width, '', 1 to 1024",
    "color, RGB, 'one of grey, rgb'",
    "color, cmyk, 'one of grey, rgb'",
    "resize, '', 'one of fit, crop, stretch'",
    "background, fff, six hexadecimal digits",
    "background, FFFFFF, six hexadecimal digits",
    "background, -fffff, six hexadecimal digits"
  })
  void of_aFactThatIsWrong_isRefusedByName(String key, String value, String expected) {
    Map<String, String> facts = new HashMap<>(RGB.facts());
    facts.put(key, value);

    assertThatExceptionOfType(PreparationException.class)
        .isThrownBy(() -> PicturePreparation.of(facts))
        .withMessage(
            "picture preparation: expected \"%s\" to be %s, found \"%s\"", key, expected, value);
  }

  @Test
  void of_aMissingFact_isRefusedByName() {
    for (String key : RGB.facts().keySet()) {
      Map<String, String> facts = new HashMap<>(RGB.facts());
      facts.remove(key);

      assertThatExceptionOfType(PreparationException.class)
          .isThrownBy(() -> PicturePreparation.of(facts))
          .withMessage("picture preparation: expected \"%s\"", key);
    }
  }

  @Test
  void of_aLongHostileFact_isShortInTheMessage() {
    Map<String, String> facts = new HashMap<>(RGB.facts());
    facts.put("color", "a\nb" + "x".repeat(1_000_000));

    assertThatExceptionOfType(PreparationException.class)
        .isThrownBy(() -> PicturePreparation.of(facts))
        .satisfies(
            e -> {
              assertThat(e.getMessage()).hasSizeLessThan(150);
              assertThat(e.getMessage()).contains("a?bx").doesNotContain("\n");
            });
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "1025, 1", "1, 1025"})
  void new_sizeOutOfRange_isRefused(int height, int width) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PicturePreparation.of(height, width, ColorMode.GREY, ResizeMode.FIT))
        .withMessage(
            "PicturePreparation: expected 1 to 1024 pixels on a side, got %d x %d (H x W)",
            height, width);
  }

  @Test
  void new_backgroundOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PicturePreparation(1, 1, ColorMode.GREY, ResizeMode.FIT, 0xFF00_0000))
        .withMessageContaining("expected a background 0xRRGGBB");
  }
}
