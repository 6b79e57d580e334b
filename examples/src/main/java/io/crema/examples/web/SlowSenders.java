package io.crema.examples.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections on which the head of a request comes too slowly. One that says nothing at all
 * ends by its idle time.
 */
final class SlowSenders implements Connection.Listener {

  private final Scheduler scheduler;
  private final long periodNanos;

  SlowSenders(Scheduler scheduler, Duration period) {
    this.scheduler = scheduler;
    periodNanos = period.toNanos();
  }

  @Override
  public void onOpened(Connection connection) {
    scheduleCheck(connection, connection.getBytesIn(), connection.getMessagesIn());
  }

  @Override
  public void onClosed(Connection connection) {}

  private void scheduleCheck(Connection connection, long bytes, long messages) {
    scheduler.schedule(() -> check(connection, bytes, messages), periodNanos, TimeUnit.NANOSECONDS);
  }

  /** Ends the connection if, since the last time, bytes came but no head was complete. */
  private void check(Connection connection, long bytesBefore, long messagesBefore) {
    if (!connection.getEndPoint().isOpen()) {
      return;
    }
    long bytes = connection.getBytesIn();
    long messages = connection.getMessagesIn();
    boolean answering = messages != connection.getMessagesOut();
    if (!answering && messages == messagesBefore && bytes > bytesBefore) {
      connection.getEndPoint().close();
    } else {
      // What comes while an answer is made belongs to the body.
      scheduleCheck(connection, answering ? Long.MAX_VALUE : bytes, messages);
    }
  }
}
