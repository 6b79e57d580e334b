package io.crema.nn.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** The bytes that calls allocate on their own thread. */
public final class Allocation {

  /**
   * The JIT compiler removes short-lived objects, above all the Vector API's boxes, but when it is
   * done depends on the machine: calls go on until one median is low enough, and give up here.
   */
  private static final int MAX_ROUNDS = 300;

  private static final int MEASURED = 21;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /**
   * {@return the median of what several calls allocate, once it is below a limit or no longer hoped
   * for}
   *
   * @param call the call
   * @param limit bytes
   */
  public static long of(Runnable call, long limit) {
    long median = Long.MAX_VALUE;
    for (int round = 0; round < MAX_ROUNDS && median >= limit; round++) {
      median = median(call);
    }
    return Math.max(median, median(call));
  }

  private static long median(Runnable call) {
    long[] bytes = new long[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      call.run();
      bytes[i] = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    Arrays.sort(bytes);
    return bytes[MEASURED / 2];
  }
}
