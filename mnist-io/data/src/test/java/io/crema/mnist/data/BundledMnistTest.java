package io.crema.mnist.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.crema.core.tensor.Shape;
import io.crema.vision.dataset.DataSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundledMnistTest {

  @Test
  void files_matchTheirChecksums() throws IOException, NoSuchAlgorithmException {
    List<String> sums = new String(read("SHA256SUMS"), StandardCharsets.UTF_8).lines().toList();

    assertThat(sums).hasSize(4);
    for (String line : sums) {
      String[] parts = line.split(" +", 2);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(read(parts[1]));
      assertThat(HexFormat.of().formatHex(digest)).as(parts[1]).isEqualTo(parts[0]);
    }
  }

  @Test
  void load_hasTheCountsThatItsAuthorsGive() throws IOException {
    DataSet mnist = BundledMnist.load();

    assertThat(mnist.train().size()).isEqualTo(60_000);
    assertThat(mnist.train().classCounts())
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
    assertThat(mnist.test().size()).isEqualTo(10_000);
    assertThat(mnist.test().classCounts())
        .containsExactly(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    assertThat(mnist.test().inputShape()).isEqualTo(Shape.of(28, 28, 1));
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = BundledMnist.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
