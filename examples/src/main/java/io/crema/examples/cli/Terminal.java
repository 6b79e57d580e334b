package io.crema.examples.cli;

import java.io.Console;
import java.nio.charset.Charset;
import java.util.Map;

/** Whether a person is watching, and what their terminal can show. */
final class Terminal {

  private static final String CONSOLE_MODULE = "jdk.console";

  private Terminal() {}

  /**
   * {@return whether standard input and output are a terminal}
   *
   * <p>JDK 17 to 21 and 25 have a {@link System#console()} in that case only. JDK 22 to 24 have one
   * always, unless they are told to take the one of {@code java.base}.
   */
  @SuppressWarnings("SystemConsoleNull") // it does tell, see above
  static boolean isInteractive() {
    if (System.getProperty(CONSOLE_MODULE) == null) {
      System.setProperty(CONSOLE_MODULE, "java.base");
    }
    return System.console() != null;
  }

  /** {@return the best way to draw on standard output} */
  static Blocks blocks() {
    Console console = isInteractive() ? System.console() : null;
    return console == null ? Blocks.PLAIN : blocks(System.getenv(), console.charset());
  }

  /**
   * {@return the best way to draw on a terminal}
   *
   * @param environment its variables; who sets {@code NO_COLOR} wants no escape sequences
   * @param charset in which it takes characters
   */
  static Blocks blocks(Map<String, String> environment, Charset charset) {
    String terminal = environment.getOrDefault("TERM", "dumb");
    String colours = environment.getOrDefault("COLORTERM", "");
    boolean windows = environment.containsKey("WT_SESSION"); // its new terminal, without TERM
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()
        || (terminal.equals("dumb") && !windows)
        || !charset.newEncoder().canEncode(Blocks.HALF)) {
      return Blocks.PLAIN;
    }
    return windows || colours.equals("truecolor") || colours.equals("24bit")
        ? Blocks.GREY_24_BIT
        : Blocks.GREY_256;
  }
}
