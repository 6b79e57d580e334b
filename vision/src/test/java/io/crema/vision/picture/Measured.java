package io.crema.vision.picture;

import java.lang.management.ManagementFactory;

/** What the thread of a test has used. */
public final class Measured {

  private Measured() {}

  /** {@return the bytes that the current thread has allocated} */
  public static long allocatedBytes() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
