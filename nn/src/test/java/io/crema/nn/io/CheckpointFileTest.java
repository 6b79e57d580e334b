package io.crema.nn.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void nameFile() {
    file = folder.resolve("run");
  }

  private static State state(double step) {
    State optimizer = new State().put("moment", new float[] {1, Float.NaN, -0f});
    return new State()
        .put("weights", Tensor.of(Shape.of(2, 1), new float[] {1, 2}))
        .put("optimizer", optimizer)
        .put("optimizers", new State().put("step", 7))
        .put("step", step)
        .put("short", "naïve\n\"text\"")
        .put("long", "line of a log, 😀\n".repeat(100_000));
  }

  @Test
  void read_written_isTheSame() throws IOException {
    State written = state(0.1);
    CheckpointFile.write(file, written);

    SavedState saved = CheckpointFile.read(file);

    assertThat(saved.file()).isEqualTo(file);
    assertThat(saved.damage()).isEmpty();
    assertThat(saved.state().texts()).isEqualTo(written.texts());
    assertThat(saved.state().tensors().keySet()).isEqualTo(written.tensors().keySet());
    assertThat(saved.state().tensors().get("weights").shape()).isEqualTo(Shape.of(2, 1));
    assertThat(saved.state().number("step")).isEqualTo(0.1);
    State part = saved.state().part("optimizer");
    float[] moment = new float[3];
    part.read("moment", moment);
    assertThat(moment).containsExactly(1, Float.NaN, -0f);
    assertThat(part.texts()).isEmpty();
  }

  @Test
  void write_thrice_keepsTheLastTwo() throws IOException {
    for (int step = 1; step <= 3; step++) {
      CheckpointFile.write(file, state(step));
    }

    assertThat(CheckpointFile.read(file).state().number("step")).isEqualTo(3);
    Files.delete(file);
    SavedState before = CheckpointFile.read(file);
    assertThat(before.state().number("step")).isEqualTo(2);
    assertThat(before.file()).isEqualTo(CheckpointFile.previous(file));
    assertThat(before.damage()).containsInstanceOf(NoSuchFileException.class);
    assertThat(folder).isDirectoryContaining("glob:**run.1").isDirectoryNotContaining("glob:**tmp");
  }

  /* A bit that makes a space into another one of JSON's is no damage to the content. */
  @Test
  void read_anyBitFlipped_isRefusedOrTheSame() throws IOException {
    State written = new State().put("w", new float[] {1, 2, 3}).put("text", "kept");
    CheckpointFile.write(file, written);
    byte[] right = Files.readAllBytes(file);
    Random random = new Random(4);
    int refused = 0;
    for (int round = 0; round < 2_000; round++) {
      byte[] damaged = right.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      try {
        State read = CheckpointFile.read(file).state();
        assertThat(read.texts()).isEqualTo(written.texts());
        assertThat(read.tensors().get("w").toArray()).containsExactly(1, 2, 3);
      } catch (SafetensorsException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1_900, 2_000);
  }

  @Test
  void read_bothDamaged_tellsOfTheNewerWithTheOlderSuppressed() throws IOException {
    Files.writeString(file, "no");
    Files.writeString(CheckpointFile.previous(file), "neither");

    assertThatExceptionOfType(SafetensorsException.class)
        .isThrownBy(() -> CheckpointFile.read(file))
        .withMessageStartingWith(file + ": byte ")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @Test
  void read_modelFile_isRefused() throws IOException {
    ModelFile.save(file, ModelFixture.model(), ModelFixture.RECORD);

    assertThatExceptionOfType(SafetensorsException.class)
        .isThrownBy(() -> CheckpointFile.read(file))
        .withMessageContaining(
            "crema.checkpoint: expected 2, found none: not a checkpoint saved by Crema");
  }

  @Test
  void read_otherFormat_isRefused() throws IOException {
    Safetensors.write(file, Map.of(), Map.of("crema.checkpoint", "1"));

    assertThatExceptionOfType(SafetensorsException.class)
        .isThrownBy(() -> CheckpointFile.read(file))
        .withMessageContaining("crema.checkpoint: expected 2, found \"1\"");
  }

  @Test
  void state_whatIsNotThere_isRefused() {
    State state = new State().put("w", new float[2]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.read("w", new float[3]))
        .withMessage("state w: expected 3 values, found 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.read("v", new float[3]))
        .withMessage("state v: expected 3 values, found none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.text("step"))
        .withMessage("state step: expected a text, found none");
  }
}
