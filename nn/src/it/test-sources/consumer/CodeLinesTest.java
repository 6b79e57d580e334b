package consumer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts the lines of code that each kind of custom part takes, with its imports. */
class CodeLinesTest {

  private static final Path SOURCES = Path.of(System.getProperty("consumer.sources"));

  @ParameterizedTest
  @CsvSource({
    "layer, PReLU, 60",
    "block, GatedConv2D, 40",
    "join, Difference, 40",
    "loss, HuberLoss, 40",
    "optimizer, Signum, 40",
    "metric, MeanAbsoluteError, 40",
    "schedule, PolynomialDecay, 40",
    "listener, BestEpoch, 40"
  })
  void codeLines_ofCustomPart_areFew(String kind, String type, int limit) throws Exception {
    String source = Files.readString(SOURCES.resolve(type + ".java"));
    String code = source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "");
    long lines = code.lines().filter(line -> !line.isBlank()).count();

    System.out.printf("%s %s: %d lines of code%n", kind, type, lines);

    assertTrue(lines <= limit, () -> "%s: %d lines, limit %d".formatted(type, lines, limit));
  }
}
