package io.crema.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Puts {@code digits serve} under load: clients that post 28 x 28 digits one after the other, then
 * a photo of 12 megapixels. The server runs in a JVM of its own, on the same machine.
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.crema.benchmarks.ServeLoad --seconds 60 --clients 16
 * }</pre>
 */
public final class ServeLoad {

  private static final String SECONDS = "--seconds";
  private static final String CLIENTS = "--clients";
  private static final String JAR = "--jar";

  /** The program that the build makes, relative to the root of the project. */
  private static final String DIGITS = "examples/target/digits.jar";

  private static final int WARM_UP_SECONDS = 10;
  private static final int PHOTOS = 10;
  private static final int SAMPLES = 50;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;
  private final List<HttpRequest> digits = new ArrayList<>();

  private ServeLoad(URI address) throws IOException, InterruptedException {
    this.address = address;
    for (int i = 0; i < SAMPLES; i++) {
      URI sample = address.resolve("/api/samples/%d-%d.png".formatted(i / 5, i % 5 + 1));
      HttpRequest request = HttpRequest.newBuilder(sample).build();
      digits.add(post(client.send(request, BodyHandlers.ofByteArray()).body(), "image/png"));
    }
  }

  /**
   * Runs the load and prints what it came to.
   *
   * @param args {@code --seconds N}, without it 60, {@code --clients N}, without it 16, and {@code
   *     --jar FILE}, without it {@value #DIGITS}
   * @throws IOException if the server cannot be started or read from
   * @throws InterruptedException if the waiting is interrupted
   * @throws ExecutionException if a client fails
   */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    Arguments arguments = Arguments.parse(args, Set.of(), Set.of(SECONDS, CLIENTS, JAR));
    int seconds = Integer.parseInt(arguments.value(SECONDS, "60"));
    int clients = Integer.parseInt(arguments.value(CLIENTS, "16"));
    try (ServeProcess server = ServeProcess.start(Path.of(arguments.value(JAR, DIGITS)))) {
      ServeLoad load = new ServeLoad(server.address());
      load.run(clients, WARM_UP_SECONDS);
      long before = server.liveHeapBytes();
      Result result = load.run(clients, seconds);
      long after = server.liveHeapBytes();
      System.out.println(result);
      System.out.printf(
          Locale.ROOT,
          "live heap %.1f MB before, %.1f MB after: %+.1f %%%n",
          before / 1e6,
          after / 1e6,
          100.0 * (after - before) / before);
      load.photos();
    }
  }

  /**
   * What a load came to.
   *
   * @param seconds how long it was
   * @param errors answers other than 200
   * @param nanos how long each answer took, in order
   */
  @SuppressWarnings("ArrayRecordComponent") // carries, is not compared
  private record Result(double seconds, int errors, long[] nanos) {

    private double milliseconds(double share) {
      return nanos[(int) Math.min(nanos.length - 1, (long) (share * nanos.length))] / 1e6;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d answers in %.0f s, %,.0f a second, %d errors%n"
              + "median %.1f ms, 90 %% %.1f ms, 99 %% %.1f ms, slowest %.1f ms",
          nanos.length,
          seconds,
          nanos.length / seconds,
          errors,
          milliseconds(0.5),
          milliseconds(0.9),
          milliseconds(0.99),
          milliseconds(1));
    }
  }

  private Result run(int clients, int seconds) throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      long start = System.nanoTime();
      long end = start + TimeUnit.SECONDS.toNanos(seconds);
      List<Future<long[]>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int first = i;
        all.add(threads.submit(() -> untilEnd(first, end)));
      }
      long[] nanos = {};
      for (Future<long[]> each : all) {
        long[] more = each.get();
        int at = nanos.length;
        nanos = Arrays.copyOf(nanos, at + more.length);
        System.arraycopy(more, 0, nanos, at, more.length);
      }
      int errors = (int) Arrays.stream(nanos).filter(time -> time < 0).count();
      long[] times = Arrays.stream(nanos).map(Math::abs).sorted().toArray();
      return new Result((System.nanoTime() - start) / 1e9, errors, times);
    } finally {
      threads.shutdownNow();
    }
  }

  /** {@return how long each answer took; negative where it was an error} */
  private long[] untilEnd(int first, long end) throws IOException, InterruptedException {
    long[] nanos = new long[1024];
    int count = 0;
    while (System.nanoTime() < end) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      long start = System.nanoTime();
      HttpResponse<byte[]> answer =
          client.send(digits.get((first + count) % SAMPLES), BodyHandlers.ofByteArray());
      long time = System.nanoTime() - start;
      nanos[count++] = answer.statusCode() == 200 ? time : -time;
    }
    return Arrays.copyOf(nanos, count);
  }

  /** Prints how long a photo takes, the first time and the median of all. */
  private void photos() throws IOException, InterruptedException {
    HttpRequest photo = post(DrawnSeven.photo(4000, 3000), "image/jpeg");
    long[] nanos = new long[PHOTOS];
    for (int i = 0; i < PHOTOS; i++) {
      long start = System.nanoTime();
      HttpResponse<String> answer = client.send(photo, BodyHandlers.ofString());
      nanos[i] = System.nanoTime() - start;
      if (!answer.body().startsWith("{\"kind\":\"digit\",\"digit\":7")) {
        throw new IllegalStateException("photo: expected a seven, got " + answer.body());
      }
    }
    double first = nanos[0] / 1e6;
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "photo of 12 megapixels: first %.0f ms, median %.0f ms, slowest %.0f ms%n",
        first,
        nanos[PHOTOS / 2] / 1e6,
        nanos[PHOTOS - 1] / 1e6);
  }

  private HttpRequest post(byte[] picture, String type) {
    return HttpRequest.newBuilder(address.resolve("/api/predict"))
        .header("Content-Type", type)
        .POST(BodyPublishers.ofByteArray(picture))
        .build();
  }
}
