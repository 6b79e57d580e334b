package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong is one line, and no stack trace. */
class LauncherTest {

  private static final CliProcess WITHOUT_LOCALE = new CliProcess().environment("LC_ALL", "C");

  @TempDir Path dir;

  @Test
  void run_heapTooSmall_saysHowToGiveMore() throws Exception {
    Cli cli = new CliProcess("-Xmx24m").run("train", "--out", dir.resolve("model"));

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err())
        .matches("digits.*: out of memory: Java may use \\d+ MB; give it more, .*\\R");
  }

  @Test
  void run_classFileMissing_namesIt() throws Exception {
    String withoutJackson =
        System.getProperty("java.class.path").replaceAll("[^:;]*jackson-core[^:;]*", "");

    Cli cli = new CliProcess().classPath(withoutJackson).run("predict", "--json", "none.png");

    assertThat(cli.status()).isEqualTo(1);
    assertThat(cli.err()).matches("digits.*NoClassDefFoundError: com/fasterxml/jackson/core/.*\\R");
  }

  /** Java takes the names of files in the encoding of the locale, and C has ASCII alone. */
  @ParameterizedTest
  @EnabledOnOs(OS.LINUX)
  @ValueSource(strings = {"predict", "train --data", "train --out", "evaluate --report"})
  void run_nameThatTheLocaleCannotRepresent_saysWhichCan(String options) throws Exception {
    Cli cli = WITHOUT_LOCALE.run((Object[]) (options + " bild-\u00E4.png").split(" "));

    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err().lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("bild-??.png: has characters that this locale cannot represent")
        .endsWith("run Java in a UTF-8 locale, such as LC_ALL=C.UTF-8");
  }
}
