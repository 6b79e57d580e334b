package io.crema.mnist.image;

import java.lang.management.ManagementFactory;

/** What the thread of a test has used. */
final class Measured {

  private Measured() {}

  static long allocatedBytes() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
