/**
 * The contract between this library's own operators and the plans that run them: fused work, cut
 * layers and statistics over whole batches. Not exported: custom operators need none of it.
 */
@NullMarked
package io.crema.nn.compute;

import org.jspecify.annotations.NullMarked;
