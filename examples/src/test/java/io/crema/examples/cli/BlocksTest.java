package io.crema.examples.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crema.vision.raster.GreyImage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlocksTest {

  private static final GreyImage IMAGE = GreyImage.of(2, 2, new float[] {0, 1, 0.5f, 0});

  @Test
  void draw_plain_isTwoSignsForAPixel() {
    assertThat(Blocks.PLAIN.draw(IMAGE).lines()).containsExactly("  @@", "++");
  }

  @Test
  void draw_256Greys_isABlockForTwoPixels() {
    assertThat(Blocks.GREY_256.draw(IMAGE).lines())
        .containsExactly("\u001b[38;5;16;48;5;244m\u2580\u001b[38;5;231;48;5;16m\u2580\u001b[0m");
  }

  @Test
  void draw_24Bit_isABlockForTwoPixels() {
    assertThat(Blocks.GREY_24_BIT.draw(IMAGE).lines())
        .containsExactly(
            "\u001b[38;2;0;0;0;48;2;128;128;128m\u2580"
                + "\u001b[38;2;255;255;255;48;2;0;0;0m\u2580\u001b[0m");
  }

  @Test
  void blocks_terminal_isAsItSays() {
    assertThat(Terminal.blocks(Map.of("TERM", "xterm-256color"), UTF_8)).isEqualTo(Blocks.GREY_256);
    assertThat(Terminal.blocks(Map.of("TERM", "xterm", "COLORTERM", "truecolor"), UTF_8))
        .isEqualTo(Blocks.GREY_24_BIT);
    assertThat(Terminal.blocks(Map.of("WT_SESSION", "1"), UTF_8)).isEqualTo(Blocks.GREY_24_BIT);
    assertThat(Terminal.blocks(Map.of(), UTF_8)).isEqualTo(Blocks.PLAIN);
    assertThat(Terminal.blocks(Map.of("TERM", "dumb"), UTF_8)).isEqualTo(Blocks.PLAIN);
    assertThat(Terminal.blocks(Map.of("TERM", "xterm"), US_ASCII)).isEqualTo(Blocks.PLAIN);
    assertThat(Terminal.blocks(Map.of("TERM", "xterm", "NO_COLOR", "1"), UTF_8))
        .isEqualTo(Blocks.PLAIN);
  }
}
