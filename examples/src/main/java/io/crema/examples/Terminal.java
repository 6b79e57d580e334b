package io.crema.examples;

/** Whether a person is watching. */
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
}
