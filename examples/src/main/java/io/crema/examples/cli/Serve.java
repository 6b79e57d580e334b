package io.crema.examples.cli;

import io.crema.core.parallel.Workers;
import io.crema.examples.reader.DigitModel;
import io.crema.examples.reader.LineReader;
import io.crema.examples.reader.PictureModel;
import io.crema.examples.web.DigitServer;
import io.crema.examples.web.ServerSettings;
import io.crema.examples.web.Site;
import io.crema.mnist.data.BundledMnist;
import io.crema.nn.model.Predictor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Serves the web page and its JSON interface. */
@Command(
    name = "serve",
    description = {
      "Serves a web page that classifies pictures or reads digits, and shows why, and its JSON"
          + " interface. With a model of digits, as the bundled one, it also tests the model and"
          + " trains networks.",
      "Ends with Ctrl-C. Only this machine can reach it, unless --host says otherwise."
    },
    sortOptions = false)
public final class Serve extends DigitsCommand {

  private static final int MOST_PORT = 65_535;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "The address to listen at; 0.0.0.0 for all of this machine. Default: ${DEFAULT-VALUE}.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port = 8501;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "The model file. Default: the bundled model.")
  private @Nullable Path modelFile;

  /** The command, for picocli. */
  public Serve() {}

  /**
   * Runs the command and ends the JVM with its exit status.
   *
   * @param args its options
   */
  public static void main(String[] args) {
    Launcher.runAndExit(new Serve(), args);
  }

  @Override
  int run(Workers workers) throws IOException {
    if (port < 0 || port > MOST_PORT) {
      throw wrongUsage("--port: expected 0 to %d, got %d".formatted(MOST_PORT, port));
    }
    ServerSettings settings = ServerSettings.of(host, port);
    Site site = site(modelFile, workers);
    try (DigitServer server = DigitServer.start(site, settings, workers, errors())) {
      // Ctrl-C and SIGTERM end the JVM when this is done.
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "digits-stop"));
      announce(site, server.address());
      server.join();
      return ExitCode.OK;
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted");
    }
  }

  private void announce(Site site, URI address) throws IOException {
    String what = site.model().readsDigits() ? "reads digits" : "classifies pictures";
    text().println("Crema %s at %s".formatted(what, address));
    text().flush();
    if (json()) {
      jsonLines()
          .write(
              json -> {
                json.writeStringField("event", "ready");
                json.writeStringField("address", address.toString());
              });
    }
  }

  /** {@return what is served with a model, null for the bundled one} */
  static Site site(@Nullable Path modelFile, Workers workers) throws IOException {
    PictureModel loaded = PictureModel.load(modelFile);
    // Without the directories, which are nobody's business.
    Path name = modelFile == null ? null : modelFile.getFileName();
    PictureModel model =
        new PictureModel(
            DigitModel.nameOf(name), loaded.saved(), loaded.classNames(), loaded.preparation());
    return new Site(Version.current(), model, model.readsDigits() ? digits(workers) : null);
  }

  private static Site.Digits digits(Workers workers) throws IOException {
    Predictor pieces = DigitModel.loadLine().predictor(workers);
    return new Site.Digits(
        BundledMnist.load(),
        digits -> new LineReader(digits, pieces),
        new DigitCourses(),
        (evaluation, json) -> new EvaluationJson(evaluation).writeTo(json));
  }
}
