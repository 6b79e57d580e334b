package io.crema.examples.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of Crema, from the manifest of the jar. */
final class Version implements IVersionProvider {

  /** {@return the version, or {@code development} where the classes do not come from a jar} */
  static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Crema " + current()};
  }
}
