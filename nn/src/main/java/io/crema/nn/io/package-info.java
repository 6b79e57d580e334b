/**
 * Model files. {@link io.crema.nn.io.ModelFile} saves and loads models; {@link
 * io.crema.nn.io.Safetensors} is the container below it: named tensors and text metadata.
 *
 * <p>Every rule of the format is checked before the values are read: a broken or hostile file gives
 * a {@link io.crema.nn.io.SafetensorsException}. Java serialization and class names do not belong
 * here.
 */
@NullMarked
package io.crema.nn.io;

import org.jspecify.annotations.NullMarked;
