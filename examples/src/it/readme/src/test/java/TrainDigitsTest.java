import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainDigitsTest {

  @Test
  void main_ofTheReadme_trainsAndSavesAModel(@TempDir File dir) throws IOException {
    File model = new File(dir, "model.safetensors");

    TrainDigits.main(new String[] {model.toString()});

    assertTrue(model.length() > 0);
  }
}
