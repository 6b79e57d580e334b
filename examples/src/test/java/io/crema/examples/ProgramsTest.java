package io.crema.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.crema.core.random.SplitMix64;
import io.crema.examples.exam.NoDigitVariation;
import io.crema.examples.exam.PictureVariation;
import io.crema.examples.exam.Pictures;
import io.crema.mnist.data.BundledMnist;
import io.crema.nn.io.ModelFile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short programs run, with little to learn from. */
class ProgramsTest {

  /** The mean distance, in pixels, of a network that answers the mean of all centers always. */
  private static final double DISTANCE_BY_CHANCE = 6.6;

  @TempDir private Path directory;

  /** A program. */
  @FunctionalInterface
  private interface Main {
    void run(String[] args) throws IOException;
  }

  private static List<String> lines(Main main, String... args) throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      main.run(args);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static double number(String line) {
    return Double.parseDouble(line.replaceAll("[^0-9.]", ""));
  }

  @Test
  void findCenter_findsItBetterThanByChance() throws IOException {
    List<String> lines = lines(FindCenter::main, "400");

    assertThat(number(lines.get(0))).isLessThan(0.8 * DISTANCE_BY_CHANCE);
  }

  @Test
  void twoOutputs_bothLearn() throws IOException {
    List<String> lines = lines(TwoOutputs::main, "1000");

    assertThat(number(lines.get(0))).isGreaterThan(0.8);
    assertThat(number(lines.get(1))).isLessThan(0.8 * DISTANCE_BY_CHANCE);
  }

  @Test
  void ownLayer_isInTheSummaryAndTheNetworkLearns() throws IOException {
    List<String> lines = lines(OwnLayer::main, "1000");

    assertThat(lines).anyMatch(line -> line.contains("Scale"));
    assertThat(number(lines.get(lines.size() - 1))).isGreaterThan(0.7);
  }

  @Test
  void trainPictures_withoutArguments_classifiesTheShapesItDraws() throws IOException {
    List<String> lines = lines(TrainPictures::main);

    assertThat(number(lines.get(0))).isGreaterThan(0.6);
    assertThat(lines.get(1)).endsWith("disc/0.png: disc");
  }

  @Test
  void trainPictures_ownFolder_savesNamesAndPreparation() throws IOException {
    for (String name : List.of("dark", "light")) {
      Path folder = Files.createDirectories(directory.resolve("pictures").resolve(name));
      for (int i = 0; i < 10; i++) {
        draw(folder.resolve(i + ".png"), name.equals("dark") ? i : 200 + i);
      }
    }
    Path model = directory.resolve("model");
    Path picture = draw(directory.resolve("new.png"), 20);

    List<String> lines =
        lines(
            TrainPictures::main,
            directory.resolve("pictures").toString(),
            model.toString(),
            picture.toString());

    assertThat(lines).containsExactly("accuracy 1.0", picture + ": dark");
    assertThat(ModelFile.load(model).classNames()).containsExactly("dark", "light");
  }

  /** Airplanes are dark, and automobiles light. */
  @Test
  void trainCifar_twoColors_areToldApart() throws IOException {
    for (String name : List.of("data_batch_%d.bin", "test_batch.bin")) {
      for (int batch = 1; batch <= (name.contains("%") ? 5 : 1); batch++) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
          byte[] pixels = new byte[3 * 32 * 32];
          Arrays.fill(pixels, (byte) (i % 2 == 0 ? i : 200 + i));
          records.write(i % 2);
          records.write(pixels);
        }
        Files.write(directory.resolve(name.formatted(batch)), records.toByteArray());
      }
    }
    Path picture = draw(directory.resolve("new.png"), 20);

    List<String> lines =
        lines(
            TrainCifar::main,
            directory.toString(),
            directory.resolve("model").toString(),
            picture.toString());

    assertThat(lines).containsExactly("accuracy 1.0", picture + ": airplane");
  }

  private static Path draw(Path file, int level) throws IOException {
    BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    Arrays.fill(pixels, (byte) level);
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }

  @Test
  void digitService_readsPostedPictures() throws IOException, InterruptedException {
    HttpServer server = DigitService.start(0);
    try {
      byte[] seven = Pictures.drawn(PictureVariation.PHOTO, BundledMnist.load().test(), 0);
      byte[] blank = NoDigitVariation.BLANK.draw(SplitMix64.derive(1, 1));

      assertThat(post(server, seven).body()).isEqualTo("7\n");
      assertThat(post(server, blank).body()).isEqualTo("not one digit\n");
      assertThat(post(server, new byte[] {1, 2, 3}).statusCode()).isEqualTo(400);
    } finally {
      server.stop(0);
    }
  }

  private static HttpResponse<String> post(HttpServer server, byte[] body)
      throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    HttpRequest request =
        HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(body)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
