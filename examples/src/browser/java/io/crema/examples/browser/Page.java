package io.crema.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.PointerInput.MouseButton;
import org.openqa.selenium.interactions.PointerInput.Origin;
import org.openqa.selenium.interactions.Sequence;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The page as a person uses it: looks, clicks, types, draws, waits. */
final class Page {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long SMALL_BYTES = 60_000;
  private static final int SMALL_HEIGHT = 1750;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final ChromeDriver driver;
  private final String address;

  Page(ChromeDriver driver, String address) {
    this.driver = driver;
    this.address = address;
  }

  // the window

  /** A desktop in light colours, nothing remembered, the page as it opens. */
  void openAnew() {
    size(1280, 900, false);
    dark(false);
    driver.get(address);
    run("localStorage.clear()");
    open("");
  }

  void open(String hash) {
    driver.get("about:blank");
    driver.get(address + "/" + hash);
    await("samples", () -> !all("#samples .tile").isEmpty());
  }

  /** Opens the page of a model of other classes than digits. */
  void openForClasses() {
    driver.get(address + "/");
    awaitText("#answer", "Nothing classified yet");
  }

  void size(int width, int height, boolean phone) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
    driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", phone));
  }

  void dark(boolean dark) {
    Object scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    Object still = Map.of("name", "prefers-reduced-motion", "value", "reduce");
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia", Map.of("features", List.of(scheme, still)));
  }

  // looking

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** {@return the text that can be seen of all that match, empty where there is none} */
  String text(String css) {
    return String.join(" ", all(css).stream().map(WebElement::getText).toList());
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs a script that calls its last argument at its end. */
  void runAsync(String script, Object... arguments) {
    driver.executeAsyncScript(script, arguments);
  }

  /** Waits until a text is in an element. */
  void awaitText(String css, String text) {
    await(text + " in " + css, () -> text(css).contains(text));
  }

  /** Waits until something is so; fails with what it was after a minute. */
  void await(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!isSo(condition)) {
      assertThat(Instant.now()).as("time to see %s; page: %s", what, text("main")).isBefore(end);
      sleep(50);
    }
  }

  private static boolean isSo(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (StaleElementReferenceException e) {
      return false;
    }
  }

  void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  // doing

  void click(String css) {
    find(css).click();
  }

  void upload(Path picture) {
    find("#file").sendKeys(picture.toAbsolutePath().toString());
  }

  /** Types to what has the focus. */
  void type(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Draws strokes with the mouse. */
  void draw(String css, List<Stroke> strokes) {
    WebElement pad = find(css);
    run("arguments[0].scrollIntoView({block: 'center'})", pad);
    double scale = pad.getSize().getWidth() / Stroke.PAD_WIDTH;
    PointerInput mouse = new PointerInput(PointerInput.Kind.MOUSE, "mouse");
    Sequence moves = new Sequence(mouse, 0);
    for (Stroke stroke : strokes) {
      addStroke(moves, mouse, Origin.fromElement(pad), stroke.scaled(scale));
    }
    driver.perform(List.of(moves));
    run("scrollTo(0, 0)");
  }

  private static void addStroke(Sequence moves, PointerInput mouse, Origin pad, Stroke stroke) {
    for (int i = 0; i < stroke.points().size(); i++) {
      Stroke.Point point = stroke.points().get(i);
      moves.addAction(
          mouse.createPointerMove(
              Duration.ofMillis(8), pad, (int) Math.round(point.x()), (int) Math.round(point.y())));
      if (i == 0) {
        moves.addAction(mouse.createPointerDown(MouseButton.LEFT.asArg()));
      }
    }
    moves.addAction(mouse.createPointerUp(MouseButton.LEFT.asArg()));
  }

  // checking

  /** Takes what the browser has complained of since the last call. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  private int number(String script) {
    return ((Number) run(script)).intValue();
  }

  void assertNoSidewaysScrolling() {
    assertThat(number("return document.documentElement.scrollWidth"))
        .as("width of the page")
        .isLessThanOrEqualTo(number("return innerWidth"));
  }

  /** Saves the whole page as {@code target/screenshots/NAME.png}. */
  void shot(String name) throws IOException {
    save(SCREENSHOTS.resolve(name + ".png"), Map.of("format", "png"));
  }

  /** Saves the upper part of the page small, as {@code target/screenshots/web/NAME.webp}. */
  void smallShot(String name) throws IOException {
    int width = number("return document.documentElement.clientWidth");
    int height = Math.min(SMALL_HEIGHT, number("return document.documentElement.scrollHeight"));
    double scale = width > 600 ? 0.8 : 1;
    Object clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", scale);
    Path file = SCREENSHOTS.resolve("web").resolve(name + ".webp");
    save(file, Map.of("format", "webp", "quality", 60, "clip", clip));
    assertThat(Files.size(file)).as("bytes of %s", file).isLessThan(SMALL_BYTES);
  }

  private void save(Path file, Map<String, Object> format) throws IOException {
    Map<String, Object> parameters = new HashMap<>(format);
    parameters.put("captureBeyondViewport", true);
    Object picture = driver.executeCdpCommand("Page.captureScreenshot", parameters).get("data");
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(picture.toString()));
  }
}
