package io.crema.nn.io;

import io.crema.core.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A tensor as the header describes it.
 *
 * @param name its name
 * @param type of its values
 * @param shape its axis lengths
 * @param begin where its values begin, in bytes from the first value of the file
 * @param end where they end
 * @param offsetsAt where in the file the header says so, for messages
 * @param refusal why its values are not read, if they are not: an unknown type, an axis of length
 *     0; type and shape stand for others then
 */
record TensorEntry(
    String name,
    ValueType type,
    Shape shape,
    long begin,
    long end,
    long offsetsAt,
    @Nullable SafetensorsException refusal) {}
