package io.crema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.examples.exam.NoDigitVariation;
import io.crema.examples.exam.PictureVariation;
import io.crema.examples.exam.Pictures;
import io.crema.examples.reader.DigitModel;
import io.crema.mnist.data.BundledMnist;
import io.crema.nn.io.ModelFile;
import io.crema.nn.io.TrainingRecord;
import io.crema.vision.dataset.ImageSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictPictureTest {

  @TempDir private Path dir;

  private String run(byte[] picture) throws IOException {
    Path model = dir.resolve("model.safetensors");
    ModelFile.save(model, DigitModel.load(null).model(), TrainingRecord.EMPTY);
    Path file = Files.write(dir.resolve("picture"), picture);
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      PredictPicture.main(new String[] {model.toString(), file.toString()});
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void main_photoOfASeven_readsIt() throws IOException {
    ImageSet digits = BundledMnist.load().test();

    assertThat(run(Pictures.drawn(PictureVariation.PHOTO, digits, 0))).startsWith("read 7 in Box[");
  }

  @Test
  void main_blank_saysSo() throws IOException {
    assertThat(run(NoDigitVariation.BLANK.draw(1))).contains("not one digit", "blank");
  }
}
