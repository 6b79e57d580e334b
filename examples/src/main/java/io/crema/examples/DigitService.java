package io.crema.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crema.core.tensor.Shape;
import io.crema.core.tensor.Tensor;
import io.crema.mnist.digit.DigitPreprocessor;
import io.crema.mnist.digit.DigitReading;
import io.crema.models.DigitModels;
import io.crema.nn.model.Model;
import io.crema.vision.picture.PictureReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * A model inside a server: answers a posted picture with its digit, by {@code curl --data-binary
 * @seven.png localhost:8080}. The argument is the port.
 */
public final class DigitService {

  private DigitService() {}

  public static void main(String[] args) throws IOException {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
    System.out.println("listening on port " + start(port).getAddress().getPort());
  }

  static HttpServer start(int port) throws IOException {
    Model model = DigitModels.champion().model(); // for any number of threads at once
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server = HttpServer.create(address, 0);
    server.createContext("/", exchange -> answer(exchange, model));
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, Model model) throws IOException {
    byte[] picture = exchange.getRequestBody().readNBytes(PictureReader.MAX_BYTES + 1);
    String digit;
    try {
      digit = read(picture, model);
    } catch (IOException e) {
      send(exchange, 400, "expected a picture: " + e.getMessage());
      return;
    }
    send(exchange, 200, digit);
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String read(byte[] picture, Model model) throws IOException {
    DigitReading reading = DigitPreprocessor.DEFAULT.read(PictureReader.read("request", picture));
    if (reading instanceof DigitReading.OneDigit one) {
      Tensor input = Tensor.of(Shape.of(1, 28, 28, 1), one.image().toArray());
      return Integer.toString(model.predict(input)[0]);
    }
    return "not one digit";
  }
}
