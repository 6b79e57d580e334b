package io.crema.nn.custom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares the examples in the Javadoc of interfaces with the custom parts in {@code src/it}, which
 * are compiled and tested there. Line breaks may differ, as lines of Javadoc are shorter.
 */
class CustomPartExamplesTest {

  private static final Path INTERFACES = Path.of("src/main/java/io/crema/nn");
  private static final Path PARTS = Path.of("src/it/sources/consumer");
  private static final String END_OF_JAVADOC = "*/\n";

  @ParameterizedTest
  @CsvSource({
    "layer/Layer, PReLU",
    "layer/Join, Difference",
    "graph/Block, GatedConv2D",
    "loss/Loss, HuberLoss",
    "optimizer/Optimizer, Signum",
    "metric/Metric, MeanAbsoluteError",
    "train/LearningRateSchedule, PolynomialDecay",
    "train/StatefulListener, BestEpoch"
  })
  void example_inJavadoc_isTheCompiledPart(String type, String part) throws IOException {
    String javadoc = Files.readString(INTERFACES.resolve(type + ".java"));
    String source = Files.readString(PARTS.resolve(part + ".java"));

    assertThat(example(javadoc)).isEqualToNormalizingWhitespace(declaration(source));
  }

  /** The first example, without the asterisks. */
  private static String example(String javadoc) {
    int start = javadoc.indexOf("<pre>{@code\n") + "<pre>{@code\n".length();
    return javadoc
        .substring(start, javadoc.indexOf(" * }</pre>", start))
        .lines()
        .map(line -> line.replaceFirst("^ \\* ?", ""))
        .collect(Collectors.joining("\n"));
  }

  /** The class without its Javadoc and without {@code @Override}, which a Javadoc cannot have. */
  private static String declaration(String source) {
    return source
        .substring(source.indexOf(END_OF_JAVADOC) + END_OF_JAVADOC.length())
        .lines()
        .filter(line -> !line.strip().equals("@Override"))
        .collect(Collectors.joining("\n"));
  }
}
