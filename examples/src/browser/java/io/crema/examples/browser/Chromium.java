package io.crema.examples.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The system's Chromium, without a window, with a profile of its own that goes with it. */
final class Chromium implements AutoCloseable {

  private final Path profile;
  private final ChromeDriver driver;

  private Chromium(Path profile, ChromeDriver driver) {
    this.profile = profile;
    this.driver = driver;
  }

  static Chromium start() throws IOException {
    Path browser = executable("crema.chromium", "/usr/bin/chromium");
    Path chromedriver = executable("crema.chromedriver", "/usr/bin/chromedriver");
    Path profile = Files.createTempDirectory("chromium");
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.toFile()).build();
    return new Chromium(profile, new ChromeDriver(service, options(browser, profile)));
  }

  ChromeDriver driver() {
    return driver;
  }

  private static Path executable(String property, String standard) throws IOException {
    Path file = Path.of(System.getProperty(property, standard));
    if (!Files.isExecutable(file)) {
      throw new IOException(
          "expected a browser to test with at " + file + ", found none: set -D" + property);
    }
    return file;
  }

  private static ChromeOptions options(Path browser, Path profile) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    options.addArguments(
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + profile));
    return options;
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
