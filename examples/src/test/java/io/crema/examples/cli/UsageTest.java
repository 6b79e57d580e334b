package io.crema.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "train ",
        "evaluate ",
        "compare ",
        "calibrate ",
        "doctor ",
        "predict ",
        "serve ",
        "corruption-sheet "
      })
  void help_isPrintedAndDone(String command) {
    Cli cli = Cli.run((Object[]) (command + "--help").split(" "));

    assertThat(cli.status()).isZero();
    assertThat(cli.out()).startsWith("Usage: digits " + command);
    assertThat(cli.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "train ",
        "evaluate ",
        "compare ",
        "calibrate ",
        "doctor ",
        "predict ",
        "serve ",
        "corruption-sheet "
      })
  void version_isPrintedAndDone(String command) {
    Cli cli = Cli.run((Object[]) (command + "--version").split(" "));

    assertThat(cli.status()).isZero();
    assertThat(cli.out()).startsWith("Crema ");
  }

  @Test
  void mains_haveTheOptionsOfTheCommands() {
    for (DigitsCommand main :
        List.of(
            new Train(),
            new Evaluate(),
            new Compare(),
            new Calibrate(),
            new Doctor(),
            new Race(),
            new Predict(),
            new Serve(),
            new CorruptionSheet())) {
      Cli cli = Cli.run(main, new Object[] {"--help"});

      assertThat(cli.status()).isZero();
      assertThat(cli.out()).startsWith("Usage: ").contains("--threads", "--json", "--version");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "                               | Missing command: train, race, train-line, evaluate, compare, calibrate, doctor, predict, serve or corruption-sheet",
        "fly                            | Unmatched argument at index 0: 'fly'",
        "train --net alexnet            | --net: expected auto, reference, lenet, fast or champion, got alexnet",
        "train --epochs 0               | --epochs: expected at least 1, got 0",
        "train --epochs many            | 'many' is not an int",
        "train --batch 0                | --batch: expected at least 1, got 0",
        "train --learning-rate NaN      | --learning-rate: expected a number above 0, got NaN",
        "train --weight-decay 1         | --weight-decay: expected a number from 0 to below 1, got 1.0",
        "train --average -1             | --average: expected a number from 0 to below 1, got -1.0",
        "train --smoothing NaN          | --smoothing: expected a number from 0 to below 1, got NaN",
        "race --net alexnet             | --net: expected auto, reference, lenet, fast or champion, got alexnet",
        "race --goal 101                | --goal: expected a number above 0 and at most 100, got 101.0",
        "race --seeds 0                 | --seeds: expected at least 1, got 0",
        "race --laps 0                  | --laps: expected at least 1, got 0",
        "train --limit 0                | --limit: expected at least 1, got 0",
        "train --validation 60000       | --validation: expected 0 to 59999, got 60000",
        "train --classes a,b            | --classes: expected 10 names, got 2",
        "train --progress loud          | expected one of [AUTO, BAR, PLAIN]",
        "train --augment wildly         | expected one of [NONE, LIGHT, DIGITS, ROBUST, PICTURES, COLORS, MIRRORED]",
        "train --threads 0              | --threads: expected at least 1, got 0",
        "train --checkpoints file       | Unknown options: '--checkpoints', 'file'",
        "train --checkpoint-seconds 3   | --checkpoint-seconds, --roll-back: expected --checkpoint too",
        "train --checkpoint-seconds -1  | --checkpoint-seconds, --roll-back: expected at least 0",
        "train --roll-back -1           | --checkpoint-seconds, --roll-back: expected at least 0",
        "evaluate --modle file          | Unknown options: '--modle', 'file'",
        "compare                        | Missing required parameter: 'MODEL'",
        "compare a b c                  | Unmatched argument at index 3: 'c'",
        "doctor --net alexnet           | --net: expected auto, reference, lenet, fast or champion, got alexnet",
        "doctor --folds 1               | --folds: expected 2 to 60000, got 1",
        "doctor --epochs 0              | --epochs: expected at least 1, got 0",
        "calibrate --coverage 1         | --coverage: expected a number above 0 and below 1, got 1.0",
        "calibrate --validation 0       | --validation: expected 1 to 59999, got 0",
        "serve --port 65536             | --port: expected 0 to 65535, got 65536",
        "serve --port http              | 'http' is not an int",
        "corruption-sheet --per-row 0   | --per-row: expected at least 1, got 0",
        "corruption-sheet --numbers -1  | --numbers: expected at least 0, got -1",
        "corruption-sheet --rows CROP,X | --rows: expected some of DARK_ON_WHITE, LIGHT_ON_DARK, ",
        "predict --set --many a.png     | --many: expected without --set, and with --prepare",
        "predict --no-prepare --many a  | --many: expected without --set, and with --prepare",
        "predict                        | Missing required parameter: 'IMAGE'"
      })
  void wrongUsage_isTwoLinesAndStatus2(String args, String message) {
    Cli cli = Cli.run(args == null ? new Object[0] : (Object[]) args.split(" "));

    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).contains(message).contains("--help").hasLineCount(2);
  }
}
