/**
 * How files get to the disk: {@link io.crema.nn.file.ReplacingFile} alone. What is in them does not
 * belong here. Not exported.
 */
@NullMarked
package io.crema.nn.file;

import org.jspecify.annotations.NullMarked;
