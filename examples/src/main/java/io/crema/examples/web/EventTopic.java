package io.crema.examples.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hands events to all who listen. Who publishes never waits for who listens. */
final class EventTopic {

  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

  /** What one listener has still to hear. */
  final class Subscription implements AutoCloseable {

    private static final int MOST_WAITING = 64;

    private final BlockingDeque<Event> waiting = new LinkedBlockingDeque<>(MOST_WAITING);

    private Subscription() {}

    /** Drops what is oldest where a listener is too slow. */
    private void put(Event event) {
      while (!waiting.offerLast(event)) {
        waiting.pollFirst();
      }
    }

    /** {@return the next event, or null if there is none for some time} */
    @Nullable Event next(Duration time) throws InterruptedException {
      return waiting.pollFirst(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
      subscriptions.remove(this);
    }
  }

  /** {@return a subscription to what is published from now on} */
  Subscription subscribe() {
    Subscription subscription = new Subscription();
    subscriptions.add(subscription);
    return subscription;
  }

  void publish(Event event) {
    for (Subscription subscription : subscriptions) {
      subscription.put(event);
    }
  }
}
