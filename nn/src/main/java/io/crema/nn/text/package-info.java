/** Text for reports: {@link io.crema.nn.text.TextTable}. Not exported. */
@NullMarked
package io.crema.nn.text;

import org.jspecify.annotations.NullMarked;
