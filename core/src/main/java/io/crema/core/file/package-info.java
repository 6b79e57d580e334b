/**
 * How files get to the disk: {@link io.crema.core.file.ReplacingFile} alone. What is in them does
 * not belong here. Exported to the modules of the library alone.
 */
@NullMarked
package io.crema.core.file;

import org.jspecify.annotations.NullMarked;
