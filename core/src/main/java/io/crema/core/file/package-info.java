/**
 * How files get to the disk: {@link io.crema.core.file.ReplacingFile} alone. What is in them does
 * not belong here.
 */
@NullMarked
package io.crema.core.file;

import org.jspecify.annotations.NullMarked;
