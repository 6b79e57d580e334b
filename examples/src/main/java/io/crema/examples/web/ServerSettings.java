package io.crema.examples.web;

import java.time.Duration;

/**
 * Where a server listens, and what it puts up with.
 *
 * @param host the address to listen at
 * @param port the port, from 0 to 65535; 0 for any that is free
 * @param bodyBytes the most bytes of a picture's request
 * @param bodyTime how long the body of a request may take to arrive
 * @param idleTime how long a connection may say nothing
 * @param decoders how many pictures are read at the same time
 * @param queueTime how long a picture waits for its turn
 * @param connections the most connections at the same time
 * @param streams the most streams of events at the same time
 * @param stopTime how long requests may take that are being answered when the server stops
 */
public record ServerSettings(
    String host,
    int port,
    int bodyBytes,
    Duration bodyTime,
    Duration idleTime,
    int decoders,
    Duration queueTime,
    int connections,
    int streams,
    Duration stopTime) {

  private static final int BODY_BYTES = 10 << 20;
  private static final int CONNECTIONS = 512;
  private static final int STREAMS = 32;

  /** The heap that reading a picture takes at most, with some room. */
  private static final long DECODER_BYTES = 64 << 20;

  /**
   * {@return the settings for everyday use}
   *
   * @param host the address to listen at
   * @param port the port, from 0 to 65535; 0 for any that is free
   */
  public static ServerSettings of(String host, int port) {
    return new ServerSettings(
        host,
        port,
        BODY_BYTES,
        Duration.ofSeconds(15),
        Duration.ofSeconds(15),
        usualDecoders(),
        Duration.ofSeconds(2),
        CONNECTIONS,
        STREAMS,
        Duration.ofSeconds(10));
  }

  /** Somewhat more than there are processors, but no more than fit into half of the heap. */
  private static int usualDecoders() {
    long fitting = Runtime.getRuntime().maxMemory() / 2 / DECODER_BYTES;
    return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors() + 2, fitting));
  }
}
