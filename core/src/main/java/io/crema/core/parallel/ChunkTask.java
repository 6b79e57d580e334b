package io.crema.core.parallel;

/** The body of a parallel loop. */
@FunctionalInterface
public interface ChunkTask {

  /**
   * Does one chunk of the work.
   *
   * @param chunk from 0 to {@code chunks - 1}; each is done exactly once, in any order
   * @param slot from 0 to {@link Workers#threads()} {@code - 1}: at any moment at most one thread
   *     of a loop works under a slot, so buffers may be kept per slot. No result may depend on it.
   */
  void run(int chunk, int slot);
}
